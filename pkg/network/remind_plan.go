package network

import (
	"fmt"
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// RemindAllOptions say who is reminded of what waits for them.
type RemindAllOptions struct {
	Parties []PartyRef // everybody who is waited for when empty
	Date    doc.Date   // when; the current day when empty
	Within  int        // as in WaitingOptions
}

// ToRemind is what parties can be reminded of: they were asked, and are free to answer
// or not only where nothing asks them to, as for comments on minutes.
func ToRemind(r record.Reader, o WaitingOptions) []Waiting {
	return slices.DeleteFunc(WaitingOn(r, o), func(w Waiting) bool { return w.State == stateUnasked || w.What == ForComment })
}

// RemindAll records that parties were reminded of everything that waits for them, in
// one change. It refuses where nothing does.
func RemindAll(s *record.Set, today doc.Date, o RemindAllOptions) (*record.Change, error) {
	d := s.Draft()
	day := dayOr(o.Date, today)
	all := ToRemind(s, WaitingOptions{Day: day, Parties: o.Parties, Within: o.Within})
	var reasons Refusals
	for _, party := range o.Parties {
		if _, err := needParty(d, party); err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(all, func(w Waiting) bool { return w.Party == party }) {
			reasons = append(reasons, &Refusal{Message: fmt.Sprintf("%s has nothing to be reminded of", party), Hint: "see what waits for whom with `unmn pending`"})
		}
	}
	if len(all) == 0 && reasons == nil {
		reasons = append(reasons, &Refusal{Message: "nobody has anything to be reminded of", Hint: "see what is still to be asked with `unmn pending`"})
	}
	if err := reasons.err(); err != nil {
		return nil, err
	}
	var names []string
	for _, w := range all {
		if !slices.Contains(names, w.Short) {
			names = append(names, w.Short)
		}
		if err := remind(d, w, day); err != nil {
			return nil, err
		}
	}
	slices.Sort(names)
	return d.Change(fmt.Sprintf("remind %s of what waits for them (%s)", few(names), plural(len(all), "thing", "things")))
}

// remind records a reminder where the thing that is waited for has its own.
func remind(d *record.Draft, w Waiting, day doc.Date) error {
	kind, id, _ := w.Record.Split()
	switch kind {
	case Decisions.Name:
		d.Serve(ruleConsensus)
		return Decisions.Edit(d, id, func(rec *Decision) error { return addReminder(&rec.Consultation[lastRow(rec, w.Party)].Reminders, day) })
	case Statements.Name:
		d.Serve(ruleOneVoice)
		return Statements.Edit(d, id, func(rec *Statement) error { return addReminder(&rec.row(MemberRef(w.Party)).Reminders, day) })
	case Circulations.Name:
		return Circulations.Edit(d, id, func(rec *Circulation) error { return addPartyReminder(&rec.Reminders, w.Party, day) })
	case Meetings.Name:
		return Meetings.Edit(d, id, func(rec *Meeting) error { return addPartyReminder(&rec.Reminders, w.Party, day) })
	case Members.Name:
		return Members.Edit(d, id, func(rec *Member) error { return addReminder(&rec.Reminders, day) })
	case Actions.Name:
		return Actions.Edit(d, id, func(rec *Action) error { return addReminder(&rec.Reminders, day) })
	}
	return fmt.Errorf("nobody can be reminded of a %s", kind)
}

// addReminder adds a day to reminders, once.
func addReminder(reminders *[]doc.Date, day doc.Date) error {
	if !slices.Contains(*reminders, day) {
		*reminders = append(*reminders, day)
		slices.Sort(*reminders)
	}
	return nil
}

// addPartyReminder adds a reminder to a party, once a day.
func addPartyReminder(reminders *[]PartyReminder, party PartyRef, day doc.Date) error {
	if reminder := (PartyReminder{party, day}); !slices.Contains(*reminders, reminder) {
		*reminders = append(*reminders, reminder)
	}
	return nil
}
