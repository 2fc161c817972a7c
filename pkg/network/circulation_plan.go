package network

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// DispatchOptions describe a dispatch.
type DispatchOptions struct {
	ID record.ID // the day and the document when empty
	// Circulation may have any field; Document is mandatory. Empty, Date becomes the
	// current day, Channel e-mail, By the secretariat and Purpose information, or comments
	// where something is asked.
	Circulation Circulation
	Parties     []PartyRef   // every active member when empty
	ClearedBy   []record.Key // who cleared it, on the day of the dispatch
	Within      int          // working days to reply, where no deadline is given
	Again       bool         // it was sent before
	Parcel      *Parcel
}

// ruleCleared is the rule about who clears what leaves the secretariat.
const ruleCleared = "cleared-to-leave"

// Dispatch records a dispatch: what was sent, made of which commit, with the addresses
// as they are that day. It refuses with every reason: what nobody cleared whom the rules
// name, and what was sent already, unless it is sent again.
func Dispatch(s *record.Set, today doc.Date, o DispatchOptions) (*record.Change, record.ID, []string, error) {
	d := s.Draft()
	c := o.Circulation
	n := Networks.One(s)
	c.Date = dayOr(c.Date, today)
	c.Channel = cmp.Or(c.Channel, usualChannel)
	o.Parcel.stamp(n, &c)
	if c.Purpose == "" {
		c.Purpose = "information"
		if len(c.Asks) > 0 {
			c.Purpose = "comments"
		}
	}
	if c.Deadline == "" && o.Within > 0 {
		c.Deadline = closingOf(AddWorkingDays(c.Date, o.Within, n.Holidays))
	}
	if len(c.Asks) == 0 && c.Deadline != "" {
		return nil, "", nil, usage("a deadline goes with what is asked of them: say it with --asks")
	}
	var err error
	if c.Cleared, err = giveLeave(n, c.Cleared, o.ClearedBy, c.Date); err != nil {
		return nil, "", nil, err
	}
	told, err := address(d, &c, o.Parties)
	if err != nil {
		return nil, "", nil, err
	}
	if err := mayLeave(s, n, today, c, o); err != nil {
		return nil, "", nil, err
	}
	id, err := dispatchID(d, o.ID, c)
	if err != nil {
		return nil, "", nil, err
	}
	if err := packed(d, id, c, o.Parcel.Pack); err != nil {
		return nil, "", nil, err
	}
	d.Serve(ruleCleared)
	change, err := d.Change(fmt.Sprintf("circulation %s: %s to %s", id, Subject(c), plural(len(c.To), "party", "parties")))
	return change, id, told, err
}

// Subject is what was sent as commands name it: "member-list", "minutes/2026-q4".
func Subject(c Circulation) string {
	if _, id := c.About(); id != "" {
		return string(c.Document) + "/" + string(id)
	}
	return string(c.Document)
}

// idWords are the words of the id of a dispatch beside the day.
func idWords(c Circulation) string { return strings.ReplaceAll(Subject(c), "/", "-") }

// address freezes to whom something goes and where, and tells who has no address.
func address(d *record.Draft, c *Circulation, to []PartyRef) ([]string, error) {
	if len(to) == 0 {
		for e := range Members.All(d) {
			if e.Rec.ActiveOn(c.Date) {
				to = append(to, PartyRef(e.ID))
			}
		}
	}
	var without []string
	c.To = nil
	for _, party := range to {
		p, err := needParty(d, party)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(c.To, func(a Addressee) bool { return a.Party == party }) {
			return nil, usage("%q is named twice", party)
		}
		at := AddressOn(p, c.Date)
		if at == "" {
			without = append(without, p.Short)
		}
		c.To = append(c.To, Addressee{Party: party, Address: at})
	}
	if without == nil || !c.ByMail() {
		return nil, nil
	}
	return []string{fmt.Sprintf("the register has no address of %s on %s", few(without), longDate(c.Date))}, nil
}

// mayLeave refuses what was not cleared, what was sent before, and mails ahead of their day.
func mayLeave(s *record.Set, n *Network, today doc.Date, c Circulation, o DispatchOptions) error {
	var reasons Refusals
	words := []string{"circulation", "new", Subject(c)}
	if !o.Again {
		if before := sentBefore(s, c); before != "" {
			words = append(words, "--again")
			reasons = append(reasons, &Refusal{Message: fmt.Sprintf("%s was sent already, see circulation %s", Subject(c), before)})
		}
	}
	if missing := leavesMissing(n, c.Cleared); missing != nil {
		words = append(words, "--cleared-by", joinIDs(n.Rules.ClearanceBy.Or(nil)))
		reasons = append(reasons, &Refusal{Message: fmt.Sprintf("%s cannot leave the secretariat: it was not cleared by %s", Subject(c), strings.Join(missing, ", ")), Rule: ruleCleared})
	}
	for _, r := range reasons {
		r.Hint = typed(words...)
	}
	if early := o.Parcel.tooEarly(c.Date, today); early != nil {
		reasons = append(Refusals{early}, reasons...)
	}
	return reasons.err()
}

// sentBefore is the last circulation of the same document of the same record, "" where
// there is none.
func sentBefore(r record.Reader, c Circulation) record.ID {
	var last record.ID
	if len(c.What) == 0 {
		return "" // a list is another one each time
	}
	for e := range Circulations.All(r) {
		if e.Rec.Direction == WentOut && e.Rec.Document == c.Document && slices.Equal(e.Rec.What, c.What) {
			last = e.ID
		}
	}
	return last
}

// RepliesOptions are replies to a dispatch.
type RepliesOptions struct {
	ID   record.ID
	Rows []SentReply // Date is the current day when empty
}

// RecordReplies adds what came back to a dispatch. It refuses a party that it was not
// sent to, and a day before it was sent.
func RecordReplies(s *record.Set, today doc.Date, o RepliesOptions) (*record.Change, error) {
	if len(o.Rows) == 0 {
		return nil, usage("say who replied, such as unicef who")
	}
	d := s.Draft()
	var names []string
	err := Circulations.Edit(d, o.ID, func(c *Circulation) error {
		return gather(o.Rows, func(row SentReply) error {
			if _, err := needParty(d, row.Party); err != nil {
				return err
			}
			row.Date = dayOr(row.Date, max(today, c.Date))
			switch {
			case !slices.ContainsFunc(c.To, func(a Addressee) bool { return a.Party == row.Party }):
				return refuse("what was sent to it is recorded with "+typed("circulation", "new", Subject(*c), "--again", "--to", string(row.Party)),
					"circulation %s was not sent to %s", o.ID, row.Party)
			case row.Date < c.Date:
				return &Refusal{
					Message: fmt.Sprintf("circulation %s: the reply of %s cannot be dated %s, before it was sent on %s", o.ID, row.Party, longDate(row.Date), longDate(c.Date)),
					Hint:    "give a day from " + string(c.Date) + " on with `--date`", Rule: "dates-in-order",
				}
			}
			names = append(names, shortOf(d, row.Party))
			if !slices.ContainsFunc(c.Replies, func(had SentReply) bool { return sameReply(had, row) }) {
				c.Replies = append(c.Replies, row)
			}
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	return d.Change(fmt.Sprintf("circulation %s: reply of %s", o.ID, few(names)))
}

// sameReply reports a reply that says nothing new.
func sameReply(a, b SentReply) bool {
	return a.Party == b.Party && a.Date == b.Date && a.Channel == b.Channel && a.Source == b.Source && a.Summary.String() == b.Summary.String()
}
