package network

import (
	"fmt"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// OpenOptions say how the consultation on a decision is opened.
type OpenOptions struct {
	ID           record.ID
	Date         doc.Date      // the day of the list; the current day when empty
	Closes       doc.LocalTime // the shortest period from that day when empty
	Institutions []PartnerRef  // those a person confirmed, beside what was confirmed before
	NoOther      doc.Text      // why no other ministry is relevant
}

// OpenResult is what opening came to, beside the change.
type OpenResult struct {
	Closes  doc.LocalTime
	Waiting []PartyRef // who is to be asked
}

// OpenDecision opens the consultation on a draft and freezes its list: every member
// of the day, the proposer among those who agree, and where the state must be
// consulted the state lead and the confirmed institutions. It refuses, with every
// reason, while that is not determined, while nobody considered the other ministries,
// and when it would close too early.
func OpenDecision(s *record.Set, today doc.Date, o OpenOptions) (*record.Change, OpenResult, error) {
	c, err := onCourse(s, today, o.ID, func(c *course) error {
		if c.rec.Status == DecisionObjected {
			return c.mustBe("opened", DecisionOpen)
		}
		if c.rec.Status != DecisionDraft {
			return refuse(c.show(), "decision %s cannot be opened: it is %s", c.id, inState(c.rec.Status))
		}
		return c.open(o)
	})
	if err != nil {
		return nil, OpenResult{}, err
	}
	c.draft.Serve(ruleDetermination)
	result := OpenResult{Closes: c.rec.ClosesAt, Waiting: waiting(c.rec, notConsulted)}
	change, err := c.change("open, %d on the list, until %s", len(c.rec.Consultation), moment(c.rec.ClosesAt))
	return change, result, err
}

// waiting are the required parties of the current rows with a status.
func waiting(d *Decision, status ConsultationStatus) []PartyRef {
	var out []PartyRef
	for _, i := range currentRows(d) {
		if c := d.Consultation[i]; c.Status == status && len(c.NotAsked) == 0 {
			out = append(out, c.Party)
		}
	}
	return out
}

// open freezes the list and opens the consultation, or says why it cannot.
func (c *course) open(o OpenOptions) error {
	day := dayOr(o.Date, c.today)
	undetermined := stateLacks(c.rec) != nil
	required := false
	if !undetermined {
		c.confirm(o.Institutions, o.NoOther)
		required = c.rec.StateConsultation.Determination == StateRequired
	}
	closes, early := c.closeOf(o.Closes, day)
	hint := c.openingHint(o, required, early != nil)
	var reasons Refusals
	refuses := func(hint, rule, format string, args ...any) {
		reasons = append(reasons, &Refusal{Message: fmt.Sprintf("decision %s cannot be opened: ", c.id) + fmt.Sprintf(format, args...), Hint: hint, Rule: rule})
	}
	switch {
	case undetermined:
		refuses(c.determineHint(), ruleDetermination, "whether state consultation is required is pending")
	case required:
		reasons = append(reasons, c.unconfirmed(day, hint)...)
	case len(o.Institutions) > 0:
		refuses(c.determineHint(), ruleState, "it names institutions, and the consultation of the state is determined as not required")
	}
	if early != nil {
		refuses(hint, early.Rule, "%s", early.Message)
	}
	if c.rec.Method == methodSilence && !c.network.Rules.SilenceAllowed.Or(true) {
		refuses("say `method: written-consultation` in "+Decisions.PathOf(c.id)+", then `unmn save`", ruleSilence, "the rules of the network allow no silence procedure")
	}
	if err := reasons.err(); err != nil {
		return err
	}
	c.rec.Status, c.rec.OpenedOn, c.rec.ClosesAt = DecisionOpen, day, closes
	c.freeze(day)
	return nil
}

// openingHint is the command that opens the decision as it should have been typed:
// what was given, with what is missing and what was wrong put right.
func (c *course) openingHint(o OpenOptions, required, early bool) string {
	var words []string
	if o.Date != "" {
		words = append(words, "--date", string(o.Date))
	}
	closes := o.Closes
	if early {
		closes = earliestClose(c.network, c.rec, dayOr(o.Date, c.today))
	}
	if closes != "" {
		words = append(words, "--closes", string(closes.Date())+" "+closes.Clock())
	}
	if required && !isConsidered(c.network, c.rec.StateConsultation) {
		words = append(words, c.considering()...)
	} else {
		if len(o.Institutions) > 0 {
			words = append(words, "--state", joinIDs(o.Institutions))
		}
		if len(o.NoOther) > 0 {
			words = append(words, "--no-other-ministry", o.NoOther.OneLine())
		}
	}
	return c.retype("open", words...)
}
