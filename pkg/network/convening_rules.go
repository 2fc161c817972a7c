package network

import (
	"slices"

	"unmn/pkg/record"
)

// conveningChecks are the rules about who calls, asks for and chairs a meeting, and
// within which body it takes place. They are not for working groups, which meet as
// they like, nor for meetings that do not take place.
func conveningChecks() []record.Check[Meeting] {
	network := func(run func(e *record.Entry[Meeting], s *record.Set, report record.Reporter)) func(*record.Entry[Meeting], *record.Set, record.Reporter) {
		return func(e *record.Entry[Meeting], s *record.Set, report record.Reporter) {
			if e.Rec.Type != GroupMeeting && !e.Rec.IsOff() {
				run(e, s, report)
			}
		}
	}
	return []record.Check[Meeting]{
		advice("called-by-co-chair", "The co-chairs convene the meetings of the Network.",
			network(func(e *record.Entry[Meeting], s *record.Set, report record.Reporter) {
				n := Networks.One(s)
				if !slices.ContainsFunc(e.Rec.CalledBy, func(k record.Key) bool { return isCoChair(n, k) }) {
					report.At("called_by").Hint("add `called_by: [co-chair-iom]` with the post of a co-chair").
						Problem("it is not said which co-chair called the meeting")
				}
			})),
		advice("chaired-by-co-chair", "The co-chairs chair the meetings, or somebody they designate. The post of the one who chairs, or who designated, is named among the chairs.",
			network(func(e *record.Entry[Meeting], s *record.Set, report record.Reporter) {
				n := Networks.One(s)
				if !slices.ContainsFunc(e.Rec.Chairs, func(k record.Key) bool { return isCoChair(n, k) }) {
					report.At("chairs").Hint("add the post of the co-chair who chairs or designated the chair to `chairs`").
						Problem("no co-chair is among the chairs")
				}
			})),
		advice("host-meeting", "The Network meets within the established meetings of another body, where its network record names one. A meeting outside them is possible; the reason is what a reader will ask for.",
			network(func(e *record.Entry[Meeting], s *record.Set, report record.Reporter) {
				host := Networks.One(s).Host
				if host != nil && e.Rec.Host == nil && len(e.Rec.NoHostReason) == 0 {
					report.At("host").Hint("add `host: {body: %s}` or `no_host_reason: ...`", host.Short).
						Problem("the network meets within the meetings of %q; this one does not say so, nor why not", host.Short)
				}
			})),
		advice("notice", "Members, institutions and partners need the notice that the rules of the Network give them. A meeting that is moved gives it anew, or the notice was waived and the reason is said.",
			network(notice)),
		advice("extraordinary-reason", "An extraordinary meeting takes place because members ask for it: who asked and why is what makes it one.",
			network(func(e *record.Entry[Meeting], _ *record.Set, report record.Reporter) {
				if e.Rec.Type != Extraordinary {
					return
				}
				if len(e.Rec.RequestedBy) == 0 {
					report.At("type").Hint("add `requested_by: [ID]`").Problem("it is not said who asked for the extraordinary meeting")
				}
				if len(e.Rec.Reason) == 0 {
					report.At("type").Hint("add `reason: ...`").Problem("it is not said why the extraordinary meeting was asked for")
				}
			})),
	}
}

// notice reports a meeting to come that was moved to a day too near for the notice
// that is to be given, or whose invitation went out too late.
func notice(e *record.Entry[Meeting], s *record.Set, report record.Reporter) {
	m := e.Rec
	days := Networks.One(s).Rules.NoticeDays.Or(0)
	if m.Urgent || m.Status == Held {
		return
	}
	for i := len(m.Changes) - 1; i >= 0; i-- {
		row := m.Changes[i]
		if row.From == "" {
			continue
		}
		if start := m.Start.Date(); row.Date.AddDays(days) > start {
			report.At("start").Hint("move it to a later day, or say that the notice was waived: `unmn meeting move %s --urgent --reason REASON`", e.ID).
				Problem("the meeting was moved on %s to %s, %d days later; the notice is %d days", row.Date, start, daysBetween(row.Date, start), days)
		}
		return
	}
	if len(m.Notices) > 0 && m.Notices[0].Date.AddDays(days) > m.Start.Date() {
		report.At("notices", 0, "date").Hint("say that the notice was waived: `unmn meeting move %s --urgent --reason REASON`", e.ID).
			Problem("the invitation went out %s before the meeting; the notice is %d days", inDays(daysBetween(m.Notices[0].Date, m.Start.Date())), days)
	}
}
