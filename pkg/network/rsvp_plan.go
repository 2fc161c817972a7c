package network

import (
	"fmt"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// RSVPOptions are answers to an invitation.
type RSVPOptions struct {
	Meeting record.ID
	Answers []Answer
	Date    doc.Date // when they answered; the current day when empty
}

// An Answer is what one party answered to an invitation.
type Answer struct {
	Party PartyRef
	RSVP  RSVP
}

// RecordRSVP records answers to the invitation of a meeting. It refuses a meeting
// that is over, and a party that was not invited.
func RecordRSVP(s *record.Set, today doc.Date, o RSVPOptions) (*record.Change, error) {
	if len(o.Answers) == 0 {
		return nil, usage("say who answered what, such as undp=accepted who=declined")
	}
	d := s.Draft()
	err := Meetings.Edit(d, o.Meeting, func(m *Meeting) error {
		switch m.Status {
		case Held:
			return refuse("who was there is recorded with `unmn meeting attend "+string(o.Meeting)+" PARTY=present`", "meeting %q was held; answers to its invitation are over", o.Meeting)
		case Cancelled, NotHeld:
			return refuse("see it with `unmn meeting show "+string(o.Meeting)+"`", "meeting %q is %s; nobody answers its invitation", o.Meeting, m.Status)
		}
		for _, a := range o.Answers {
			if _, err := needParty(d, a.Party); err != nil {
				return err
			}
			row := invitationOf(m, a.Party)
			if row == nil {
				return refuse("add it under `invited:` in "+Meetings.PathOf(o.Meeting)+", then `unmn save`", "%s was not invited to meeting %q", a.Party, o.Meeting)
			}
			if row.RSVP == a.RSVP {
				continue
			}
			row.RSVP, row.AnsweredOn = a.RSVP, dayOr(o.Date, today)
			if a.RSVP == needsAction {
				row.AnsweredOn = ""
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	words := make([]string, len(o.Answers))
	for i, a := range o.Answers {
		words[i] = fmt.Sprintf("%s %s", a.Party, a.RSVP)
	}
	return d.Change(fmt.Sprintf("meeting %s: answers (%s)", o.Meeting, few(words)))
}
