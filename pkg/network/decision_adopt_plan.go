package network

import (
	"fmt"
	"strconv"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// AdoptOptions say how a decision was adopted.
type AdoptOptions struct {
	ID        record.ID
	Meeting   record.ID     // at which meeting; may be empty
	Date      doc.Date      // when; the day of the meeting, or the current day, when empty
	Now       doc.LocalTime // the current moment, for a deadline on the current day; may be empty
	AsTaken   bool          // it was concluded all the same
	Reason    doc.Text      // why; needed with AsTaken
	By        []record.Key  // who concluded it
	Note      doc.Text
	Effective doc.Date
	Review    doc.Date
}

// AdoptResult is what an adoption came to, beside the change.
type AdoptResult struct {
	Reference string
	Missing   []string // what was missing when it was concluded all the same
	Told      []string
}

// AdoptDecision adopts an open decision and issues its reference. It refuses while
// consultations are missing, with every reason and the command that mends each; as
// taken it records what was concluded all the same, and what was missing for ever. At
// a meeting whoever was in the room was asked there. In a silence procedure whoever
// was asked and did not reply in time consents, save Government institutions.
func AdoptDecision(s *record.Set, today doc.Date, o AdoptOptions) (*record.Change, AdoptResult, error) {
	if err := o.readable(); err != nil {
		return nil, AdoptResult{}, err
	}
	var result AdoptResult
	c, err := onCourse(s, today, o.ID, func(c *course) error {
		meeting, err := c.meeting(o.Meeting)
		if err != nil {
			return err
		}
		return c.adoptWith(o, meeting, &result)
	})
	if err != nil {
		return nil, AdoptResult{}, err
	}
	result.Reference, result.Told = c.rec.Reference, c.told
	how := ""
	if asTaken(c.rec) {
		how = ", as taken (" + plural(len(result.Missing), "thing", "things") + " missing)"
	}
	change, err := c.change("adopted as %s%s", c.rec.Reference, how)
	return change, result, err
}

func (o AdoptOptions) readable() error {
	switch {
	case o.AsTaken && len(o.Reason) == 0:
		return usage("what was concluded all the same needs the reason: give it with --reason")
	case !o.AsTaken && len(o.Reason) > 0:
		return usage("--reason says why it was concluded all the same, and goes with --as-taken")
	}
	return nil
}

// plural is "1 consultation" or "3 consultations".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// meeting is the meeting at which something was concluded, nil where none is named.
// It refuses one that did not take place.
func (c *course) meeting(id record.ID) (*Meeting, error) {
	if id == "" {
		return nil, nil
	}
	e, ok := Meetings.Get(c.draft, id)
	if !ok {
		_, err := c.draft.Set().Item(Meetings.Name, id)
		return nil, err
	}
	if e.Rec.IsOff() {
		return nil, refuse("see it with "+typed("meeting", "show", string(id)), "meeting %s is %s; nothing was concluded there", id, e.Rec.Status)
	}
	if e.Rec.Status != Held && e.Rec.Start.Date() > c.today {
		c.tell("the meeting is on %s, which has not come yet", longDate(e.Rec.Start.Date()))
	}
	return e.Rec, nil
}

// adoptWith adopts, or refuses with everything that is missing.
func (c *course) adoptWith(o AdoptOptions, m *Meeting, result *AdoptResult) error {
	d := c.rec
	day, err := c.adoptionDay(o, m)
	if err != nil {
		return err
	}
	lacks := c.consulted(o, m, day)
	switch {
	case len(lacks) > 0 && !o.AsTaken:
		return c.refusals(lacks, day)
	case d.Status == DecisionObjected && !o.AsTaken:
		return c.mustBe("adopted", DecisionOpen)
	case len(lacks) == 0 && o.AsTaken:
		c.tell("nothing was missing; the decision is adopted by consensus")
	}
	for _, l := range lacks {
		result.Missing = append(result.Missing, l.english(d, shortOf(c.draft, l.party)))
	}
	outcome := Outcome{Result: resultAdopted, Date: day, Meeting: record.Ref[Meeting](o.Meeting), By: o.By, Note: o.Note}
	if len(lacks) > 0 {
		outcome.AsTaken = &AsTaken{Reason: o.Reason, Missing: missingTexts(c.draft, d, lacks)}
	}
	d.EffectiveOn, d.ReviewOn = firstSet(o.Effective, d.EffectiveOn), firstSet(o.Review, d.ReviewOn)
	return c.conclude(DecisionAdopted, outcome)
}

// adoptionDay is the day of an adoption. It refuses a decision that ended already,
// and a day before it opened.
func (c *course) adoptionDay(o AdoptOptions, m *Meeting) (doc.Date, error) {
	d := c.rec
	day := dayOr(o.Date, c.today)
	if m != nil {
		day = dayOr(o.Date, m.Start.Date())
	}
	switch {
	case !isUndecided(d.Status):
		return "", refuse(c.show(), "decision %s cannot be adopted: it is %s", c.id, inState(d.Status))
	case d.Method == methodMeeting && m == nil && o.Date == "":
		return "", usage("decision %s is to be reached at a meeting: say at which with --at, or when with --on-date", c.id)
	case d.OpenedOn != "" && day < d.OpenedOn:
		return "", &Refusal{
			Message: fmt.Sprintf("decision %s cannot be adopted on %s: it opened on %s", c.id, longDate(day), longDate(d.OpenedOn)),
			Hint:    "give a later day with `--on-date`", Rule: "dates-in-order",
		}
	}
	return day, nil
}

// consulted brings the list up to the day of adoption, and says what is missing. A
// draft that was concluded all the same gets the list of that day.
func (c *course) consulted(o AdoptOptions, m *Meeting, day doc.Date) []lack {
	d := c.rec
	var lacks []lack
	if d.Status == DecisionDraft {
		lacks = append(lacks, lack{what: neverOpened, rule: ruleConsensus})
		if !o.AsTaken {
			return append(lacks, stateLacks(d)...)
		}
		d.OpenedOn = day
		c.freeze(day)
	}
	if m != nil && d.Method == methodMeeting {
		c.hear(o.Meeting, m)
	}
	c.lapse(day, o.Now)
	return append(lacks, c.lacks(day, o.Now)...)
}

// lapse closes a silence procedure whose time is over: whoever was asked and has not
// answered did not reply.
func (c *course) lapse(day doc.Date, now doc.LocalTime) {
	d := c.rec
	if d.Method != methodSilence || d.ClosesAt == "" || !isClosedOn(d.ClosesAt, day, now) {
		return
	}
	for _, i := range currentRows(d) {
		row := &d.Consultation[i]
		if row.Status != awaiting || row.Asked == nil || row.Asked.Date > d.ClosesAt.Date() {
			continue
		}
		c.silent(row, d.ClosesAt.Date())
	}
}

// lacks are those of the record and those that only the whole register shows.
func (c *course) lacks(day doc.Date, now doc.LocalTime) []lack {
	d := c.rec
	if d.Method == methodSilence && !isClosedOn(d.ClosesAt, day, now) {
		day = min(day, d.ClosesAt.Date().AddDays(-1)) // on its last day it runs until the hour
	}
	out := lacksOf(c.network, d, day)
	if s := d.StateConsultation; s != nil && s.Determination == StateRequired && !isConsidered(c.network, s) {
		out = append([]lack{{what: isUnconsidered, rule: ruleState}}, out...)
	}
	return append(out, c.offList()...)
}

// conclude ends a decision: its state and outcome, and at an adoption its reference
// and what becomes of the decision it replaces.
func (c *course) conclude(status DecisionStatus, outcome Outcome) error {
	d := c.rec
	if outcome.How == "" {
		outcome.How = d.Method
	}
	if status != DecisionWithdrawn && d.Status != DecisionOpen {
		c.draft.Pass(Decisions.PathOf(c.id), string(DecisionOpen)) // it was opened, or opened again, there and then
	}
	d.Status, d.Outcome = status, &outcome
	if status != DecisionAdopted {
		return nil
	}
	if d.Reference == "" {
		d.Reference = c.nextReference(outcome.Date)
	}
	if d.Method == methodSilence {
		c.tell("tell everybody who was consulted the result, and record it with %s", typed("decision", "announce", string(c.id)))
	}
	if d.Supersedes == "" {
		return nil
	}
	return Decisions.Edit(c.draft, d.Supersedes.ID(), func(old *Decision) error {
		if old.Status == DecisionAdopted {
			old.Status = DecisionSuperseded
			c.tell("decision %s is superseded", d.Supersedes)
		}
		return nil
	})
}

// nextReference is the reference that a decision gets on the day of its adoption.
func (c *course) nextReference(day doc.Date) string {
	return freeReference(c.draft, Decisions.Name, c.id, day, c.issued...)
}
