package network

import (
	"cmp"
	"fmt"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// AskOptions say who was asked, and how.
type AskOptions struct {
	ID   record.ID
	Rows []AskRow
	All  bool // everybody on the list who was not asked yet, as First says
	Add  bool // parties that are not on the list are added to it, dated
	// First is how those of All are asked.
	First  AskRow
	Parcel *Parcel // the letters and mails, where they are made with it
}

// usualChannel is how parties are asked and told unless it is said otherwise.
const usualChannel Channel = "e-mail"

// An AskRow is how one party was asked, or why it is not.
type AskRow struct {
	Party        PartyRef
	Channel      Channel // e-mail when empty
	Date         doc.Date
	OurReference string
	Source       string
	NotAsked     doc.Text // why it is not asked; then nothing else counts
}

// AskDecision records who was asked, when and how. It refuses a decision that is not
// open, a party that is not on the frozen list unless it is to be added, and one that
// was asked before. What the room was not asked may be asked after a decision that was
// concluded all the same.
func AskDecision(s *record.Set, today doc.Date, o AskOptions) (*record.Change, []string, error) {
	var done []PartyRef
	c, err := onCourse(s, today, o.ID, func(c *course) error {
		if err := c.mayConsult("consulted on"); err != nil {
			return err
		}
		var err error
		done, err = c.ask(o)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	if err := c.sendLetters(o, done); err != nil {
		return nil, nil, err
	}
	if len(done) == 0 && o.All {
		c.tell("everybody on the list was asked")
	}
	change, err := c.change("%s", askSubject(o, c.shorts(done)))
	return change, c.told, err
}

// shorts are the abbreviations of parties.
func (c *course) shorts(parties []PartyRef) []string {
	out := make([]string, len(parties))
	for i, party := range parties {
		out[i] = shortOf(c.draft, party)
	}
	return out
}

// sendLetters records the letters to those who were asked just now, each to itself.
func (c *course) sendLetters(o AskOptions, asked []PartyRef) error {
	letters := map[Asked][]PartyRef{}
	var order []Asked
	for _, party := range asked {
		row := c.rec.Consultation[lastRow(c.rec, party)]
		if row.Asked == nil {
			continue // it is not asked
		}
		how := Asked{Date: row.Asked.Date, Channel: row.Asked.Channel, OurReference: row.Asked.OurReference}
		if letters[how] == nil {
			order = append(order, how)
		}
		letters[how] = append(letters[how], party)
	}
	for _, how := range order {
		err := c.dispatch(o.Parcel, Circulation{
			Purpose: "consultation", Document: "consultation-letter", To: addressed(letters[how]),
			Date: how.Date, Channel: how.Channel, OurReference: how.OurReference, Deadline: c.rec.ClosesAt,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// dispatch records what goes out about the decision, where files are made of it.
func (c *course) dispatch(p *Parcel, out Circulation) error {
	if p == nil {
		return nil
	}
	out.What = []record.AnyRef{recordRef(Decisions.Name, c.id)}
	told, err := p.enclose(c.draft, c.today, out)
	c.told = append(c.told, told...)
	return err
}

// askSubject is the line of the history.
func askSubject(o AskOptions, done []string) string {
	switch {
	case len(done) == 0:
		return "nobody is left to ask"
	case len(o.Rows) > 0 && len(o.Rows[0].NotAsked) > 0:
		return "not asked, with the reason: " + few(done)
	}
	return "ask " + few(done)
}

// mayConsult refuses to ask or hear anybody on a decision whose consultation is not
// open. One that was concluded all the same may be completed.
func (c *course) mayConsult(verb string) error {
	if isTaken(c.rec) && asTaken(c.rec) {
		return nil
	}
	return c.mustBe(verb, DecisionOpen, DecisionObjected)
}

// ask records every row, or tells every reason why not. It is those who were asked.
func (c *course) ask(o AskOptions) ([]PartyRef, error) {
	rows := o.Rows
	if o.All {
		for _, party := range waiting(c.rec, notConsulted) {
			row := o.First
			row.Party = party
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 && !o.All {
		return nil, usage("say who was asked, such as unicef who, or --all for everybody on the list")
	}
	var done []PartyRef
	err := gather(rows, func(row AskRow) error {
		changed, err := c.askOne(row, o.Add)
		if err == nil && changed {
			done = append(done, row.Party)
		}
		return err
	})
	return done, err
}

// askOne records how one party was asked, and whether that says anything new.
func (c *course) askOne(row AskRow, add bool) (bool, error) {
	if _, err := needParty(c.draft, row.Party); err != nil {
		return false, err
	}
	day, err := c.eventDay(row.Date, c.roundStart(), "the question to "+string(row.Party))
	if err != nil {
		return false, err
	}
	at := lastRow(c.rec, row.Party)
	if at < 0 {
		if !add {
			return false, c.notOnList(row.Party)
		}
		p, isMember, _ := partyOf(c.draft, row.Party)
		fresh := c.row(row.Party, isMember && p.ActiveOn(c.rec.OpenedOn), day)
		fresh.AddedOn = day
		c.rec.Consultation = append(c.rec.Consultation, fresh)
		at = len(c.rec.Consultation) - 1
	}
	had := &c.rec.Consultation[at]
	if len(row.NotAsked) > 0 {
		return c.leaveOut(had, row)
	}
	asked := &Asked{Date: day, Channel: cmp.Or(row.Channel, usualChannel), OurReference: row.OurReference, Source: row.Source}
	switch {
	case had.Asked != nil && *had.Asked == *asked:
		return false, nil
	case had.Asked != nil && asked.Date >= had.Asked.Date:
		return false, &Refusal{
			Message: fmt.Sprintf("decision %s: %s was asked on %s already", c.id, row.Party, longDate(had.Asked.Date)),
			Hint:    "remind it with " + typed("decision", "remind", string(c.id), string(row.Party)),
		}
	}
	had.Asked, had.NotAsked = asked, nil
	if had.Status == notConsulted {
		had.Status = awaiting
	}
	return true, nil
}

// notOnList refuses what is about a party that the frozen list does not have.
func (c *course) notOnList(party PartyRef) error {
	return &Refusal{
		Message: fmt.Sprintf("decision %s: %s is not on the list, which is that of %s", c.id, party, longDate(c.rec.OpenedOn)),
		Hint:    typed("decision", "ask", string(c.id), string(party), "--add", "--channel", string(usualChannel)), Rule: ruleFrozen,
	}
}

// leaveOut records why a party is not asked. It stays on the list.
func (c *course) leaveOut(had *Consultation, row AskRow) (bool, error) {
	if had.Asked != nil || had.Status == responded {
		return false, refuse(c.show(), "decision %s: %s was asked or has answered; there is no reason to give why it was not", c.id, row.Party)
	}
	fresh := had.NotAsked.String() != row.NotAsked.String()
	had.NotAsked = row.NotAsked
	return fresh, nil
}

// RemindOptions say who was reminded, and when.
type RemindOptions struct {
	ID      record.ID
	Parties []PartyRef // everybody who has not answered when empty
	Date    doc.Date
}

// RemindDecision records that parties which were asked and have not answered were
// reminded. It refuses those that were never asked or have answered.
func RemindDecision(s *record.Set, today doc.Date, o RemindOptions) (*record.Change, error) {
	var done []string
	c, err := onCourse(s, today, o.ID, func(c *course) error {
		if err := c.mayConsult("reminded of"); err != nil {
			return err
		}
		parties := o.Parties
		if len(parties) == 0 {
			parties = waiting(c.rec, awaiting)
		}
		if len(parties) == 0 {
			return refuse("see who is left with "+typed("decision", "pending", string(c.id)), "decision %s: nobody who was asked is still to answer", c.id)
		}
		return gather(parties, func(party PartyRef) error {
			done = append(done, shortOf(c.draft, party))
			return c.remind(party, o.Date)
		})
	})
	if err != nil {
		return nil, err
	}
	return c.change("remind %s", few(done))
}

// remind records a reminder to one party.
func (c *course) remind(party PartyRef, given doc.Date) error {
	if _, err := needParty(c.draft, party); err != nil {
		return err
	}
	at := lastRow(c.rec, party)
	if at < 0 || c.rec.Consultation[at].Asked == nil {
		add := []string{"decision", "ask", string(c.id), string(party), "--channel", "e-mail"}
		if at < 0 {
			add = append(add, "--add")
		}
		return refuse(typed(add...), "decision %s: %s was never asked", c.id, party)
	}
	row := &c.rec.Consultation[at]
	if row.Status == responded {
		return refuse(c.show(), "decision %s: %s has answered on %s", c.id, party, longDate(row.AnsweredOn))
	}
	day, err := c.eventDay(given, row.Asked.Date, "the reminder to "+string(party))
	if err != nil {
		return err
	}
	return addReminder(&row.Reminders, day)
}
