package render

import (
	"fmt"
	"slices"

	"unmn/pkg/network"
)

// Corrigendum is one correction to minutes that were approved, as a document of its own.
// Its subject is the meeting, Request.Corrigendum the number.
const Corrigendum Name = "corrigendum"

// CorrigendumView is the view of a corrigendum. The reference and the date of its Head
// are its own, the title is that of the meeting.
type CorrigendumView struct {
	Head
	Number      int
	Minutes     Text // the reference of the minutes
	Meeting     Text // its title and day
	ApprovedOn  Text
	ApprovedHow Text
	ApprovedAt  Text // title of the meeting that approved them
	Item        int  // 0 where it is about no single item
	ItemTitle   Text
	AsApproved  Prose // what the minutes say of the item
	Text        Prose
	Reason      Prose
	RequestedBy Text
	Cleared     []CorrigendumClearance
	Secretariat Text
}

// CorrigendumClearance is one post that signed a corrigendum off.
type CorrigendumClearance struct {
	Officer
	Date Text
}

// buildCorrigendum makes the view of a corrigendum.
func buildCorrigendum(b *builder) (any, error) {
	m, err := b.meeting()
	if err != nil {
		return nil, err
	}
	c, err := b.correction(m)
	if err != nil {
		return nil, err
	}
	b.issued = c.Date
	var life MinutesView
	b.life(&life, m.Minutes)
	about := fmt.Sprintf("meeting %s: correction %d", b.Subject, c.Number)
	b.title = b.words.say("corrigendum.title") + ": " + b.titleOf(m)
	b.reference = network.CorrigendumReference(m, c.Number)
	v := CorrigendumView{
		Head: b.head(b.titleOf(m)), Number: c.Number, Minutes: Text(m.Reference), Meeting: Text(b.notes.mark(b.titleOf(m))) + ", " + b.date(m.Start.Date()),
		ApprovedOn: life.ApprovedOn, ApprovedHow: life.ApprovedHow, ApprovedAt: life.ApprovedAt,
		Text: b.prose(c.Text, about), Reason: b.prose(c.Reason, about), RequestedBy: b.who(c.RequestedBy),
	}
	v.Version, v.Date = 0, b.date(c.Date)
	if i := slices.IndexFunc(m.Agenda, func(it network.AgendaItem) bool { return string(it.ID) == string(c.Item) }); i >= 0 {
		if !b.showsItem(m, i) {
			return nil, b.refuseItem(i)
		}
		v.Item, v.ItemTitle, v.AsApproved = i+1, b.text(m.Agenda[i].Title), b.prose(m.Agenda[i].Summary, where(b.Subject, "summary", i))
	}
	for _, leave := range c.Cleared {
		v.Cleared = append(v.Cleared, CorrigendumClearance{b.holder(leave.Post, leave.Date), b.day(leave.Date)})
	}
	if p, ok := b.party(b.net.Secretariat.ID()); ok {
		v.Secretariat = b.line(p.Short)
	}
	return v, nil
}

// correction is the correction of the request, or a refusal where there is none of that
// number.
func (b *builder) correction(m *network.Meeting) (network.Correction, error) {
	if b.Corrigendum < 1 {
		return network.Correction{}, usagef("corrigenda are numbered from 1; there is no corrigendum %d", b.Corrigendum)
	}
	var all []network.Correction
	if m.Minutes != nil {
		all = m.Minutes.Corrections
	}
	if i := slices.IndexFunc(all, func(c network.Correction) bool { return c.Number == b.Corrigendum }); i >= 0 {
		return all[i], nil
	}
	r := &network.Refusal{
		Message: fmt.Sprintf("the minutes of the meeting %q have no corrigendum %d", b.Subject, b.Corrigendum),
		Hint:    fmt.Sprintf("see what the minutes say: `unmn minutes render %s`", b.Subject),
	}
	if m.Minutes == nil {
		r.Hint = fmt.Sprintf("take the minutes first: `unmn minutes take %s`", b.Subject)
	} else if n := len(all); n > 0 {
		r.Hint = fmt.Sprintf("the last one: `unmn minutes render %s --corrigendum %d`", b.Subject, all[n-1].Number)
	}
	return network.Correction{}, r
}

// refuseItem says that an item of the agenda is not for the readers.
func (b *builder) refuseItem(i int) error {
	return &network.Refusal{
		Message: fmt.Sprintf("corrigendum %d is about item %d of the meeting %q, which is not part of an edition for %s", b.Corrigendum, i+1, b.Subject, b.For),
		Hint:    fmt.Sprintf("for the co-chairs: `unmn minutes render %s --corrigendum %d --for co-chairs`", b.Subject, b.Corrigendum),
	}
}
