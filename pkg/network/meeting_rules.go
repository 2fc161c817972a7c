package network

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"unmn/pkg/record"
)

var meetingType = record.Of(Meetings, meetingChecks, meetingColumns)

var meetingChecks = slices.Concat(
	textChecks(Meetings),
	referenceChecks(Meetings, "minutes", func(m *Meeting) string { return m.Reference }),
	meetingFormChecks(),
	conveningChecks(),
	annualChecks(),
	meetingMinutesChecks(),
	lockChecks(),
)

// meetingFormChecks are the rules about what sort of meeting it is and what its
// state needs.
func meetingFormChecks() []record.Check[Meeting] {
	return []record.Check[Meeting]{
		rule("meeting-id", "The meetings of periods and the annual meetings are found by their ids, 2026-q4 and 2026-annual, in a register of any size. An id that says something else hides the meeting, or shows another in its place.",
			meetingIDFits),
		rule("meeting-type", "The meeting of a working group is that of one group, and no other meeting is.",
			func(e *record.Entry[Meeting], _ *record.Set, report record.Reporter) {
				switch m := e.Rec; {
				case m.Type == GroupMeeting && m.Group == "":
					report.At("type").Hint("add `group: ID`").Problem("this is the meeting of a working group, and the group is not said")
				case m.Type != GroupMeeting && m.Group != "":
					report.At("group").Hint("write `type: working-group`").Problem("the meeting is of the type %s; it is not that of a working group", m.Type)
				}
			}),
		rule("period-of-meeting", whyPeriod, func(e *record.Entry[Meeting], s *record.Set, report record.Reporter) {
			if e.Rec.Type == Ordinary && e.Rec.Period == "" {
				every := Networks.One(s).Rules.MeetingEvery.Or("quarter")
				report.At("type").Hint("add `period: %s`", PeriodOf(e.Rec.Start.Date(), every)).
					Problem("an ordinary meeting is that of a period, and the period is not said")
			}
		}),
		advice("period-of-meeting", whyPeriod, outsidePeriod),
		rule("state-needs", whyStates, meetingStateNeeds),
		rule("dates-in-order", whyDates, meetingDates),
		rule("web-address", whyWebAddress, func(e *record.Entry[Meeting], _ *record.Set, report record.Reporter) {
			notLink(report.At("join_url"), e.Rec.JoinURL)
		}),
		rule("invitation-row", "A row says who is invited: one party of the register, or how many guests of a class.",
			func(e *record.Entry[Meeting], _ *record.Set, report record.Reporter) {
				for i, row := range e.Rec.Invited {
					if guests := row.Class != "" || row.Number != 0; guests == (row.Party != "") || guests && (row.Class == "" || row.Number == 0) {
						report.At("invited", i).Hint("write `{party: iom}` or `{class: ngo, number: 2}`").
							Problem("a row names either a party, or a class of guests and their number")
					}
				}
			}),
	}
}

const whyPeriod = "The Network meets at least once in every period. Which period a meeting answers for is said by the meeting; a meeting that was moved still answers for the period it was planned for."

// periodID is the form of the ids of the meetings of periods.
var periodID = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[0-9]{4}(-[qhm][0-9]{1,2})?(-[0-9]+)?$`) })

func meetingIDFits(e *record.Entry[Meeting], _ *record.Set, report record.Reporter) {
	id, m := string(e.ID), e.Rec
	at := report.At("type")
	switch m.Type {
	case Ordinary:
		want := string(m.Period.ID())
		if rest, ok := strings.CutPrefix(id, want); want != "" && (!ok || rest != "" && !isAnother(rest)) {
			at.Hint("move it with `git mv %s %s`", Meetings.PathOf(e.ID), Meetings.PathOf(record.ID(want))).
				Problem("the ordinary meeting of %s has the id %q, not %q", m.Period, want, id)
		}
	case Annual:
		if !annualID().MatchString(id) {
			want := record.ID(e.ID.Year() + "-annual")
			at.Hint("move it with `git mv %s %s`", Meetings.PathOf(e.ID), Meetings.PathOf(want)).
				Problem("an annual meeting has an id such as %q, not %q", want, id)
		}
	default:
		if annualID().MatchString(id) || periodID().MatchString(id) {
			at.Problem("%q is the id of an ordinary or an annual meeting; this one is of the type %s", id, m.Type)
		}
	}
}

// isAnother reports the end of an id that was taken: "-2".
func isAnother(rest string) bool {
	number, ok := strings.CutPrefix(rest, "-")
	return ok && number != "" && strings.Trim(number, "0123456789") == ""
}

func outsidePeriod(e *record.Entry[Meeting], s *record.Set, report record.Reporter) {
	m := e.Rec
	every := Networks.One(s).Rules.MeetingEvery.Or("quarter")
	if m.Type == Annual {
		every = "year"
	}
	if m.Period == "" || m.Type != Ordinary && m.Type != Annual || m.IsOff() {
		return
	}
	if want := PeriodOf(m.Start.Date(), every); m.Period != want {
		report.At("period").Problem("the meeting begins on %s, in %s; its period is %s", m.Start.Date(), want, m.Period)
	}
}

func meetingStateNeeds(e *record.Entry[Meeting], _ *record.Set, report record.Reporter) {
	m := e.Rec
	state := string(m.Status)
	lacks(report, m.IsOff() && len(m.Reason) == 0 && len(lastChange(m).Reason) == 0, state, "reason: ...", "the reason is not said")
	if m.Urgent && len(m.Reason) == 0 {
		report.At("urgent").Hint("add `reason: ...`").Problem("the notice was waived, and the reason is not said")
	}
	if m.Status != Held {
		surplus(report, m.Minutes != nil, "minutes", state)
		surplus(report, m.Reference != "", "reference", state)
		return
	}
	if m.Minutes == nil {
		report.At("status").Hint("`unmn minutes take %s`", e.ID).Problem("the status is held, but there are no minutes")
	}
	if len(m.Attendance) == 0 {
		report.At("status").Hint("`unmn meeting attend %s iom=present`", e.ID).Problem("the status is held, but it is not said who was there")
	}
	if m.Minutes != nil {
		minutesStateNeeds(m.Minutes, report)
		circulationNeeds(m.Minutes, report)
	}
}

// lastChange is how a meeting came to stand where it stands, the zero value where
// nothing says so.
func lastChange(m *Meeting) MeetingChange {
	if n := len(m.Changes); n > 0 && m.Changes[n-1].Status == m.Status {
		return m.Changes[n-1]
	}
	return MeetingChange{}
}

// minutesStateNeeds is state-needs for the minutes of a meeting.
func minutesStateNeeds(m *Minutes, report record.Reporter) {
	final := m.Status == MinutesApproved || m.Status == MinutesCorrected
	at := report.At("minutes", "status")
	switch {
	case final && m.Approved == nil:
		at.Hint("add `approved: {date: ..., how: ...}` to the minutes").Problem("the minutes are %s, but it is not said when and how they were approved", m.Status)
	case !final && m.Approved != nil:
		at.Hint("write `status: approved`").Problem("the minutes were approved on %s, and their status is %s", m.Approved.Date, m.Status)
	case m.Status == MinutesCorrected && len(m.Corrections) == 0:
		at.Problem("the minutes are corrected, but there is no correction")
	case m.Status != MinutesCorrected && len(m.Corrections) > 0:
		at.Hint("write `status: corrected`").Problem("the minutes have corrections, and their status is %s", m.Status)
	}
	if m.Approved != nil && m.Approved.How == "next-meeting" && m.Approved.Meeting == "" {
		report.At("minutes", "approved").Hint("add `meeting: ID`").Problem("the minutes were approved at a meeting, and it is not said at which")
	}
}

// circulationNeeds is state-needs for the circulation of minutes.
func circulationNeeds(m *Minutes, report record.Reporter) {
	at := report.At("minutes", "status")
	switch {
	case m.Status == MinutesCirculated && len(m.Circulated) == 0:
		at.Hint("add `circulated: [{date: ..., channel: e-mail, to: [...]}]` to the minutes").Problem("the minutes are circulated, but it is not said when and to whom")
	case m.Status == MinutesDraft && len(m.Circulated) > 0:
		at.Hint("write `status: circulated`").Problem("the minutes were circulated on %s, and their status is draft", m.Circulated[0].Date)
	}
}

func meetingDates(e *record.Entry[Meeting], _ *record.Set, report record.Reporter) {
	m := e.Rec
	if m.End != "" && m.End < m.Start {
		report.At("end").Problem("the meeting ends at %s, before it begins (%s)", m.End, m.Start)
	}
	for i := 1; i < len(m.Changes); i++ {
		inOrder(report.At("changes", i, "date"), m.Changes[i-1].Date, m.Changes[i].Date, "the change", "the one above it")
	}
	for i, a := range m.Attendance {
		if a.From != "" && a.Until != "" && a.Until < a.From {
			report.At("attendance", i, "until").Problem("%q left at %s, before it arrived (%s)", a.Party, a.Until, a.From)
		}
	}
	if m.Minutes == nil {
		return
	}
	drafted := m.Minutes.DraftedOn
	inOrder(report.At("minutes", "comments_until"), drafted, m.Minutes.CommentsUntil, "the last day for comments", "the day of the draft")
	for i := 1; i < len(m.Minutes.Circulated); i++ {
		inOrder(report.At("minutes", "circulated", i, "date"), m.Minutes.Circulated[i-1].Date, m.Minutes.Circulated[i].Date, "the circulation", "the one above it")
	}
	for i := 1; i < len(m.Notices); i++ {
		inOrder(report.At("notices", i, "date"), m.Notices[i-1].Date, m.Notices[i].Date, "the notice", "the one above it")
	}
	if m.Minutes.Approved == nil {
		return
	}
	for i, c := range m.Minutes.Corrections {
		inOrder(report.At("minutes", "corrections", i, "date"), m.Minutes.Approved.Date, c.Date, "the day of the correction", "the approval")
		if c.Number != i+1 {
			report.At("minutes", "corrections", i, "number").Problem("corrections are numbered from 1 in their order; this is the %d. and has the number %d", i+1, c.Number)
		}
	}
}
