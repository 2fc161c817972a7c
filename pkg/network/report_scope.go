package network

import (
	"cmp"
	"iter"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// What reports say is counted here, in files whose names begin with report: each
// figure by one pure function, over the records as they stood on the last day of
// what the report is about. Documents and tables lay out what they are given and
// count nothing.

// A ReportScope says what a report is about: which days, and for whose eyes.
type ReportScope struct {
	Since, Until doc.Date // the first and the last day, both included
	// Day is the current one. A report of days that are over stands on its last day,
	// so that it reads the same whenever it is made; one of days that are not, on this.
	Day doc.Date
	// For are the readers; the members unless said. What they may not see is not
	// counted either, save how many members there are, which tells of nobody.
	For Visibility
}

// Stands is the day on which things are reported to stand.
func (s ReportScope) Stands() doc.Date {
	if s.Day == "" {
		return s.Until
	}
	return min(s.Until, s.Day)
}

// holds reports a day that the report is about.
func (s ReportScope) holds(day doc.Date) bool {
	return day != "" && s.Since <= day && day <= s.Stands()
}

// shows reports whether the readers may see a record.
func (s ReportScope) shows(own Visibility) bool { return s.For.MayRead(own) }

// showsParty reports whether the readers may see a party's name: one whose record
// says nothing is shown in documents about what it took part in.
func (s ReportScope) showsParty(own Visibility) bool { return own == "" || s.shows(own) }

// showsRef reports whether the readers may see the party of a reference.
func (s ReportScope) showsRef(r record.Reader, party PartyRef) bool {
	if e, ok := Members.Get(r, party.ID()); ok {
		return s.showsParty(e.Rec.Visibility)
	}
	e, ok := Partners.Get(r, party.ID())
	return !ok || s.showsParty(e.Rec.Visibility)
}

// standing are the records of a kind as they stood on a day, in the order of their
// ids, without those that were not there. What cannot be read the set tells.
func standing[T any](s *record.Set, k *record.Kind[T], day doc.Date) iter.Seq2[record.ID, *T] {
	return func(yield func(record.ID, *T) bool) {
		for _, item := range s.Items(k.Name) {
			item, there := OnDay(item, day)
			if there && !yield(item.ID, item.Rec().(*T)) {
				return
			}
		}
	}
}

// wasMember reports whether an entity belonged to the Network on a day, active or not.
func wasMember(m *Member, day doc.Date) bool {
	if m.Status == ExpressedInterest || m.Status == Ended && m.Until == "" {
		return false
	}
	return m.Since <= day && (m.Until == "" || day <= m.Until)
}

// membersOn counts the members of the Network on a day.
func membersOn(s *record.Set, day doc.Date) int {
	n := 0
	for e := range Members.All(s) {
		if wasMember(e.Rec, day) {
			n++
		}
	}
	return n
}

// Seat is where a party comes in lists of who took part: the co-chairs, the
// Government, members, partners, the secretariat.
type Seat int

// The seats in their order.
const (
	CoChairSeat Seat = iota
	GovernmentSeat
	MemberSeat
	PartnerSeat
	SecretariatSeat
)

// SeatOf is the seat of a party on a day.
func SeatOf(n *Network, party PartyRef, p *Party, member bool, day doc.Date) Seat {
	switch {
	case holdsCoChair(n, party, p, member, day):
		return CoChairSeat
	case !member && p.Class == Government:
		return GovernmentSeat
	case !member:
		return PartnerSeat
	case party == PartyRef(n.Secretariat):
		return SecretariatSeat
	}
	return MemberSeat
}

// holdsCoChair reports whether a party has a co-chair's post, or its holder, on a day.
func holdsCoChair(n *Network, party PartyRef, p *Party, member bool, day doc.Date) bool {
	for _, post := range n.Posts {
		if post.CoChair && member && PartyRef(post.Member) == party {
			return true
		}
	}
	for _, r := range p.Representatives {
		if isCoChair(n, r.Post) && r.InOffice(day) {
			return true
		}
	}
	return false
}

// byDay compares days, none last.
func byDay(a, b doc.Date) int {
	if (a == "") != (b == "") {
		return -cmp.Compare(a, b)
	}
	return cmp.Compare(a, b)
}
