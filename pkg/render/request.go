package render

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// Templates are where templates and words come from. A file in Own stands in place
// of the file of that name in Base; of the catalogues of words a key at a time.
type Templates struct {
	Own  fs.FS // the folder templates/ of the records' repository; nil when it has none
	Base fs.FS // the templates that come with the program

	kept *kept // nil when everything is read each time
}

// A Request says which document to make of which records. Nothing else goes into a
// document: no clock, no environment.
type Request struct {
	Set       *record.Set
	Templates Templates
	Document  Name               // which document
	Subject   record.ID          // the record it is of, see Name.Subject; empty for a list
	Lang      network.Language   // empty means the network's first language
	For       network.Visibility // the edition: who reads it; empty means members
	Commit    string             // the commit of the records, in hexadecimal; may be empty
	Date      doc.Date           // of this version: the day of the commit
	Version   int                // how many times the record was recorded so far; 0 is not printed
	On        doc.Date           // the day a list is for; empty means Date
	Partners  bool               // the member list lists the partners as well
	Within    int                // a reminder names what falls due within so many days

	Period       network.Period // what a report is of
	Since, Until doc.Date       // the days of a digest, or of an attendance list that is of no period; until On where Until is empty
	Statistics   bool           // reports tell how often each member took part also where not the co-chairs read them

	To          network.PartyRef // whom a letter or a calendar is for alone, by its id or the beginning of it; empty where it is for many
	Corrigendum int              // the number of a corrigendum

	Circulation record.ID // what it is made for; it bears the day and the commit of that
}

// Name is the name of a document, as commands and files say it.
type Name string

// The documents.
const (
	Minutes         Name = "minutes"
	Agenda          Name = "agenda"
	Invitation      Name = "invitation"
	MemberList      Name = "member-list"
	PartnerList     Name = "partner-list"
	DecisionPaper   Name = "decision"
	Report          Name = "report"
	AttendanceSheet Name = "attendance"
	Handover        Name = "handover"
)

// form is what makes one document: its template and its view.
type form struct {
	name  Name
	title string // key of the word for the document
	build func(*builder) (any, error)
	view  any // the zero view, for checking templates
}

// file is the name of the template of the document.
func (f form) file() string { return string(f.name) + ".md.tmpl" }

// forms are all documents. A new one is a line here, a view and a template.
func forms() []form {
	return []form{
		{Minutes, "minutes", buildMinutes, MinutesView{}},
		{Agenda, "agenda", buildAgenda, MeetingView{}},
		{Invitation, "invitation", buildInvitation, InvitationView{}},
		{MemberList, "member-list", buildMemberList, MemberListView{}},
		{PartnerList, "partner-list", buildPartnerList, PartnerListView{}},
		{DecisionPaper, "decision", buildDecision, DecisionView{}},
		{Statement, "statement", buildStatement, StatementView{}},
		{Reminder, "reminder", buildReminder, ReminderView{}},
		{Mail, "mail", buildMail, MailView{}},
		{Report, "report", buildReport, ReportView{}},
		{AttendanceSheet, "attendance", buildAttendance, AttendanceView{}},
		{Handover, "handover", buildHandover, HandoverView{}},
		{WorkplanPaper, "workplan", buildWorkplan, WorkplanView{}},
		{UpdateDigest, "update-digest", buildUpdateDigest, UpdateDigestView{}},
		{ConsultationLetter, "letter.title", buildLetter, LetterView{}},
		{ResultNotice, "notice.title", buildNotice, NoticeView{}},
		{Corrigendum, "corrigendum.title", buildCorrigendum, CorrigendumView{}},
	}
}

// Names are the names of all documents.
func Names() []Name {
	var out []Name
	for _, f := range forms() {
		out = append(out, f.name)
	}
	return out
}

func formOf(name Name) (form, error) {
	for _, f := range forms() {
		if f.name == name {
			return f, nil
		}
	}
	return form{}, usagef("there is no document %q; there are %s", name, joinStrings(Names()))
}

// usageError is a request that makes no sense.
type usageError struct{ message string }

func usagef(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

func (e *usageError) Error() string { return e.message }

// Unwrap makes the error one of network.ErrUsage.
func (e *usageError) Unwrap() error { return network.ErrUsage }

func joinStrings[S ~string](list []S) string {
	words := make([]string, len(list))
	for i, w := range list {
		words[i] = string(w)
	}
	return strings.Join(words, ", ")
}

// Render makes the document. Its errors are a diag.List when a template or a
// catalogue of words is wrong, a *network.Refusal when the document cannot be made
// of the record as it stands or for these readers, a *record.NotFound when there is
// no such record, and wrap network.ErrUsage when the request makes no sense.
func Render(r Request) (*Document, error) {
	d, _, err := compose(r, nil)
	return d, err
}

// compose makes the document, and says where its words come from, where from is there.
func compose(r Request, from *origins) (*Document, *builder, error) {
	f, err := formOf(r.Document)
	if err != nil {
		return nil, nil, err
	}
	b, err := newBuilder(r)
	if err != nil {
		return nil, nil, err
	}
	b.origins = from
	view, err := f.build(b)
	if unread := r.Set.Err(); unread != nil {
		return nil, nil, unread // what cannot be read is not absent
	}
	if err := cmp.Or(err, b.err); err != nil {
		return nil, nil, err
	}
	text, err := execute(r.Templates, f, b.words, view)
	if err != nil {
		return nil, nil, err
	}
	d, err := b.document(f, view, text)
	return d, b, err
}

// Languages are the languages that documents of the network can be made in: its
// own, and Serbian in Latin where there is Serbian in Cyrillic.
func Languages(n *network.Network) []network.Language {
	out := slices.Clone(n.Languages)
	if slices.Contains(out, cyrillic) && !slices.Contains(out, latin) {
		out = append(out, latin)
	}
	if len(out) == 0 {
		out = append(out, english)
	}
	return out
}

const (
	english  network.Language = "en"
	cyrillic network.Language = "sr-Cyrl"
	latin    network.Language = "sr-Latn"
)

// newBuilder reads the request: language, readers, words.
func newBuilder(r Request) (*builder, error) {
	net := network.Networks.One(r.Set)
	known := Languages(net)
	if r.To != "" {
		party, err := network.FindParty(r.Set, string(r.To))
		if err != nil {
			return nil, err
		}
		r.To = party
	}
	if r.Lang == "" {
		r.Lang = defaultLanguage(r, known)
	}
	if !slices.Contains(known, r.Lang) && r.Lang != english {
		return nil, usagef("%q is no language of this network; there are %s", r.Lang, joinStrings(known))
	}
	if r.For == "" {
		if r.For = network.ForMembers; r.To != "" {
			r.For = network.CircleOf(r.Set, r.To)
		}
	}
	if !slices.Contains(r.For.Values(), string(r.For)) {
		return nil, usagef("there is no edition for %q; there are %s", r.For, strings.Join(r.For.Values(), ", "))
	}
	if strings.Trim(r.Commit, "0123456789abcdef") != "" {
		return nil, usagef("%q is no commit", r.Commit)
	}
	if r.On == "" {
		r.On = r.Date
	}
	words, err := r.Templates.words(r.Lang)
	if err != nil {
		return nil, err
	}
	return &builder{Request: r, net: net, words: words, notes: footnotes(net, r.Lang)}, nil
}
