package network

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// AnswerOptions are answers to a consultation.
type AnswerOptions struct {
	ID   record.ID
	Rows []AnswerRow
}

// An AnswerRow is what one party answered, or what is to be added to its answer.
type AnswerRow struct {
	Party          PartyRef
	Reply          Reply // its position, or NoReply; empty adds to the answer that is there
	Date           doc.Date
	Channel        Channel
	TheirReference string
	GivenBy        string // the post of whoever gave it
	Source         string
	Summary        doc.Text
	Disposition    Disposition // what was done with it
	Explanation    doc.Text    // of position, recorded with the decision
	Visibility     Visibility
}

// isEmpty reports a row that says nothing of its party.
func (r AnswerRow) isEmpty() bool {
	return len(r.Summary) == 0 && len(r.Explanation) == 0 &&
		r.Channel == "" && r.TheirReference+r.GivenBy+r.Source == "" && r.Disposition == "" && r.Visibility == ""
}

// AnswerDecision records what parties answered. An objection that stands in the way
// of consensus makes the decision objected to; the last one withdrawn opens it again.
// That a party did not reply is recorded once its time is over, and is no consent of
// an institution. It refuses parties that are not on the list, with every reason.
func AnswerDecision(s *record.Set, today doc.Date, o AnswerOptions) (*record.Change, []string, error) {
	if len(o.Rows) == 0 {
		return nil, nil, usage("say who answered what, such as unicef=agree who=no-objection")
	}
	c, err := onCourse(s, today, o.ID, func(c *course) error {
		if err := c.mayAnswer(o.Rows); err != nil {
			return err
		}
		err := gather(o.Rows, func(row AnswerRow) error {
			if _, err := needParty(c.draft, row.Party); err != nil {
				return err
			}
			return c.answer(row)
		})
		if err != nil {
			return err
		}
		c.settle()
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	change, err := c.change("%s", answerSubject(c.draft, o.Rows))
	return change, c.told, err
}

// mayAnswer is mayConsult; an explanation of position may follow an adoption.
func (c *course) mayAnswer(rows []AnswerRow) error {
	explains := !slices.ContainsFunc(rows, func(r AnswerRow) bool { return r.Reply != "" })
	if explains && isTaken(c.rec) {
		return nil
	}
	return c.mayConsult("answered")
}

// answerSubject is the line of the history.
func answerSubject(r record.Reader, rows []AnswerRow) string {
	var positions, silent, more []string
	for _, row := range rows {
		name := shortOf(r, row.Party)
		switch row.Reply {
		case "":
			more = append(more, name)
		case NoReply:
			silent = append(silent, name)
		default:
			positions = append(positions, name+" ("+strings.ReplaceAll(string(row.Reply), "-", " ")+")")
		}
	}
	var parts []string
	switch len(positions) {
	case 0:
	case 1:
		parts = append(parts, "record position of "+positions[0])
	default:
		parts = append(parts, "record positions of "+few(positions))
	}
	if silent != nil {
		parts = append(parts, "no reply from "+few(silent))
	}
	if more != nil {
		parts = append(parts, "add to the answer of "+few(more))
	}
	return strings.Join(parts, "; ")
}

// answer records one row.
func (c *course) answer(row AnswerRow) error {
	at := lastRow(c.rec, row.Party)
	if at < 0 {
		return c.notOnList(row.Party)
	}
	had := &c.rec.Consultation[at]
	follows := c.roundStart()
	if had.Asked != nil {
		follows = max(follows, had.Asked.Date)
	}
	day, err := c.eventDay(row.Date, follows, "the answer of "+string(row.Party))
	if err != nil {
		return err
	}
	switch row.Reply {
	case "":
		if row.isEmpty() {
			return usage("say what %s answered, such as %s=agree", row.Party, row.Party)
		}
		if had.Status != responded && (row.Disposition != "" || len(row.Summary) > 0) {
			return refuse(typed("decision", "pending", string(c.id)), "decision %s: %s has not answered; there is nothing to add to", c.id, row.Party)
		}
	case NoReply:
		if err := c.noReply(had, day); err != nil {
			return err
		}
	default:
		had.Status, had.Position, had.AnsweredOn, had.NoResponseOn = responded, Position(row.Reply), day, ""
		if c.rec.ClosesAt != "" && day > c.rec.ClosesAt.Date() && !isTaken(c.rec) {
			c.tell("the answer of %s came after the deadline, %s", shortOf(c.draft, row.Party), moment(c.rec.ClosesAt))
		}
	}
	c.add(had, row, day)
	return nil
}

// add records what else is said of an answer; what a row does not say stays.
func (c *course) add(had *Consultation, row AnswerRow, day doc.Date) {
	had.Channel = cmp.Or(row.Channel, had.Channel)
	had.TheirReference = cmp.Or(row.TheirReference, had.TheirReference)
	had.GivenBy = cmp.Or(row.GivenBy, had.GivenBy)
	had.Source = cmp.Or(row.Source, had.Source)
	had.Disposition = cmp.Or(row.Disposition, had.Disposition)
	had.Visibility = cmp.Or(row.Visibility, had.Visibility)
	if len(row.Summary) > 0 {
		had.Summary = row.Summary
	}
	if len(row.Explanation) == 0 {
		return
	}
	explanation := Explanation{Party: row.Party, Date: day, Text: row.Explanation}
	at := slices.IndexFunc(c.rec.Explanations, func(e Explanation) bool { return e.Party == row.Party })
	if at < 0 {
		c.rec.Explanations = append(c.rec.Explanations, explanation)
		return
	}
	c.rec.Explanations[at] = explanation
}

// noReply records that a party which was asked did not reply in its time.
func (c *course) noReply(had *Consultation, day doc.Date) error {
	switch {
	case had.Status == notConsulted:
		return &Refusal{
			Message: fmt.Sprintf("decision %s: %s was never asked, so that it did not reply says nothing", c.id, had.Party),
			Hint:    typed("decision", "ask", string(c.id), string(had.Party), "--channel", "e-mail"), Rule: ruleFor(*had),
		}
	case had.Status == responded:
		return refuse(c.show(), "decision %s: %s has answered on %s", c.id, had.Party, longDate(had.AnsweredOn))
	case !isTaken(c.rec) && !isClosedOn(c.rec.ClosesAt, day, ""):
		return &Refusal{
			Message: fmt.Sprintf("decision %s: %s has until %s to answer", c.id, had.Party, moment(c.rec.ClosesAt)),
			Hint:    typed("decision", "remind", string(c.id), string(had.Party)), Rule: ruleFor(*had),
		}
	}
	c.silent(had, day)
	return nil
}

// silent records that a party did not reply until a day.
func (c *course) silent(row *Consultation, day doc.Date) {
	row.Status, row.NoResponseOn = noResponse, day
	if row.IsInstitution() && !c.network.Rules.SilenceInstitutions.Or(false) {
		c.tell("%s did not reply; that is not taken as its consent", shortOf(c.draft, row.Party))
	}
}

// settle moves a decision between open and objected to, as its positions say.
func (c *course) settle() {
	d := c.rec
	var against []string
	for _, i := range currentRows(d) {
		if row := d.Consultation[i]; breaks(c.network, d, row) {
			against = append(against, shortOf(c.draft, row.Party))
		}
	}
	switch {
	case d.Status == DecisionOpen && against != nil:
		d.Status = DecisionObjected
		what := "an objection stands"
		if d.Method == methodSilence {
			what = "the silence is broken"
		}
		c.tell("%s (%s); a revised text begins a new round: %s", what, few(against), c.reviseHint())
	case d.Status == DecisionObjected && against == nil:
		d.Status = DecisionOpen
		c.tell("no objection stands any more; the decision is open again")
	}
}
