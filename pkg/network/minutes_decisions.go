package network

import (
	"errors"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// decision links the item to its decision and says what the meeting did with it.
func (t *taking) decision(it *AgendaItem, number int, note *NoteItem) OutcomeResult {
	n := note.Decision
	switch {
	case n == nil:
		return ""
	case n.Text != "":
		t.newDecision(it, number, n)
		return ""
	}
	id, err := t.set.Find(Decisions.Name, strings.ToLower(n.ID.Text))
	if err != nil {
		t.problem(n.ID.NotePlace, "see them with `unmn decision list`", "%s", err)
		return ""
	}
	if it.Decision != "" && it.Decision.ID() != id {
		t.problem(n.ID.NotePlace, "put it under an item of its own, such as `## Title (new)`", "item %d is about the decision %q", number, it.Decision)
		return ""
	}
	it.Decision = record.Ref[Decision](id)
	if n.Result != "" {
		t.conclude(n.NotePlace, id, n.Result)
	}
	return n.Result
}

// conclude records what the room concluded on a decision. What cannot be, such as a
// second end of a decision, is told and keeps nobody from taking the minutes.
func (t *taking) conclude(at NotePlace, id record.ID, result OutcomeResult) {
	e, ok := Decisions.Get(t.draft, id)
	if !ok || e.Rec.Outcome != nil && e.Rec.Outcome.Result == result {
		return
	}
	if !isUndecided(e.Rec.Status) || e.Rec.OpenedOn > t.meeting.Start.Date() || t.meeting.Type == GroupMeeting {
		t.tell("the minutes say of decision %s: %s; the decision itself stays %s", id, result, e.Rec.Status)
		return
	}
	c := &course{draft: t.draft, network: t.network, id: id, today: t.today, issued: t.issued}
	err := c.edit(func(c *course) error {
		return c.concludeInRoom(t.options.Meeting, t.meeting, result)
	})
	if err != nil {
		t.problem(at, "", "%s", err)
		return
	}
	t.draft.Serve(ruleConsensus)
	t.result.Told = append(t.result.Told, c.told...)
	t.issued = append(t.issued, c.rec.Reference)
}

// newDecision makes a decision of its text, concluded in the room, unless the item
// has that one already. A working group does not decide for the Network: its decision
// is a draft.
func (t *taking) newDecision(it *AgendaItem, number int, n *NoteDecision) {
	if it.Decision != "" {
		e, ok := Decisions.Get(t.draft, it.Decision.ID())
		if !ok || titleKey(e.Rec.Title.String()) != titleKey(n.Text) && titleKey(e.Rec.Question.String()) != titleKey(n.Text) {
			t.problem(n.NotePlace, "write `DECISION "+string(it.Decision)+": adopted`, and the text as `CONCLUSION: text`", "item %d is about the decision %q already", number, it.Decision)
		}
		return
	}
	text := doc.Plain(n.Text)
	id, err := freeID(t.draft, Decisions, string(t.meeting.Start.Date()), n.Text)
	if err == nil {
		err = Decisions.Create(t.draft, id, Decision{
			Title: text, Question: text, Status: DecisionDraft, Method: "consensus-at-meeting", ProposedBy: t.proposer(it),
			StateConsultation: &StateConsultation{Determination: StatePending},
		})
	}
	if err != nil {
		t.problem(n.NotePlace, "", "%s", errorWithoutFlag(err))
		return
	}
	it.Decision = record.Ref[Decision](id)
	t.result.Decisions = append(t.result.Decisions, id)
	if t.meeting.Type == GroupMeeting {
		t.tell("decision %s is a draft; its consultation is still to come", id)
		return
	}
	t.conclude(n.NotePlace, id, resultAdopted)
}

// errorWithoutFlag is the message of an error about a title that makes no id; what
// it says of flags is not for notes.
func errorWithoutFlag(err error) string {
	if errors.Is(err, ErrUsage) {
		return "the text has no letter that an id can be made of"
	}
	return err.Error()
}

// proposer is the member that presented the item, else the secretariat.
func (t *taking) proposer(it *AgendaItem) PartyRef {
	member := PartyRef(it.Presenter)
	for _, post := range t.network.Posts {
		if string(post.ID) == string(it.Presenter) {
			member = PartyRef(post.Member)
		}
	}
	if member != "" && t.set.Has(Members.Name, member.ID()) {
		return member
	}
	return PartyRef(t.network.Secretariat)
}

// resultText is the conclusion that records what a meeting did with a decision. The
// decision itself is another record with a course of its own.
func resultText(n *Network, result OutcomeResult) doc.Text {
	titles := titlesFor(n.Languages)
	switch result {
	case "no-consensus":
		return titles.text("There was no consensus on the decision", "О закључку није постигнута сагласност")
	case "withdrawn":
		return titles.text("The decision was withdrawn", "Предлог закључка је повучен")
	}
	return titles.text("The meeting adopted the decision", "Састанак је усвојио закључак")
}
