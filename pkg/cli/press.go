package cli

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"unmn/pkg/doc"
	"unmn/pkg/exchange"
	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/render"
	"unmn/pkg/repo"
)

// An enclosure is one file of a dispatch.
type enclosure struct {
	network.SentFile
	title string
	page  []byte
}

// A press is where the files of one dispatch are made: of the records with the dispatch in
// them, the templates of a commit, and the history up to it.
type press struct {
	app   *app
	set   *record.Set
	snap  *repo.Snapshot
	ahead bool // the records are those of the next commit, which is not there yet
	id    record.ID
	rec   *network.Circulation
}

// sheets are all files of the dispatch, in the languages and formats that are wanted.
func (b press) sheets(ctx context.Context, said network.Visibility, langs []network.Language, formats []string) ([]enclosure, error) {
	var out []enclosure
	for _, edition := range b.editions(said) {
		for _, lang := range langs {
			for _, name := range b.documents() {
				out = append(out, b.inFormats(string(name), edition, lang, "", formats)...)
			}
			if b.rec.ByMail() {
				out = append(out, b.inFormats(mailText, edition, lang, "", []string{textFormat})...)
			}
		}
	}
	for _, to := range b.rec.To {
		if name := render.Name(b.rec.Document); name.Addressed() {
			for _, lang := range b.languagesOf(to.Party, langs) {
				out = append(out, b.inFormats(string(name), network.EditionFor(b.set, b.rec, said, to.Party), lang, to.Party, formats)...)
			}
		}
	}
	for _, to := range b.calendars() {
		edition := network.EditionFor(b.set, b.rec, said, to.Party)
		out = append(out, b.inFormats("meeting", edition, b.languagesOf(to.Party, langs)[0], to.Party, []string{calendarFormat})...)
	}
	for i := range out {
		if err := b.fill(ctx, &out[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// inFormats are the files of one thing in one language, still to be made.
func (b press) inFormats(what string, edition network.Visibility, lang network.Language, party network.PartyRef, formats []string) []enclosure {
	var out []enclosure
	for _, format := range formats {
		out = append(out, enclosure{SentFile: network.SentFile{
			Name: b.fileName(what, edition, lang, party, format), Language: lang, Edition: b.own(edition), Party: party,
		}})
	}
	return out
}

// mailText is how the names of the texts of mails begin, and textFormat how they end.
const (
	mailText   = "mail"
	textFormat = "txt"
)

// isMailText reports the text of a mail among the files of a dispatch.
func isMailText(f network.SentFile) bool { return filepath.Ext(f.Name) == "."+textFormat }

// editions are those that the addressees get, the closest first.
func (b press) editions(said network.Visibility) []network.Visibility {
	var out []network.Visibility
	for _, text := range network.ForMembers.Values() {
		edition := network.Visibility(text)
		if slices.ContainsFunc(b.rec.To, func(to network.Addressee) bool { return network.EditionFor(b.set, b.rec, said, to.Party) == edition }) {
			out = append(out, edition)
		}
	}
	return out
}

// own is an edition as a file says it: nothing where it is that of the dispatch.
func (b press) own(edition network.Visibility) network.Visibility {
	if edition == b.rec.Edition {
		return ""
	}
	return edition
}

// documents are what is enclosed for all of an edition: with an invitation the agenda too,
// nothing where the meeting does not take place or each addressee has a letter of its own.
func (b press) documents() []render.Name {
	name := render.Name(b.rec.Document)
	switch {
	case name.Addressed(), name == render.Invitation && b.off():
		return nil
	case name == render.Invitation:
		return []render.Name{render.Invitation, render.Agenda}
	}
	return []render.Name{name}
}

// about is the id of the record that the dispatch is about; empty for a list.
func (b press) about() record.ID {
	_, id := b.rec.About()
	return id
}

// off reports that the dispatch is of a meeting that does not take place at its time.
func (b press) off() bool {
	e, ok := network.Meetings.Get(b.set, b.about())
	return ok && e.Rec.IsOff()
}

// calendars are those whose mail has the meeting for their calendar.
func (b press) calendars() []network.Addressee {
	if render.Name(b.rec.Document) != render.Invitation || !b.rec.ByMail() {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(b.rec.To), func(a network.Addressee) bool { return a.Address == "" })
}

// languagesOf are the languages in which a party is written to, among some; all of them
// where its record does not say.
func (b press) languagesOf(party network.PartyRef, langs []network.Language) []network.Language {
	var out []network.Language
	for _, l := range network.LanguagesOf(b.set, party) {
		if slices.Contains(langs, l) {
			out = append(out, l)
		}
	}
	if out == nil {
		return langs
	}
	return out
}

// fileName is the name of a file: "minutes-2026-q4.en.pdf", of another edition than the
// usual "minutes-2026-q4.government.en.pdf", to one party "meeting-2026-q4.undp.en.ics".
func (b press) fileName(what string, edition network.Visibility, lang network.Language, party network.PartyRef, format string) string {
	name := what
	if id := b.about(); id != "" {
		name += "-" + string(id)
	}
	if own := b.own(edition); party != "" {
		name += "." + string(party)
	} else if own != "" {
		name += "." + string(own)
	}
	return name + "." + string(lang) + "." + format
}

// fill makes the bytes of a file by its name, and its hash.
func (b press) fill(ctx context.Context, s *enclosure) error {
	format := strings.TrimPrefix(filepath.Ext(s.Name), ".")
	req := render.Request{Document: b.documentOf(s.Name), Subject: b.about(), Lang: s.Language, For: cmp.Or(s.Edition, b.rec.Edition), To: s.Party}
	req.Circulation = b.id
	if req.Document == render.Mail {
		req.Subject = b.id
	}
	var page bytes.Buffer
	var err error
	if format == calendarFormat {
		s.title, err = b.calendar(req, &page)
	} else {
		s.title, err = b.document(ctx, req, format, &page)
	}
	if err != nil {
		return err
	}
	s.page = page.Bytes()
	s.SHA256 = hashOf(s.page)
	return nil
}

// hashOf is the hash of a file as the record of a dispatch has it.
func hashOf(page []byte) network.FileHash {
	sum := sha256.Sum256(page)
	return network.FileHash(hex.EncodeToString(sum[:]))
}

// documentOf is the document that a file is, by the name of the file.
func (b press) documentOf(file string) render.Name {
	var found render.Name
	for _, name := range render.Names() {
		rest, ok := strings.CutPrefix(file, string(name))
		if ok && len(name) > len(found) && strings.IndexAny(rest, ".-") == 0 {
			found = name
		}
	}
	return cmp.Or(found, render.Name(b.rec.Document))
}

// document writes a document or the text of a mail.
func (b press) document(ctx context.Context, req render.Request, format string, page *bytes.Buffer) (title string, err error) {
	if err := b.seal(ctx, &req); err != nil {
		return "", err
	}
	d, err := render.Render(req)
	if err != nil {
		return "", b.app.joined(b.set, err)
	}
	if format == textFormat {
		_, err := page.WriteString(d.Tree.Plain())
		return d.Title, err
	}
	as, err := documentFormatOf(format, documentFormats(), documentFormatNames())
	if err != nil {
		return "", err
	}
	return d.Title, as.write(page, d)
}

// calendar writes the meeting for the calendar of one party.
func (b press) calendar(req render.Request, page *bytes.Buffer) (title string, err error) {
	if err := b.app.sources(&req, b.set, b.snap); err != nil {
		return "", err
	}
	one, err := render.Invite(req)
	if err != nil {
		return "", b.app.joined(b.set, err)
	}
	c := calendarOf(one, b.day())
	c.Method = exchange.Request
	if one.Events[0].Off {
		c.Method = exchange.Cancel
	}
	return one.Events[0].Title, c.Write(page)
}

// day is the beginning of the day of the dispatch, by the clock of the network: what its
// files say of when they were made, so that they can be made again.
func (b press) day() time.Time {
	return dayIn(b.set, b.rec.Date)
}

// dayIn is the beginning of a day by the clock of the network.
func dayIn(set *record.Set, day doc.Date) time.Time {
	return doc.LocalTime(string(day) + "T00:00").In(network.Networks.One(set).Timezone.Location())
}

// seal is filled with the version that the change itself makes.
func (b press) seal(ctx context.Context, req *render.Request) error {
	if err := b.app.filled(ctx, req, b.set, b.snap); err != nil {
		return err
	}
	if !b.ahead || req.Version == 0 || req.Subject == "" {
		return nil // a dispatch changes no list
	}
	path, _ := pathOf(req)
	before, err := b.snap.ReadFile(path)
	if err != nil {
		return err
	}
	if after, _ := b.set.File(path); !bytes.Equal(before, after) {
		req.Version++
	}
	return nil
}
