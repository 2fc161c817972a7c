package network

import (
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

func circulationObligations() []Obligation {
	return []Obligation{{
		Rule: "member-list-shared", Run: memberListShared, Kinds: []string{Circulations.Name, Members.Name}, Params: []string{"member_list_share"},
		Why: "The member list is shared with every member in every period, and again in the current one when it has changed since.",
	}}
}

// theMemberList is the document that is shared.
const theMemberList record.ID = "member-list"

func memberListShared(w *Watch, tell func(Finding)) {
	changed := w.memberListChanged()
	for _, p := range stretchesOf(w.Network.Rules.MemberListShare.Or("quarter"), w.From, w.asOf()) {
		f := w.in(p, "the member list shared in")
		f.Command = "unmn circulation new " + string(theMemberList)
		var sends []sending
		for year := p.first.Year(); year <= p.last.Year(); year++ {
			for e := range Circulations.WithPrefix(w.Set, yearText(year)) {
				c := e.Rec
				if c.Direction != WentOut || c.Document != theMemberList || c.Date < p.first || c.Date > p.last {
					continue
				}
				s := sending{date: c.Date}
				for _, to := range c.To {
					s.to = append(s.to, to.Party)
				}
				sends, f.Evidence = append(sends, s), append(f.Evidence, recordRef(Circulations.Name, e.ID))
			}
		}
		if f = w.bySending(f, sends, min(p.last, w.asOf())); f.Standing == Met && p.last >= w.Day && f.On < changed {
			f.Standing, f.On, f.Why = StillDue, "", "it changed on "+longDate(changed)
			f.Command = "unmn circulation new " + string(theMemberList)
		}
		tell(f)
	}
}

// memberListChanged is the last day, up to that of the watch, on which a member or one of
// its people came or went.
func (w *Watch) memberListChanged() doc.Date {
	var last doc.Date
	see := func(days ...doc.Date) {
		for _, day := range days {
			if day <= w.asOf() {
				last = max(last, day)
			}
		}
	}
	for e := range Members.All(w.Set) {
		see(e.Rec.Since, e.Rec.Until)
		for _, r := range e.Rec.Representatives {
			see(r.Since, r.Until)
		}
	}
	return last
}
