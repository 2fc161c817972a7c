package network

import (
	"cmp"
	"fmt"
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// A Packer makes the files of a dispatch of the records as they will be once it is
// recorded, the dispatch among them, and says their names and hashes. It changes
// nothing, and may be asked more than once.
type Packer func(next *record.Set, id record.ID) ([]SentFile, error)

// A Parcel is what an operation sends out beside what it records: nil where the files
// are made and sent by other means.
type Parcel struct {
	Pack     Packer
	Commit   CommitHash // of the records that the operation runs on
	Edition  Visibility // for all; empty where each addressee gets that of its own circle
	Delivery Carrier
	// What is not cleared otherwise is cleared by these posts; Command is what to type
	// again where somebody whom the rules name is missing. Empty, the operation itself
	// sees to it.
	Cleared []record.Key
	Command []string
}

// enclose records the dispatch that goes with what a draft holds already: the record is
// made first, so that the files can say what it says, and gets their hashes then.
func (p *Parcel) enclose(d *record.Draft, today doc.Date, c Circulation) ([]string, error) {
	n := Networks.One(d)
	p.stamp(n, &c)
	told, err := address(d, &c, addressees(c.To))
	if err != nil {
		return nil, err
	}
	if early := p.tooEarly(c.Date, today); early != nil {
		return nil, early
	}
	if err := p.leave(n, &c); err != nil {
		return nil, err
	}
	id, err := dispatchID(d, "", c)
	if err != nil {
		return nil, err
	}
	return told, packed(d, id, c, p.Pack)
}

// stamp says of a dispatch what the parcel says, and who sends it unless that is said.
func (p *Parcel) stamp(n *Network, c *Circulation) {
	c.Direction, c.Commit, c.Delivery = WentOut, p.Commit, p.Delivery
	c.By, c.Edition = cmp.Or(c.By, record.Key(n.Secretariat)), cmp.Or(p.Edition, ForMembers)
}

// leave gives the leave of the posts, and refuses what somebody has not cleared.
func (p *Parcel) leave(n *Network, c *Circulation) error {
	if p.Command == nil {
		return nil
	}
	var err error
	if c.Cleared, err = giveLeave(n, c.Cleared, p.Cleared, c.Date); err != nil {
		return err
	}
	if missing := leavesMissing(n, c.Cleared); missing != nil {
		return &Refusal{
			Message: fmt.Sprintf("%s cannot leave the secretariat: it was not cleared by %s", Subject(*c), few(missing)),
			Hint:    typed(append(slices.Clip(p.Command), "--cleared-by", joinIDs(append(idTexts(p.Cleared), missing...)))...), Rule: ruleCleared,
		}
	}
	return nil
}

// tooEarly is why mails do not go to a server now: they leave at once, and those of a day
// that has not come would be older than their own record. It is nil where they may leave.
func (p *Parcel) tooEarly(day, today doc.Date) *Refusal {
	if p == nil || p.Delivery != ByServer || day <= today {
		return nil
	}
	return &Refusal{
		Message: fmt.Sprintf("mails that are sent now cannot be of %s, which has not come", longDate(day)),
		Hint:    "write them as drafts with `--out DIR` instead of `--send`, or send them on that day", Rule: "dates-in-order",
	}
}

// addressees are the parties of some rows.
func addressees(rows []Addressee) []PartyRef {
	out := make([]PartyRef, len(rows))
	for i, row := range rows {
		out[i] = row.Party
	}
	return out
}

// addressed are rows of parties whose addresses are still to be found.
func addressed(parties []PartyRef) []Addressee {
	out := make([]Addressee, len(parties))
	for i, party := range parties {
		out[i].Party = party
	}
	return out
}

// packed puts a dispatch into a draft, with the files that are made of the draft.
func packed(d *record.Draft, id record.ID, c Circulation, pack Packer) error {
	if err := Circulations.Create(d, id, c); err != nil {
		return err
	}
	change, err := d.Change("as it will be sent")
	if err != nil {
		return err
	}
	next, _ := d.Set().Apply(change) // what it breaks is told of the change that is made
	files, err := pack(next, id)
	if err != nil {
		return err
	}
	return Circulations.Edit(d, id, func(c *Circulation) error {
		c.Files = files
		return nil
	})
}

// CircleOf is the circle of readers that a party belongs to: members, Government
// institutions, or the other partners.
func CircleOf(r record.Reader, party PartyRef) Visibility {
	switch capacityOf(r, party) {
	case "member":
		return ForMembers
	case "state-lead", asGovernment:
		return ForGovernment
	}
	return ForPartners
}

// EditionFor is the edition of a dispatch that an addressee gets: the one that was said
// for all, else that of its own circle. Who takes part in a meeting reads its papers as
// the members do, unless somebody said for whom they are.
func EditionFor(r record.Reader, c *Circulation, said Visibility, party PartyRef) Visibility {
	switch {
	case said != "":
		return said
	case readsAsMember(r, c, party):
		return ForMembers
	}
	return CircleOf(r, party)
}

// readsAsMember reports that a dispatch is about a meeting of which nobody said for whom it or
// a part of it is, and that a party is invited to it or was there.
func readsAsMember(r record.Reader, c *Circulation, party PartyRef) bool {
	kind, id := c.About()
	if kind != Meetings.Name {
		return false
	}
	e, ok := Meetings.Get(r, id)
	if !ok || e.Rec.Visibility != "" || slices.ContainsFunc(e.Rec.Agenda, membersAlone) {
		return false
	}
	return takesPart(e.Rec, party)
}

// membersAlone reports that an item, or a position on it, is marked as for the members.
func membersAlone(item AgendaItem) bool {
	return item.Visibility == ForMembers || slices.ContainsFunc(item.Positions, func(p ItemPosition) bool { return p.Visibility == ForMembers })
}

// FilesFor are the files of a dispatch that an addressee gets: those of its edition, in
// its languages where there are any of these, and letters to itself alone.
func FilesFor(r record.Reader, c *Circulation, party PartyRef) []SentFile {
	several := slices.ContainsFunc(c.Files, func(f SentFile) bool { return f.Edition != "" })
	edition := EditionFor(r, c, "", party)
	var own, all []SentFile
	for _, f := range c.Files {
		if f.Party != "" && f.Party != party || several && cmp.Or(f.Edition, c.Edition) != edition {
			continue
		}
		all = append(all, f)
		if slices.Contains(LanguagesOf(r, party), f.Language) {
			own = append(own, f)
		}
	}
	if own == nil {
		return all
	}
	return own
}

// DeliveryOptions are what became of the mails of a dispatch.
type DeliveryOptions struct {
	ID      record.ID
	Reached []SentTo
	Failed  []SentFailure
}

// RecordDelivery adds for whom the mail server took the mails of a dispatch, and whom it
// refused. Who was reached once stays so.
func RecordDelivery(s *record.Set, o DeliveryOptions) (*record.Change, error) {
	d := s.Draft()
	var subject string
	err := Circulations.Edit(d, o.ID, func(c *Circulation) error {
		for _, row := range o.Reached {
			if !WasReached(c, row.Party) {
				c.Reached = append(c.Reached, row)
			}
		}
		for _, row := range o.Failed {
			same := func(had SentFailure) bool { return had.Party == row.Party }
			if !slices.ContainsFunc(c.Failures, same) {
				c.Failures = append(c.Failures, row)
			}
		}
		subject = fmt.Sprintf("delivered to %d of %s", len(c.Reached), plural(len(c.To), "party", "parties"))
		return nil
	})
	if err != nil {
		return nil, err
	}
	return d.Change("circulation " + string(o.ID) + ": " + subject)
}

// WasReached reports that the mail server took the mail of a dispatch for a party.
func WasReached(c *Circulation, party PartyRef) bool {
	return slices.ContainsFunc(c.Reached, func(had SentTo) bool { return had.Party == party })
}

// NotReached are the addressees of a dispatch for whom no mail server took it yet, and
// none refused it for good.
func NotReached(c *Circulation) []Addressee {
	return slices.DeleteFunc(slices.Clone(c.To), func(a Addressee) bool {
		return WasReached(c, a.Party) || slices.ContainsFunc(c.Failures, func(f SentFailure) bool { return f.Party == a.Party })
	})
}

// dispatchID is the id of a dispatch: the day and the document.
func dispatchID(d *record.Draft, given record.ID, c Circulation) (record.ID, error) {
	return newID(d, Circulations, given, string(c.Date), idWords(c))
}

// closingOf is the moment at which a day ends for those who are asked something.
func closingOf(day doc.Date) doc.LocalTime {
	if day == "" {
		return ""
	}
	return doc.LocalTime(string(day) + "T" + closeOfBusiness)
}

// OfficeOf is the abbreviation of a party and the address of its office; empty where the
// register has none.
func OfficeOf(r record.Reader, party PartyRef) (short, mailbox string) {
	if p, _, ok := partyOf(r, party); ok {
		return p.Short, p.Mailbox
	}
	return "", ""
}

// AddressOfParty is [AddressOn] of a party by its name; empty where there is none.
func AddressOfParty(r record.Reader, party PartyRef, day doc.Date) string {
	if p, _, ok := partyOf(r, party); ok {
		return AddressOn(p, day)
	}
	return ""
}
