package network

import (
	"fmt"
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// course is one step in the course of a decision: what the operations on decisions
// share. Each edits rec, a copy, and ends with change.
type course struct {
	draft   *record.Draft
	network *Network
	id      record.ID
	rec     *Decision
	today   doc.Date
	isNew   bool     // the decision is made by the same change; hints name flags, not its id
	issued  []string // references that the same change issues
	told    []string // what a person should know; nothing keeps the change from being made
}

// onCourse runs an operation on a decision of the set.
func onCourse(s *record.Set, today doc.Date, id record.ID, do func(c *course) error) (*course, error) {
	c := &course{draft: s.Draft(), network: Networks.One(s), id: id, today: today}
	return c, c.edit(do)
}

// edit runs a step of the course on the decision.
func (c *course) edit(do func(c *course) error) error {
	return Decisions.Edit(c.draft, c.id, func(d *Decision) error {
		c.rec = d
		return do(c)
	})
}

// change ends the operation; the subject follows the name of the decision.
func (c *course) change(format string, args ...any) (*record.Change, error) {
	c.draft.Serve(ruleConsensus)
	if s := c.rec.StateConsultation; s != nil && s.Determination == StateRequired {
		c.draft.Serve(ruleState)
	}
	return c.draft.Change("decision " + string(c.id) + ": " + fmt.Sprintf(format, args...))
}

// tell adds something a person should know.
func (c *course) tell(format string, args ...any) {
	c.told = append(c.told, fmt.Sprintf(format, args...))
}

// show is the hint of what cannot be changed any more.
func (c *course) show() string { return "see it with " + typed("decision", "show", string(c.id)) }

// mustBe refuses an operation in a state in which the arrows do not allow it, with
// the step that is missing.
func (c *course) mustBe(verb string, states ...DecisionStatus) error {
	d := c.rec
	if slices.Contains(states, d.Status) {
		return nil
	}
	hint := c.show()
	switch {
	case d.Status == DecisionDraft:
		hint = c.openHint()
	case d.Status == DecisionObjected && slices.Contains(states, DecisionOpen):
		hint = c.reviseHint()
	}
	return refuse(hint, "decision %s cannot be %s: it is %s", c.id, verb, inState(d.Status))
}

// inState is a state in a sentence.
func inState(s DecisionStatus) string {
	switch s {
	case DecisionDraft:
		return "a draft, and was never opened"
	case DecisionObjected:
		return "objected to"
	case DecisionNone:
		return "closed without consensus"
	case DecisionAdopted, DecisionWithdrawn, DecisionSuperseded:
		return string(s) + " already"
	}
	return string(s)
}

// retype is a command on the decision as it should have been typed: verb, arguments,
// flags. Where the decision is only being made it is the flags that are missing.
func (c *course) retype(verb string, words ...string) string {
	if !c.isNew {
		return typed(append([]string{"decision", verb, string(c.id)}, words...)...)
	}
	flags := slices.IndexFunc(words, func(w string) bool { return strings.HasPrefix(w, "--") })
	if flags < 0 {
		return c.show()
	}
	return "add " + strings.Replace(typed(words[flags:]...), "`unmn ", "`", 1)
}

// openHint is the command that opens the decision, or the one that comes before it.
func (c *course) openHint(more ...string) string {
	state := c.rec.StateConsultation
	if stateLacks(c.rec) != nil {
		return c.determineHint()
	}
	words := append([]string{"decision", "open", string(c.id)}, more...)
	if state.Determination == StateRequired && !isConsidered(c.network, state) {
		words = append(words, c.considering()...)
	}
	return typed(words...)
}

// considering are the flags that settle which other institutions are relevant: those
// that are found, or the reason why there is none.
func (c *course) considering() []string {
	var found []PartyRef
	for _, clue := range SuggestState(c.draft, c.rec).Institutions {
		found = append(found, clue.Party)
	}
	if !slices.ContainsFunc(found, func(p PartyRef) bool { return p != PartyRef(c.network.StateLead) }) {
		return []string{"--no-other-ministry", "why no other ministry is relevant"}
	}
	return []string{"--state", joinIDs(found)}
}

// determineHint is the command that records what the co-chairs determined.
func (c *course) determineHint() string { return DetermineHint(c.draft, c.id) }

// DetermineHint is the command that records, of a decision, that the state must be
// consulted, between back quotes.
func DetermineHint(r record.Reader, id record.ID) string {
	return typed("decision", "state", string(id), string(StateRequired), "--ground", "relevant", "--by", joinIDs(determiners(Networks.One(r))))
}

// reviseHint is the command that begins a new round with a revised text.
func (c *course) reviseHint() string {
	return typed("decision", "revise", string(c.id), "--text", "the revised text")
}

// determiners are the posts that determine whether the state must be consulted: those
// the rules name, or the co-chairs.
func determiners(n *Network) []PostRef {
	if posts := n.Rules.StateDeterminedBy.Or(nil); len(posts) > 0 {
		return posts
	}
	var out []PostRef
	for _, p := range n.Posts {
		if p.CoChair {
			out = append(out, p.ID)
		}
	}
	return out
}

// row is a new row of the consultation list. Whoever proposes a decision agrees with
// it, and is not asked.
func (c *course) row(party PartyRef, required bool, day doc.Date) Consultation {
	row := Consultation{
		Party: party, Round: roundOf(c.rec), Required: required,
		Capacity: capacityOf(c.draft, party), Status: notConsulted,
	}
	if party == c.rec.ProposedBy {
		row.Status, row.Position, row.AnsweredOn = responded, agrees, day
		row.NotAsked = titlesFor(c.network.Languages).text("It proposed the decision", "Предлагач закључка")
	}
	return row
}

// freeze makes the list of those who are consulted: every member of the day and,
// where the state must be consulted, the institutions.
func (c *course) freeze(day doc.Date) {
	for e := range Members.All(c.draft) {
		if e.Rec.ActiveOn(day) {
			c.list(c.row(PartyRef(e.ID), true, day))
		}
	}
	for _, party := range neededInstitutions(c.network, c.rec) {
		c.list(c.row(party, true, day))
	}
}

// list adds a row, unless its party has one in the round.
func (c *course) list(row Consultation) {
	if at := lastRow(c.rec, row.Party); at >= 0 && c.rec.Consultation[at].Round == row.Round {
		return
	}
	c.rec.Consultation = append(c.rec.Consultation, row)
}

// roundStart is the day on which the current round began.
func (c *course) roundStart() doc.Date {
	if n := len(c.rec.Rounds); n > 0 {
		return c.rec.Rounds[n-1].RevisedOn
	}
	return c.rec.OpenedOn
}

// eventDay is eventDay of the decision.
func (c *course) eventDay(given, follows doc.Date, what string) (doc.Date, error) {
	return eventDay("decision "+string(c.id), given, c.today, follows, what)
}

// joinIDs is a list as a flag takes it.
func joinIDs[T ~string](ids []T) string { return strings.Join(idTexts(ids), ",") }

// idTexts are ids as text.
func idTexts[T ~string](ids []T) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}
