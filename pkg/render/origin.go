package render

import (
	"strings"

	"unmn/pkg/markdown"
	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/script"
	"unmn/pkg/word"
)

// An Origin is the field of a record that words of a document say.
type Origin struct {
	Record  record.AnyRef // "meeting/2026-q4"
	Field   string        // "summary", "conclusions"
	Item    record.ID     // of the item of the agenda; empty for none
	Party   network.PartyRef
	Number  int    // of the conclusion, from 0
	Lang    string // the language the words stand under, "" for those without
	Derived bool   // the words are made of the value: Serbian in Latin of that in Cyrillic
	Prose   bool   // Markdown of one or several blocks; else words on a line
}

// Traced is minutes in Word, read back, with the origins of their words.
type Traced struct {
	Document *Document // as it was made
	File     *word.Edited
	spans    [][]originSpan // of each block of the file
	builder  *builder
	meeting  *network.Meeting
}

// An originSpan is the part of a block that comes from a field, in bytes of its words.
type originSpan struct {
	origin     Origin
	begin, end int
}

// origins collects where words come from while a view is made.
type origins struct{ list []Origin }

// Marks stand in the words of a traced document, around those that come from a field:
// characters that nobody has assigned, so that no text of a record loses anything when
// they are taken out. They never reach a document that somebody gets.
const (
	markFirst  = '\U000E1000' // the first digit of the number of an origin; there are sixteen
	markBegins = '\U000E1010' // behind the number
	markEnds   = '\U000E1011'
)

func isMark(r rune) bool { return r >= markFirst && r <= markEnds }

// marksOff takes the marks out of text.
func marksOff(s string) string {
	return strings.Map(func(r rune) rune {
		if isMark(r) {
			return -1
		}
		return r
	}, s)
}

// begin is the mark where the words of an origin begin.
func (o *origins) begin(origin Origin) string {
	n := len(o.list)
	o.list = append(o.list, origin)
	var b strings.Builder
	for shift := 12; shift >= 0; shift -= 4 {
		b.WriteRune(markFirst + rune(n>>shift&15))
	}
	return b.String() + string(markBegins)
}

// from marks a line as that of a field, where the document is traced.
func (b *builder) from(t Text, origin Origin) Text {
	if b.origins == nil || t == "" {
		return t
	}
	return Text(b.origins.begin(origin) + marksOff(string(t)) + string(markEnds))
}

// proseFrom is from for prose: each of its lines says where it comes from.
func (b *builder) proseFrom(p Prose, origin Origin) Prose {
	if b.origins == nil || p == "" {
		return p
	}
	tree, err := markdown.Parse(string(p))
	if err != nil {
		return p
	}
	origin.Prose = true
	begin := b.origins.begin(origin)
	m := mapper{keep: true, change: func(s string) string { return begin + marksOff(s) + string(markEnds) }}
	return Prose(writeMarkdown(m.blocks(tree.Blocks)))
}

// ofMeeting is the origin of a field of the meeting; i is the item of the agenda, -1 for none.
func (b *builder) ofMeeting(m *network.Meeting, i int, field string) Origin {
	o := Origin{Record: record.AnyRef(network.Meetings.Name + "/" + string(b.Subject)), Field: field}
	if i >= 0 {
		o.Item = m.Agenda[i].ID
	}
	return o
}

// TraceMinutes makes minutes as Render does, as the Word file that they are, and reads
// that back with where its words come from. The template for Word is the one that is
// given; nil is the register's.
func TraceMinutes(r Request, template *word.Template) (*Traced, error) {
	r.Document = Minutes
	plain, err := Render(r)
	if err != nil {
		return nil, err
	}
	marked, b, err := compose(r, &origins{})
	if err != nil {
		return nil, err
	}
	marked.WordTemplate = template
	var file strings.Builder
	if err := marked.Word(&file); err != nil {
		return nil, err
	}
	edited, err := word.ReadEdited(WordFile, []byte(file.String()))
	if err != nil {
		return nil, err
	}
	t := &Traced{Document: plain, File: edited, builder: b}
	if t.meeting, err = b.meeting(); err != nil {
		return nil, err
	}
	for i := range edited.Blocks {
		t.spans = append(t.spans, b.origins.take(&edited.Blocks[i]))
	}
	for i := range edited.Beside {
		edited.Beside[i].Text = marksOff(edited.Beside[i].Text)
	}
	return t, nil
}

// take takes the marks out of a block and says what was between them.
func (o *origins) take(b *word.EditedBlock) []originSpan {
	var spans []originSpan
	var words strings.Builder
	number, open := 0, -1
	for _, r := range b.Words() {
		switch {
		case r == markBegins && number < len(o.list):
			open = len(spans)
			spans = append(spans, originSpan{o.list[number], words.Len(), words.Len()})
			number = 0
		case r == markEnds && open >= 0:
			spans[open].end = words.Len()
			open = -1
		case isMark(r):
			number = number<<4 | int(r-markFirst)
		default:
			words.WriteRune(r)
		}
	}
	m := mapper{change: marksOff}
	b.Text = m.inlines(b.Text)
	for i := range b.Cells {
		b.Cells[i] = marksOff(b.Cells[i])
	}
	return spans
}

// tracing is where the words of a text come from: its language, and whether they were
// written in another script.
func (b *builder) tracing(o Origin, text map[string]string) Origin {
	o.Lang = keyOf(text, b.Lang)
	o.Derived = b.Lang == latin && o.Lang != string(latin) && script.Latin(text[o.Lang]) != text[o.Lang]
	return o
}

// ofParty is the origin of what the meeting says of a party.
func (b *builder) ofParty(p network.PartyRef, field string) Origin {
	o := b.ofMeeting(nil, -1, field)
	o.Party = p
	return o
}

// ofNote is the origin of the words of a party on an item.
func (b *builder) ofNote(m *network.Meeting, i int, p network.ItemPosition) Origin {
	o := b.ofMeeting(m, i, "positions")
	o.Party = p.Party
	o.Derived = b.Lang == latin && script.Latin(p.Note) != p.Note
	return o
}

// ofDecision and ofAction are the origins of what other records say.
func ofDecision(id record.ID, field string) Origin {
	return Origin{Record: record.AnyRef(network.Decisions.Name + "/" + string(id)), Field: field}
}

func ofAction(id record.ID, field string) Origin {
	return Origin{Record: record.AnyRef(network.Actions.Name + "/" + string(id)), Field: field}
}
