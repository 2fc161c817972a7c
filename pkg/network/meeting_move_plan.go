package network

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// MoveOptions say what becomes of the time and place of a meeting.
type MoveOptions struct {
	ID record.ID
	// To has the new Start, End, Timezone, Place, Mode and JoinURL; what is empty
	// stays, save that an end moves with the start. CalledBy names the co-chairs who
	// call a meeting that members have asked for; Urgent waives the notice.
	To       Meeting
	Postpone bool     // it has no new time yet
	Reason   doc.Text // why; needed once it is convened, to postpone it, and for an urgent one
	Date     doc.Date // when that was settled; the current day when empty
}

// MoveResult is what moving a meeting came to, beside the change.
type MoveResult struct {
	AskedAgain []PartyRef // they had answered the invitation for another time
	Invited    []PartyRef // members on the new day that were not invited
}

// MoveMeeting gives a meeting that is to come another time or place, puts it off
// without a new time, or gives a postponed one its new time. The sequence for
// calendars counts up; who had answered for another time is asked again, and who is
// a member on the new day is invited as well. It refuses a meeting that was held or
// called off, and what would change nothing.
func MoveMeeting(s *record.Set, today doc.Date, o MoveOptions) (*record.Change, MoveResult, error) {
	d := s.Draft()
	mv := &moving{draft: d, options: o, day: dayOr(o.Date, today)}
	if err := Meetings.Edit(d, o.ID, mv.move); err != nil {
		return nil, MoveResult{}, err
	}
	c, err := d.Change("meeting " + string(o.ID) + ": " + strings.Join(mv.words, ", "))
	return c, mv.result, err
}

// moving is one run of MoveMeeting.
type moving struct {
	draft   *record.Draft
	options MoveOptions
	day     doc.Date
	words   []string // what happens, for the subject
	result  MoveResult
}

func (mv *moving) move(m *Meeting) error {
	if err := mv.allowed(m); err != nil {
		return err
	}
	if err := afterLast(m, mv.options.ID, mv.day); err != nil {
		return err
	}
	was := *m
	switch {
	case mv.options.Postpone:
		m.Status = Postponed
		mv.words = append(mv.words, "postpone")
	default:
		mv.place(m, &was)
	}
	changed := len(mv.words) > 0
	mv.call(m)
	if len(mv.words) == 0 {
		return refuse("give a new `--start`, `--place` or `--mode`, or `--postpone`", "meeting %q is %s for %s, as it was", mv.options.ID, m.Status, moment(m.Start))
	}
	if changed {
		mv.record(m, &was)
	}
	return nil
}

// allowed says what is missing for the step.
func (mv *moving) allowed(m *Meeting) error {
	o := mv.options
	if o.Postpone {
		if o.To.Start != "" || o.To.End != "" {
			return usage("a meeting that is postponed has no time: leave out --postpone or --start and --end")
		}
		if err := step(Meetings, o.ID, m.Status, Postponed); err != nil {
			return err
		}
		return needs("a meeting that is postponed", need{len(o.Reason) == 0, "the reason (--reason)"})
	}
	if isOver(m) {
		return refuse("see it with `unmn meeting show "+string(o.ID)+"`", "meeting %q is %s; it cannot be moved", o.ID, m.Status)
	}
	if start := cmp.Or(o.To.Start, m.Start); o.To.Start != "" && start.Date() < mv.day {
		return usage("the meeting cannot be moved on %s to %s, which was before; say with --date when it was moved", mv.day, start.Date())
	}
	return needs("moving the meeting",
		need{m.Status == Postponed && o.To.Start == "", "its new day and time (--start): it is postponed"},
		need{m.Status == Convened && len(o.Reason) == 0, "the reason (--reason): the invitation has gone out"},
		need{o.To.Urgent && len(o.Reason) == 0 && len(m.Reason) == 0, "the reason for the urgency (--reason)"},
	)
}

// place puts the new time and place.
func (mv *moving) place(m, was *Meeting) {
	to := mv.options.To
	say := func(words string) { mv.words = append(mv.words, words) }
	if to.Start != "" && (to.Start != was.Start || was.Status == Postponed) {
		say("move to " + moment(to.Start))
		m.Start, m.End = to.Start, shifted(was.Start, was.End, to.Start)
	}
	if was.Status == Postponed {
		m.Status = Planned
	}
	if to.End != "" && to.End != m.End {
		if to.Start == "" {
			say("end at " + to.End.Clock())
		}
		m.End = to.End
	}
	if len(to.Place) > 0 && to.Place.String() != was.Place.String() {
		say("at " + to.Place.OneLine())
		m.Place = to.Place
	}
	if differs(&m.Mode, to.Mode) {
		say(string(to.Mode))
	}
	if differs(&m.JoinURL, to.JoinURL) {
		say("new link to join")
	}
	if differs(&m.Timezone, to.Timezone) {
		say("times of " + string(to.Timezone))
	}
}

// differs puts a value that is given and another than there is.
func differs[S ~string](have *S, want S) bool {
	if want == "" || want == *have {
		return false
	}
	*have = want
	return true
}

// call records who calls the meeting and that its notice is waived; neither changes
// what the invitation says of time and place.
func (mv *moving) call(m *Meeting) {
	to := mv.options.To
	if len(to.CalledBy) > 0 && !slices.Equal(to.CalledBy, m.CalledBy) {
		mv.words = append(mv.words, "called by "+few(idTexts(to.CalledBy)))
		m.CalledBy = to.CalledBy
		mv.draft.Serve("called-by-co-chair")
	}
	if to.Urgent && !m.Urgent {
		mv.words = append(mv.words, "notice waived")
		m.Urgent = true
		if len(m.Reason) == 0 {
			m.Reason = mv.options.Reason
		}
	}
}

// record keeps what was planned until now, and what follows from the change for
// those who are invited.
func (mv *moving) record(m, was *Meeting) {
	mv.draft.Serve("notice")
	row := MeetingChange{Date: mv.day, Status: m.Status, Reason: mv.options.Reason}
	if m.Place.String() != was.Place.String() {
		row.FromPlace = was.Place
	}
	moved := m.Start != was.Start || m.End != was.End || m.Timezone != was.Timezone
	if m.Start != was.Start {
		row.From = was.Start
	}
	m.Changes = append(m.Changes, row)
	m.Sequence++
	if !moved {
		return
	}
	for i := range m.Invited {
		if row := &m.Invited[i]; row.Party != "" && row.RSVP != "" && row.RSVP != needsAction {
			row.RSVP, row.AnsweredOn = needsAction, ""
			mv.result.AskedAgain = append(mv.result.AskedAgain, row.Party)
		}
	}
	for _, row := range invitedByRight(mv.draft, m) {
		if invitationOf(m, row.Party) == nil {
			row.Role, row.RSVP = capacityOf(mv.draft, row.Party), needsAction
			m.Invited = append(m.Invited, row)
			mv.result.Invited = append(mv.result.Invited, row.Party)
		}
	}
}

// afterLast refuses a change of the meeting from before the last one.
func afterLast(m *Meeting, id record.ID, day doc.Date) error {
	if n := len(m.Changes); n > 0 && day < m.Changes[n-1].Date {
		return refuse("give that day or a later one with `--date`", "meeting %q was changed last on %s; this cannot be of %s", id, m.Changes[n-1].Date, day)
	}
	return nil
}

// needsAction is the answer of who has not answered an invitation.
const needsAction RSVP = "needs-action"

// shifted is an end that keeps its distance from a start that moved.
func shifted(start, end, to doc.LocalTime) doc.LocalTime {
	if end == "" || start == to {
		return end
	}
	moved := to.In(time.UTC).Add(end.In(time.UTC).Sub(start.In(time.UTC)))
	return doc.LocalTime(moved.Format("2006-01-02T15:04"))
}

// moment is a day and hour as sentences have them, "3 December 2026, 10:00".
func moment(t doc.LocalTime) string { return longDate(t.Date()) + ", " + t.Clock() }
