package network

import (
	"cmp"
	"fmt"
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

func meetingObligations() []Obligation {
	return []Obligation{
		{Rule: "meeting-in-period", Run: meetingInPeriod, Kinds: []string{Meetings.Name},
			Params: []string{"meeting_every", "annual_counts", "extraordinary_counts"},
			Why:    "The Network meets at least once in every period of its rhythm. A meeting that was held when its period was over answers for it late."},
		{Rule: "annual-meeting", Run: annualMeeting, Kinds: []string{Meetings.Name},
			Why: "There is at least one annual meeting in each calendar year."},
		{Rule: "request-answered", Promised: true, Run: requestAnswered, Kinds: []string{Meetings.Name},
			Why: "Members may ask for a meeting: the co-chairs call it, or answer, by the day that was asked for."},
		{Rule: "invitation-sent", Run: invitationSent, Kinds: []string{Meetings.Name}, Params: []string{"notice_days"},
			Why: "The invitation reaches every member the notice before the meeting that the rules give, unless the notice was waived with a reason."},
		{Rule: "interaction", Run: interaction, Kinds: []string{Meetings.Name}, Params: []string{"meeting_every"},
			Why: "Members exchange in every period: what they did together is counted and shown."},
	}
}

// meetings are the meetings of the years asked about and of those beside them, in the
// order of time; those of working groups are not the Network's.
func (w *Watch) meetings() []*record.Entry[Meeting] {
	if w.held != nil || w.From == "" {
		return w.held
	}
	w.held = []*record.Entry[Meeting]{}
	for year := w.From.Year() - 1; year <= w.To.Year()+1; year++ {
		for e := range Meetings.WithPrefix(w.Set, yearText(year)) {
			if e.Rec.Type != GroupMeeting {
				w.held = append(w.held, e)
			}
		}
	}
	slices.SortStableFunc(w.held, func(a, b *record.Entry[Meeting]) int { return cmp.Compare(a.Rec.Start, b.Rec.Start) })
	return w.held
}

// wasHeld reports a meeting that took place by the day of the watch.
func (w *Watch) wasHeld(m *Meeting) bool { return m.Status == Held && m.Start.Date() <= w.Day }

func meetingInPeriod(w *Watch, tell func(Finding)) {
	every := w.Network.Rules.MeetingEvery.Or("quarter")
	for _, p := range stretchesOf(every, w.From, w.To) {
		word := "--period "
		if every == "quarter" {
			word = "--quarter "
		}
		f := w.in(p, "the meeting of")
		f.Command = "unmn meeting new " + word + string(p.period) + " --start TIME"
		tell(w.byMeeting(f, func(m *Meeting) bool { return answersFor(w.Network, m, p.period, every) }))
	}
}

// answersFor reports a meeting that is the one of a period.
func answersFor(n *Network, m *Meeting, period Period, every Every) bool {
	within := PeriodOf(m.Start.Date(), every) == period
	switch m.Type {
	case Ordinary:
		return m.Period == period || m.Period == "" && within
	case Annual:
		return n.Rules.AnnualCounts.Or(true) && within
	}
	return n.Rules.ExtraordinaryCounts.Or(false) && within
}

// byMeeting completes a finding that a meeting of a sort meets by being held: the first
// that was, else the one that is planned.
func (w *Watch) byMeeting(f Finding, fits func(*Meeting) bool) Finding {
	f.Standing = w.open(f.Due)
	planned := false
	for _, e := range w.meetings() {
		m := e.Rec
		switch {
		case !fits(m):
		case w.wasHeld(m):
			f.On, f.Evidence, f.Why, f.Command = m.Start.Date(), []record.AnyRef{recordRef(Meetings.Name, e.ID)}, "", ""
			f.Standing = metOn(f.On, f.Due)
			return f
		case !m.IsOff() && !planned:
			planned = true
			f.Evidence = []record.AnyRef{recordRef(Meetings.Name, e.ID)}
			f.Why, f.Command = "planned for "+longDate(m.Start.Date()), "unmn minutes take "+string(e.ID)
		case m.IsOff() && !planned:
			f.Evidence = append(f.Evidence, recordRef(Meetings.Name, e.ID))
			f.Why = string(e.ID) + " is " + string(m.Status)
			if m.Status == Postponed {
				f.Command = "unmn meeting move " + string(e.ID) + " --start TIME"
			}
		}
	}
	if f.Why == "" {
		f.Why = "no meeting is planned"
	}
	return f
}

func annualMeeting(w *Watch, tell func(Finding)) {
	for _, p := range stretchesOf("year", w.From, w.To) {
		f := w.in(p, "the annual meeting of")
		f.Command = "unmn meeting new --type annual --start TIME"
		tell(w.byMeeting(f, func(m *Meeting) bool {
			return m.Type == Annual && cmp.Or(m.Period, PeriodOf(m.Start.Date(), "year")) == p.period
		}))
	}
}

func requestAnswered(w *Watch, tell func(Finding)) {
	for _, e := range w.meetings() {
		m := e.Rec
		if m.RequestedOn == "" || m.RequestedOn > w.Day {
			continue
		}
		f := Finding{
			For: string(recordRef(Meetings.Name, e.ID)), What: "an answer to the request for " + titleOfMeeting(e), Of: m.RequestedOn, Due: m.Start.Date(),
			Evidence: []record.AnyRef{recordRef(Meetings.Name, e.ID)}, Standing: Met, On: m.Start.Date(),
		}
		if m.Status == Planned && len(m.CalledBy) == 0 {
			f.Standing, f.On, f.Command = w.open(f.Due), "", "unmn meeting move "+string(e.ID)+" --called-by POSTS"
			f.Why = "the co-chairs have neither called it nor answered"
		}
		tell(f)
	}
}

func invitationSent(w *Watch, tell func(Finding)) {
	notice := w.Network.Rules.NoticeDays.Or(0)
	for _, e := range w.meetings() {
		m := e.Rec
		day := m.Start.Date()
		if m.IsOff() {
			continue
		}
		f := Finding{
			For: string(recordRef(Meetings.Name, e.ID)), What: "the invitation to " + titleOfMeeting(e), Of: day, Due: day.AddDays(-notice),
			Evidence: []record.AnyRef{recordRef(Meetings.Name, e.ID)}, Command: "unmn meeting convene " + string(e.ID),
		}
		var sends []sending
		for _, n := range m.Notices {
			sends = append(sends, sending{n.Date, n.To})
		}
		f = w.bySending(f, sends, day)
		if f.Standing != Met && m.Urgent {
			f.Standing, f.Why, f.Command = Waived, m.Reason.OneLine(), ""
		}
		if f.Standing != Met && f.Standing != MetLate && day < w.Day || m.Status == Held {
			f.Command = "" // nobody is invited to what is over
		}
		tell(f)
	}
}

// interaction counts what members did together in a period.
func interaction(w *Watch, tell func(Finding)) {
	for _, p := range stretchesOf(w.Network.Rules.MeetingEvery.Or("quarter"), w.From, w.To) {
		f := w.in(p, "exchange between members in")
		meetings, sent := 0, 0
		for _, e := range w.meetings() {
			if on := e.Rec.Start.Date(); w.wasHeld(e.Rec) && p.first <= on && on <= p.last {
				meetings++
				f.Evidence = append(f.Evidence, recordRef(Meetings.Name, e.ID))
			}
			if e.Rec.Minutes == nil {
				continue
			}
			for _, c := range e.Rec.Minutes.Circulated {
				if p.first <= c.Date && c.Date <= min(p.last, w.Day) {
					sent++
				}
			}
		}
		f.Why = fmt.Sprintf("meetings: %d, minutes sent: %d", meetings, sent)
		f.Standing = Met
		if meetings+sent == 0 {
			f.Standing = w.open(f.Due)
		}
		tell(f)
	}
}

// titleOfMeeting names a meeting in a sentence.
func titleOfMeeting(e *record.Entry[Meeting]) string { return "meeting " + string(e.ID) }

// A sending is something that went out to parties on a day.
type sending struct {
	date doc.Date
	to   []PartyRef
}

// bySending completes a finding that is met once everybody who was a member on a day
// had been sent it.
func (w *Watch) bySending(f Finding, sends []sending, members doc.Date) Finding {
	var missing []PartyRef
	for e := range Members.All(w.Set) {
		if e.Rec.ActiveOn(members) {
			missing = append(missing, PartyRef(e.ID))
		}
	}
	began := false
	for _, s := range sends {
		if s.date > w.Day {
			continue
		}
		began, f.On = true, s.date
		missing = slices.DeleteFunc(missing, func(p PartyRef) bool { return len(s.to) == 0 || slices.Contains(s.to, p) })
		if len(missing) == 0 {
			break
		}
	}
	switch {
	case !began:
		f.Standing, f.Why = w.open(f.Due), "nothing says that it was sent"
	case len(missing) > 0:
		f.Standing, f.On, f.Why = w.open(f.Due), "", "it did not go to "+quotedList(missing)
	default:
		f.Standing, f.Command = metOn(f.On, f.Due), ""
	}
	return f
}
