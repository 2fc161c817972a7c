package network

import (
	"unmn/pkg/diag"
	"unmn/pkg/doc"
)

// Notes are what a minute-taker types, in the notes notation, read: the facts with
// the place where each stands. They are the bridge between a person in a meeting
// and the record of that meeting, in both directions: [ParseNotes] reads them,
// [TakeMinutes] puts them into the register, [FormatNotes] writes what the register
// has. Do not use them to keep anything.
//
// The notation is lines of text:
//
//	Chairs: co-chair-iom                            who was there stands before the
//	Present: iom, undp, unicef (online)             first heading, in any order
//	Represented: unhcr by "Alternate, UNHCR" for "Focal point, UNHCR" (online)
//	Regrets: who                                    also Absent
//	Arrived: scrm 10:30                             also Left
//	Guests: ngo 2, academia 1
//	Secretary: iom
//
//	Other text before the first heading is the opening of the meeting.
//	// A line that begins so is a remark to oneself; it is not kept.
//
//	## 3 Joint data protocol                        an item: by number, title or both
//	Text is the summary: Markdown, of any length.
//	APPROVED 2026-q1
//	POSITION unicef, undp: agree (with the amendment to article 4)
//	CONCLUSION: two municipalities begin
//	DECISION 2026-05-14-joint-data-protocol: adopted
//	ACTION undp with iom: inform the municipalities by 2027-01-31
//	NO DECISION: for information
//
//	## Return counselling (new)                     an item that was not on the agenda
//
// Keywords are in capitals and begin their line; an indented line continues the one
// above. Words are understood in English and in Serbian, in both scripts. In a
// fenced block everything is text, up to the next heading. Text that would be read
// as notation is written with a backslash before it.
type Notes struct {
	Chairs     []NoteWord
	Secretary  NoteWord
	Attendance []NoteAttendance
	Guests     []NoteGuests
	Opening    string // Markdown
	Items      []NoteItem
	Remarks    []string // remarks at the beginning; written, never read back

	roll     bool         // they say who was there, not only when somebody came or left
	asks     []noteKey    // header lines that are written even without anything to say
	lines    []string     // as typed, for messages
	problems NoteProblems // what was wrong with the notation
}

// A NotePlace is where something stands in notes: line and column from 1, the
// column in runes. The zero value is nowhere, as in notes made of a record.
type NotePlace struct{ Line, Column int }

// A NoteWord is a name as typed: of a party, a post, a meeting or a decision.
type NoteWord struct {
	NotePlace
	Text string
}

// NoteAttendance is how one party was there.
type NoteAttendance struct {
	Party        NoteWord
	Status       AttendanceStatus
	Name         string
	AlternateFor string
	Mode         Mode
	Capacity     Capacity
	From, Until  Clock
}

// NoteGuests are guests that are counted, not named.
type NoteGuests struct {
	NotePlace
	Class  StakeholderClass
	Number int
}

// NoteItem is what the notes say of one item of the agenda.
type NoteItem struct {
	NotePlace
	Heading     string // number, title or both, as typed, without "(new)"
	New         bool   // the item was not on the agenda
	Summary     string // Markdown
	Approved    *NoteWord
	Positions   []NotePosition
	Conclusions []NoteText
	Decision    *NoteDecision
	Actions     []NoteAction
	NoDecision  string // why an item for decision ended without one
}

// NoteText is a text of one line.
type NoteText struct {
	NotePlace
	Text string
}

// NotePosition is what one party declared.
type NotePosition struct {
	Party    NoteWord
	Position Position
	Note     string
	Named    bool
}

// NoteDecision is what the notes say of a decision: either which one it is, and
// what the meeting did with it, or the text of a new one.
type NoteDecision struct {
	NotePlace
	ID     NoteWord
	Result OutcomeResult
	Text   string
}

// NoteAction is what somebody is to do by when.
type NoteAction struct {
	NotePlace
	Owner NoteWord
	With  []NoteWord
	Title string
	Due   doc.Date
}

// A NoteProblem is one thing in notes that cannot be read or does not fit the
// register.
type NoteProblem struct {
	NotePlace
	Severity diag.Severity // a warning is told; the notes are taken all the same
	Message  string        // lower case, no full stop, the user's text quoted
	Hint     string        // what to type instead, between back quotes
	Excerpt  string        // the line as typed
}

// NoteProblems are all problems of some notes.
type NoteProblems []NoteProblem

// RuleNotes is the rule that notes break.
const RuleNotes = "notes"

// NotesWhy says why the rule exists.
const NotesWhy = "Minutes are made of notes without anybody reading them twice. A name that is not in the register, a keyword " +
	"that is misspelt or an action without a date would be lost in a sentence, so the notes are taken as a whole or not at all, and what was typed is kept."

// In is the problems as those of a file, for printing.
func (p NoteProblems) In(file string) diag.List {
	var list diag.List
	for _, n := range p {
		list = append(list, diag.Problem{
			File: file, Line: n.Line, Column: n.Column, Rule: RuleNotes, Severity: n.Severity,
			Message: n.Message, Hint: n.Hint, Excerpt: n.Excerpt,
		})
	}
	return list.Sort()
}

// Errors counts the problems that keep the notes from being taken.
func (p NoteProblems) Errors() int {
	count := 0
	for _, n := range p {
		if n.Severity == diag.Error {
			count++
		}
	}
	return count
}

// Limits of notes. One record holds what they say, so that more could not be kept;
// nobody mends more errors or heeds more warnings than that at a time.
const (
	maxNotes        = doc.MaxSize
	maxNoteErrors   = 100
	maxNoteWarnings = 50
)

// report adds a problem at a place. Warnings never keep an error from being told.
func (n *Notes) report(p NoteProblem) {
	errors := n.problems.Errors()
	if p.Severity == diag.Error && errors >= maxNoteErrors || p.Severity != diag.Error && len(n.problems)-errors >= maxNoteWarnings {
		return
	}
	if at := p.Line - 1; at >= 0 && at < len(n.lines) {
		p.Excerpt = n.lines[at]
	}
	n.problems = append(n.problems, p)
}

// full reports whether no more errors are told, so that nobody looks for them.
func (n *Notes) full() bool { return n.problems.Errors() >= maxNoteErrors }

// adds reports whether the notes add an item to the agenda.
func (n *Notes) adds() bool {
	for _, item := range n.Items {
		if item.New {
			return true
		}
	}
	return false
}

// wordOf is a reference of a record as a word of notes.
func wordOf[T ~string](ref T) NoteWord { return NoteWord{Text: string(ref)} }
