package network

import (
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

func minutesObligations() []Obligation {
	return []Obligation{
		{Rule: "minutes-circulated", Run: minutesCirculated, Kinds: []string{Meetings.Name}, Params: []string{"minutes_draft_days"},
			Why: "Minutes are sent to every member within the working days that the rules give: what comes months later is not read."},
		{Rule: "minutes-approved", Run: minutesApproved, Kinds: []string{Meetings.Name}, Params: []string{"minutes_approval", "minutes_comment_days"},
			Why: "Minutes that were sent out are approved, as the rules have it: by the next meeting, or because nobody objected in time."},
	}
}

// minutesCirculated asks for the minutes of every meeting whose day has come, also
// where nobody has recorded yet that it was held.
func minutesCirculated(w *Watch, tell func(Finding)) {
	for _, e := range w.meetings() {
		m := e.Rec
		day := m.Start.Date()
		if m.IsOff() || day > w.Day {
			continue
		}
		f := Finding{
			For: string(recordRef(Meetings.Name, e.ID)), What: "the minutes of " + titleOfMeeting(e) + ", sent to members", Of: day,
			Due: MinutesDue(w.Network, m), Evidence: []record.AnyRef{recordRef(Meetings.Name, e.ID)},
		}
		if m.Minutes == nil {
			f.Standing, f.Why, f.Command = w.open(f.Due), "the minutes were not taken", "unmn minutes take "+string(e.ID)
			tell(f)
			continue
		}
		f.Command = "unmn minutes circulate " + string(e.ID)
		var sends []sending
		for _, c := range m.Minutes.Circulated {
			sends = append(sends, sending{c.Date, c.To})
		}
		if f = w.bySending(f, sends, day); f.Standing != Met && f.Standing != MetLate && len(sends) > 0 {
			f.Command += " --again"
		}
		tell(f)
	}
}

// minutesApproved asks for the approval of minutes that were sent out.
func minutesApproved(w *Watch, tell func(Finding)) {
	for i, e := range w.meetings() {
		m := e.Rec
		if m.Minutes == nil || len(m.Minutes.Circulated) == 0 && m.Minutes.Approved == nil {
			continue
		}
		due, at := w.approval(i)
		f := Finding{
			For: string(recordRef(Meetings.Name, e.ID)), What: "the approval of the minutes of " + titleOfMeeting(e), Of: m.Start.Date(),
			Due: due, Evidence: []record.AnyRef{recordRef(Meetings.Name, e.ID)},
		}
		switch a := m.Minutes.Approved; {
		case a == nil || a.Date > w.Day:
			f.Standing, f.Command = w.open(f.Due), "unmn minutes approve "+string(e.ID)+at
		default:
			f.Standing, f.On = metOn(a.Date, f.Due), a.Date
		}
		tell(f)
	}
}

// approval is the day by which the minutes of a meeting of the watch are to be approved,
// and what the command adds where a meeting approves them: the next one, of which there
// is to be one in the next period. Otherwise it is the end of the time for comments.
func (w *Watch) approval(at int) (due doc.Date, there string) {
	m := w.meetings()[at].Rec
	rules := w.Network.Rules
	if rules.MinutesApproval.Or(ByNextMeeting) == ByNoObjection {
		if m.Minutes.CommentsUntil != "" || len(m.Minutes.Circulated) == 0 {
			return m.Minutes.CommentsUntil, ""
		}
		return commentsEnd(w.Network, m.Minutes.Circulated[0].Date), ""
	}
	for _, next := range w.meetings()[at+1:] {
		if !next.Rec.IsOff() && (next.Rec.Type == Ordinary || next.Rec.Type == Annual) {
			return next.Rec.Start.Date(), " --at " + string(next.ID)
		}
	}
	every := rules.MeetingEvery.Or("quarter")
	return stretchOf(every, stretchOf(every, m.Start.Date()).last.AddDays(1)).last, " --at MEETING"
}
