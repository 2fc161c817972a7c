package network

import (
	"fmt"
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// DetermineOptions say what was determined about the consultation of the state.
type DetermineOptions struct {
	ID            record.ID
	Determination Determination // required or not-required; empty where only a request is recorded
	Ground        StateGround
	Basis         []StateBasis // the facts behind it; those that are found when empty
	By            []record.Key // who determined it: posts
	Date          doc.Date     // when; the current day when empty
	Reason        doc.Text     // why; needed where it is not required
	Institutions  []PartnerRef // those a person confirmed
	NoOther       doc.Text     // why no other ministry is relevant
	RequestedBy   []PartyRef   // members or institutions that asked for it
}

// StateResult is what a determination came to, beside the change.
type StateResult struct {
	Status DecisionStatus // of the decision
	Added  []PartyRef     // institutions that an open consultation was reopened for
	Told   []string
	Open   string // the command that opens it, as it is to be typed; empty unless it is a draft
}

// DetermineState records what the co-chairs determined about the consultation of the
// state, or that somebody asked for it. Required after the opening reopens the
// consultation for the institutions. It refuses a determination by others than those
// the rules name, one without a reason that it is not required, and one against a
// request where the rules let one request decide.
func DetermineState(s *record.Set, today doc.Date, o DetermineOptions) (*record.Change, StateResult, error) {
	var result StateResult
	c, err := onCourse(s, today, o.ID, func(c *course) error {
		if err := c.mustBe("determined again", DecisionDraft, DecisionOpen, DecisionObjected); err != nil {
			return err
		}
		return c.determine(o, &result)
	})
	if err != nil {
		return nil, StateResult{}, err
	}
	result.Told, result.Status = c.told, c.rec.Status
	if c.rec.Status == DecisionDraft {
		result.Open = strings.Trim(c.openHint(), "`")
	}
	c.draft.Serve(ruleDetermination)
	subject := "state consultation asked for by " + few(idTexts(o.RequestedBy))
	if o.Determination != "" {
		subject = fmt.Sprintf("state consultation %s, determined by %s", strings.ReplaceAll(string(o.Determination), "-", " "), few(idTexts(o.By)))
	}
	change, err := c.change("%s", subject)
	return change, result, err
}

// determine edits the determination, and the list of a decision that is open.
func (c *course) determine(o DetermineOptions, result *StateResult) error {
	d := c.rec
	if d.StateConsultation == nil {
		d.StateConsultation = &StateConsultation{Determination: StatePending}
	}
	state := d.StateConsultation
	for _, party := range o.RequestedBy {
		if _, err := needParty(c.draft, party); err != nil {
			return err
		}
		if !slices.Contains(state.RequestedBy, party) {
			state.RequestedBy = append(state.RequestedBy, party)
		}
	}
	if o.Determination == "" {
		c.tellRequest()
		return nil
	}
	if err := c.mayDetermine(o); err != nil {
		return err
	}
	state.Determination, state.Ground, state.By = o.Determination, o.Ground, o.By
	state.Date, state.Reason = dayOr(o.Date, c.today), o.Reason
	state.Basis = o.Basis
	if len(state.Basis) == 0 && o.Determination == StateRequired {
		state.Basis = basesOf(SuggestState(c.draft, d))
	}
	c.confirm(o.Institutions, o.NoOther)
	if d.Status == DecisionDraft {
		return nil
	}
	return c.reopenForState(state.Date, result)
}

// tellRequest says what a request means where it was determined otherwise.
func (c *course) tellRequest() {
	if c.rec.StateConsultation.Determination != StateNotRequired {
		return
	}
	c.tell("it stands determined as not required; determine it again with %s", c.determineHint())
}

// mayDetermine refuses a determination that the rules do not allow.
func (c *course) mayDetermine(o DetermineOptions) error {
	may := determiners(c.network)
	if err := needs("a determination", need{len(o.By) == 0, "who determined it (--by " + joinIDs(may) + ")"}); err != nil {
		return err
	}
	requested := c.rec.StateConsultation.RequestedBy
	bound := o.Determination == StateNotRequired && len(requested) > 0 && c.network.Rules.StateRequest.Or(false)
	hint := c.determinationHint(o, bound)
	var reasons Refusals
	refuses := func(format string, args ...any) {
		reasons = append(reasons, &Refusal{Message: fmt.Sprintf("decision %s: ", c.id) + fmt.Sprintf(format, args...), Hint: hint, Rule: ruleDetermination})
	}
	for _, by := range o.By {
		if len(may) > 0 && !slices.Contains(may, PostRef(by)) {
			refuses("whether the state must be consulted is for %s to determine, not for %s", few(idTexts(may)), by)
		}
	}
	if o.Determination == StateNotRequired && len(o.Reason) == 0 {
		refuses("that the consultation of the state is not required needs a reason")
	}
	if bound {
		refuses("%s asked for the consultation of the state, and by the rules of the network one request makes it required", few(idTexts(requested)))
	}
	return reasons.err()
}

// determinationHint is the determination as it should have been typed; bound says
// that it can only be required.
func (c *course) determinationHint(o DetermineOptions, bound bool) string {
	words := []string{string(o.Determination), "--by", joinIDs(determiners(c.network))}
	ground, reason := o.Ground, o.Reason.OneLine()
	if bound {
		words[0], ground = string(StateRequired), firstSet(ground, "of-concern")
	} else if o.Determination == StateNotRequired {
		reason = firstSet(reason, "why it is not required")
	}
	if ground != "" {
		words = append(words, "--ground", string(ground))
	}
	if reason != "" {
		words = append(words, "--reason", reason)
	}
	if c.isNew {
		words[0], words = "--determination", slices.Insert(words, 1, words[0])
	}
	return c.retype("state", words...)
}

// confirm records which institutions a person confirmed, or why there is no other.
func (c *course) confirm(institutions []PartnerRef, noOther doc.Text) {
	state := c.rec.StateConsultation
	for _, i := range institutions {
		if !slices.Contains(state.Institutions, i) {
			state.Institutions = append(state.Institutions, i)
		}
	}
	if len(noOther) > 0 {
		state.NoOther = noOther
	}
}

// reopenForState brings the list of an open decision in line with what was
// determined: institutions that are needed are added, dated, and get their time; where
// they are needed no more they stay on the list, for nobody is taken off.
func (c *course) reopenForState(day doc.Date, result *StateResult) error {
	d := c.rec
	needed := neededInstitutions(c.network, d)
	for i, row := range d.Consultation {
		if row.IsInstitution() && row.Round == roundOf(d) {
			d.Consultation[i].Required = slices.Contains(needed, row.Party)
		}
	}
	if d.StateConsultation.Determination != StateRequired {
		return nil
	}
	words := append([]string{string(StateRequired), "--by", joinIDs(d.StateConsultation.By)}, c.considering()...)
	if reasons := c.unconfirmed(day, c.retype("state", words...)); reasons != nil {
		return reasons
	}
	day = max(day, d.OpenedOn)
	for _, party := range needed {
		if at := lastRow(d, party); at >= 0 && d.Consultation[at].Round == roundOf(d) {
			continue
		}
		row := c.row(party, true, day)
		row.AddedOn = day
		c.list(row)
		result.Added = append(result.Added, party)
	}
	if earliest := earliestClose(c.network, d, day); len(result.Added) > 0 && d.ClosesAt < earliest {
		c.tell("it closes on %s now, so that the institutions have their time", moment(earliest))
		d.ClosesAt = earliest
	}
	return nil
}

// unconfirmed are the reasons why the institutions of a decision that needs them are
// not settled: nobody considered the other ministries, or what was confirmed is no
// Government institution of that day. hint is the command that settles it.
func (c *course) unconfirmed(day doc.Date, hint string) Refusals {
	state := c.rec.StateConsultation
	verb := "opened"
	if c.rec.Status != DecisionDraft {
		verb = "reopened for the institutions"
	}
	var reasons Refusals
	add := func(hint, format string, args ...any) {
		reasons = append(reasons, &Refusal{Message: fmt.Sprintf("decision %s cannot be %s: ", c.id, verb) + fmt.Sprintf(format, args...), Hint: hint, Rule: ruleState})
	}
	for _, i := range state.Institutions {
		p, _, ok := partyOf(c.draft, PartyRef(i))
		switch {
		case !ok:
			add(seeParties, "there is no institution %q", i)
		case i != c.network.StateLead && p.Class != Government:
			add("ask it beside, once it is open: "+typed("decision", "ask", string(c.id), string(i), "--add", "--channel", "e-mail"), "%s is no Government institution", i)
		case !p.ActiveOn(day):
			add("see it with "+typed("partner", "show", string(i)), "%s was not active on %s", i, longDate(day))
		}
	}
	if !isConsidered(c.network, state) {
		add(hint, "the other relevant ministries were not considered")
	}
	return reasons
}

// basesOf are the facts that were found.
func basesOf(s Suggestion) []StateBasis {
	var out []StateBasis
	for _, g := range s.Grounds {
		if !slices.Contains(out, g.Basis) {
			out = append(out, g.Basis)
		}
	}
	return out
}
