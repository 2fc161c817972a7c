package network

import (
	"fmt"
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// takenItem is an item of the notes and the item of the agenda it is about.
type takenItem struct {
	note *NoteItem
	id   record.ID
}

// agenda records what the notes say of the items. Headings mean the agenda as it
// was; items that were not on it are added before anything else is done.
func (t *taking) agenda() {
	at := make([]int, len(t.notes.Items))
	first := map[int]int{} // line of the heading that names an item
	agenda := newHeadings(t.meeting.Agenda)
	for i := range t.notes.Items {
		note := &t.notes.Items[i]
		at[i] = t.itemOf(note, agenda)
		if line, twice := first[at[i]]; twice && at[i] >= 0 {
			t.problem(note.NotePlace, "put both under one heading", "item %d has a heading already, on line %d", at[i]+1, line)
		}
		first[at[i]] = note.Line
	}
	for i := range t.notes.Items {
		if at[i] >= 0 {
			t.items = append(t.items, takenItem{&t.notes.Items[i], t.meeting.Agenda[at[i]].ID})
		}
	}
	added := map[string]bool{}
	for i := range t.notes.Items {
		note := &t.notes.Items[i]
		switch key := titleKey(note.Heading); {
		case at[i] != newItem:
		case added[key]:
			t.problem(note.NotePlace, "put both under one heading", "%q is added above already", note.Heading)
		default:
			added[key] = true
			t.addItem(note)
		}
	}
	for _, item := range t.items {
		t.item(item)
	}
}

// addItem puts an item that was not on the agenda before any other business.
func (t *taking) addItem(note *NoteItem) {
	m := t.meeting
	item := AgendaItem{Title: doc.Plain(note.Heading), Purpose: ForDiscussion}
	if note.Decision != nil {
		item.Purpose = ForDecision
	}
	if err := completeItem(t.draft, m, &item); err != nil {
		t.problem(note.NotePlace, "", "%s", err)
		return
	}
	place, err := AgendaPlace{}.position(t.options.Meeting, m)
	if err != nil {
		t.problem(note.NotePlace, "", "%s", err)
		return
	}
	m.Agenda = slices.Insert(m.Agenda, place, item)
	t.items = append(t.items, takenItem{note, item.ID})
}

// item records what the notes say of one item.
func (t *taking) item(taken takenItem) {
	at := itemAt(t.meeting, taken.id)
	it, note := &t.meeting.Agenda[at], taken.note
	what := fmt.Sprintf("the summary of item %d", at+1)
	it.Summary = t.keepText(it.Summary, proseOf(it.Summary), note.Summary, what)
	it.NoDecisionReason = t.keepText(it.NoDecisionReason, it.NoDecisionReason.OneLine(), note.NoDecision, fmt.Sprintf("the reason of item %d", at+1))
	t.positions(it, note)
	t.approval(it, at+1, note)
	result := t.decision(it, at+1, note)
	t.conclusions(it, at+1, note, result)
}

// positions are those of the notes; who may see one stays what it was.
func (t *taking) positions(it *AgendaItem, note *NoteItem) {
	old := map[PartyRef]ItemPosition{}
	for _, p := range it.Positions {
		old[p.Party] = p
	}
	said := map[PartyRef]int{}
	var out []ItemPosition
	for _, p := range note.Positions {
		party, ok := t.party(p.Party)
		if !ok {
			continue
		}
		if line, twice := said[party]; twice {
			t.problem(p.Party.NotePlace, "keep the last one", "the position of %q is on line %d already", party, line)
			continue
		}
		said[party] = p.Party.Line
		out = append(out, ItemPosition{
			Party: party, Position: p.Position, Named: p.Named,
			Note: keepLine(old[party].Note, p.Note), Visibility: old[party].Visibility,
		})
	}
	it.Positions = out
}

// conclusions are those of the notes and what the meeting did with the decision. A
// conclusion that stands there already keeps its translations; where nothing is new
// and nothing gone, the order stays as well.
func (t *taking) conclusions(it *AgendaItem, number int, note *NoteItem, result OutcomeResult) {
	left := map[string][]doc.Text{}
	for _, c := range it.Conclusions {
		left[c.OneLine()] = append(left[c.OneLine()], c)
	}
	same := true
	var out []doc.Text
	add := func(shown string, text doc.Text) {
		if have := left[shown]; len(have) > 0 {
			left[shown], text = have[1:], have[0]
		} else {
			same = false
		}
		out = append(out, text)
	}
	for _, c := range note.Conclusions {
		add(c.Text, doc.Plain(c.Text))
	}
	if result != "" {
		text := resultText(t.network, result)
		add(text.OneLine(), text)
	}
	if same && len(out) == len(it.Conclusions) {
		return
	}
	for _, texts := range left {
		for _, text := range texts {
			if len(text.Languages()) > 1 {
				t.tell("a conclusion of item %d is gone with its translations: %q", number, text.OneLine())
			}
		}
	}
	it.Conclusions = out
}

// approval records that the minutes of another meeting were approved here.
func (t *taking) approval(it *AgendaItem, number int, note *NoteItem) {
	w := note.Approved
	if w == nil {
		if it.Approved {
			t.tell("item %d does not say any more that the minutes of %s were approved; they stay approved", number, it.Meeting)
		}
		return
	}
	other, ok := t.approvable(it, number, w)
	if !ok {
		return
	}
	it.Meeting, it.Approved = record.Ref[Meeting](other), true
	t.draft.Serve("minutes-approval")
	e, _ := Meetings.Get(t.draft, other)
	if e.Rec.Minutes.Status != MinutesDraft && e.Rec.Minutes.Status != MinutesCirculated {
		if a := e.Rec.Minutes.Approved; a == nil || a.Meeting.ID() != t.options.Meeting {
			t.tell("the minutes of %s were approved before", other)
		}
		return
	}
	t.tellApproval(other, e.Rec.Minutes)
	err := Meetings.Edit(t.draft, other, func(m *Meeting) error {
		lock(m, Approval{Date: t.meeting.Start.Date(), How: ByNextMeeting, Meeting: record.Ref[Meeting](t.options.Meeting)})
		return nil
	})
	if err != nil {
		t.problem(w.NotePlace, "", "%s", err)
	}
}

// tellApproval says what was not done with minutes before they were approved. What the
// meeting did is recorded all the same.
func (t *taking) tellApproval(id record.ID, m *Minutes) {
	if m.Status == MinutesDraft {
		t.tell("the minutes of %s were approved here and, as far as the register says, never circulated", id)
	}
	open := 0
	for _, c := range m.Comments {
		open += btoi(c.Disposition == "")
	}
	if open > 0 {
		t.tell("the minutes of %s were approved here; of %d comments on them it is not said what was done", id, open)
	}
}

// approvable is the meeting whose minutes APPROVED is about, if they can be.
func (t *taking) approvable(it *AgendaItem, number int, w *NoteWord) (record.ID, bool) {
	id := it.Meeting.ID()
	if w.Text != "" {
		found, err := t.set.Find(Meetings.Name, strings.ToLower(w.Text))
		if err != nil {
			t.problem(w.NotePlace, "see them with `unmn meeting list`", "%s", err)
			return "", false
		}
		id = found
	}
	e, ok := Meetings.Get(t.draft, id)
	switch {
	case id == "":
		t.problem(w.NotePlace, "write `APPROVED 2026-q1`", "item %d does not say which minutes were approved", number)
	case it.Meeting != "" && it.Meeting.ID() != id:
		t.problem(w.NotePlace, "write `APPROVED "+string(it.Meeting)+"`", "item %d is about the minutes of %q", number, it.Meeting)
	case !ok:
		t.problem(w.NotePlace, "see what is wrong with it by `unmn check`", "the meeting %q cannot be read", id)
	case id == t.options.Meeting || e.Rec.Start >= t.meeting.Start:
		t.problem(w.NotePlace, "name an earlier meeting", "the minutes of %q cannot be approved at this meeting", id)
	case e.Rec.Minutes == nil:
		t.problem(w.NotePlace, "take them with `unmn minutes take "+string(id)+"`", "the meeting %q has no minutes to approve", id)
	default:
		return id, true
	}
	return "", false
}
