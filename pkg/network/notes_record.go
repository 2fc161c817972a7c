package network

import (
	"fmt"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// FormatNotes is the notes of a meeting as the record has them: what an editor
// opens with. Taking them as they are changes nothing. Of a meeting without minutes
// they are the headings of its agenda to write under, with remarks on the notation.
// The error is a record.NotFound, or a diag.List when the meeting cannot be read.
func FormatNotes(s *record.Set, meeting record.ID) (string, error) {
	e, ok := Meetings.Get(s, meeting)
	if !ok {
		_, err := s.Item(Meetings.Name, meeting)
		return "", err
	}
	n := notesOf(s, meeting, e.Rec)
	if e.Rec.Minutes == nil {
		n.Remarks = remarks(meeting, e.Rec)
		n.asks = []noteKey{keyPresent, keyRepresented, keyRegrets}
	}
	return n.String(), nil
}

// notesOf is a meeting as notes.
func notesOf(s *record.Set, id record.ID, m *Meeting) *Notes {
	n := &Notes{Opening: proseOf(m.Opening), roll: len(m.Attendance) > 0}
	for _, key := range m.Chairs {
		n.Chairs = append(n.Chairs, wordOf(key))
	}
	n.Secretary = wordOf(m.Secretary)
	for _, row := range m.Attendance {
		n.Attendance = append(n.Attendance, NoteAttendance{
			Party: wordOf(row.Party), Status: row.Status, Name: oneLine(row.Name), AlternateFor: oneLine(row.AlternateFor),
			Mode: row.Mode, Capacity: row.Capacity, From: row.From, Until: row.Until,
		})
	}
	for _, g := range m.Guests {
		n.Guests = append(n.Guests, NoteGuests{Class: g.Class, Number: g.Number})
	}
	actions := map[string][]NoteAction{}
	for _, e := range actionsOf(s, id) {
		_, _, item := e.Rec.Source.Split()
		a := NoteAction{Owner: wordOf(e.Rec.Owner), Title: e.Rec.Title.OneLine(), Due: e.Rec.Due}
		for _, party := range e.Rec.With {
			a.With = append(a.With, wordOf(party))
		}
		actions[item] = append(actions[item], a)
	}
	network := Networks.One(s)
	for i, it := range m.Agenda {
		note := noteOfItem(network, it)
		note.Heading = itemHeading(i+1, it.Title.OneLine())
		note.Actions = actions[string(it.ID)]
		n.Items = append(n.Items, note)
	}
	return n
}

// noteOfItem is an item as notes, save its heading and actions.
func noteOfItem(n *Network, it AgendaItem) NoteItem {
	note := NoteItem{Summary: proseOf(it.Summary), NoDecision: it.NoDecisionReason.OneLine()}
	if it.Approved {
		w := wordOf(it.Meeting)
		note.Approved = &w
	}
	for _, p := range it.Positions {
		note.Positions = append(note.Positions, NotePosition{Party: wordOf(p.Party), Position: p.Position, Note: oneLine(p.Note), Named: p.Named})
	}
	if it.Decision != "" {
		note.Decision = &NoteDecision{ID: wordOf(it.Decision)}
	}
	for _, c := range it.Conclusions {
		if result := resultOf(n, c); result != "" && note.Decision != nil && note.Decision.Result == "" {
			note.Decision.Result = result
			continue
		}
		if text := c.OneLine(); text != "" {
			note.Conclusions = append(note.Conclusions, NoteText{Text: text})
		}
	}
	return note
}

// resultOf is what a conclusion says of a decision where resultText made it.
func resultOf(n *Network, conclusion doc.Text) OutcomeResult {
	for _, word := range OutcomeResult("").Values() {
		if result := OutcomeResult(word); resultText(n, result).OneLine() == conclusion.OneLine() {
			return result
		}
	}
	return ""
}

// proseOf is a text as notes show it: in one language, without the white space that
// nobody sees.
func proseOf(text doc.Text) string {
	lines := strings.Split(text.String(), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t\r")
	}
	return strings.Join(trimBlank(lines), "\n")
}

// remarks explain the notation to whoever opens the notes of a meeting for the
// first time.
func remarks(id record.ID, m *Meeting) []string {
	out := []string{
		fmt.Sprintf("Notes of meeting %s, %s. A line that begins with two strokes is not kept.", id, longDate(m.Start.Date())),
	}
	var invited []string
	for _, row := range m.Invited {
		if row.Party == "" {
			continue
		}
		word := string(row.Party)
		if row.RSVP != "" && row.RSVP != "needs-action" {
			word += " (" + string(row.RSVP) + ")"
		}
		invited = append(invited, word)
	}
	if len(invited) > 0 {
		out = append(out, "Invited: "+strings.Join(invited, ", "))
	}
	return append(out,
		"Parties by their ids: iom, undp (online), unhcr by \"Alternate, UNHCR\"; also Arrived: scrm 10:30, Left: undp 11:00, Guests: ngo 2",
		"Below a heading write what was said, and lines that begin so:",
		"APPROVED 2026-q1", positionForm, "CONCLUSION: text", "DECISION 2026-05-14-title: adopted", "DECISION: text of a new one", actionForm, "NO DECISION: reason",
		"A matter that was not on the agenda has the heading ## Title (new)")
}
