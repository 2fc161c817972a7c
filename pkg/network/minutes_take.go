package network

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// TakeOptions say which notes are taken as the minutes of which meeting.
type TakeOptions struct {
	Meeting record.ID
	Notes   *Notes     // as ParseNotes gave them, problems and all
	File    string     // what the notes are called in messages
	By      record.Key // who took them; the secretary of the meeting when empty
	Date    doc.Date   // when they were first taken; the current day when empty
	Source  string     // what the minutes rest on, for the history
	Reason  string     // the user's own sentence, for the history
}

// TakeResult is what taking minutes came to, beside the change.
type TakeResult struct {
	First     bool        // the meeting had no minutes before
	Reference string      // the official reference of the minutes
	Created   []record.ID // actions that are new
	Decisions []record.ID // decisions that are new
	Told      []string    // what a person should know; nothing keeps the change from being made
	Warnings  diag.List   // lines of the notes that were perhaps meant otherwise
}

// TakeMinutes puts notes into the register: it makes the meeting held, with its
// official reference, and records attendance, summaries, positions, conclusions,
// links to decisions and the actions agreed, all in one change. Taken again, the
// notes replace what they speak of: an item without a heading in them, and the
// attendance where they say nothing of it, stay as they are. Actions are known by
// their title and never doubled; one that the notes no longer name is kept, and
// told. Translations of a text that did not change stay.
//
// The error is a diag.List with every problem of the notation and every name the
// register does not know, each at its line; a Refusal for a meeting that did not
// take place or whose minutes are approved; a record.NotFound.
func TakeMinutes(s *record.Set, today doc.Date, o TakeOptions) (*record.Change, TakeResult, error) {
	notes := *o.Notes // a plan may run again; what it reports is its own
	notes.problems = append(NoteProblems(nil), o.Notes.problems...)
	t := &taking{set: s, draft: s.Draft(), today: today, options: o, network: Networks.One(s), notes: &notes}
	if err := Meetings.Edit(t.draft, o.Meeting, t.take); err != nil {
		return nil, TakeResult{}, err
	}
	t.result.Warnings = notes.problems.In(o.File)
	t.draft.Source(o.Source)
	t.draft.Reason(o.Reason)
	t.draft.Serve("chaired-by-co-chair")
	c, err := t.draft.Change(t.subject())
	return c, t.result, err
}

// taking is one run of TakeMinutes.
type taking struct {
	set     *record.Set
	draft   *record.Draft
	today   doc.Date
	options TakeOptions
	network *Network
	notes   *Notes
	meeting *Meeting // the copy that is edited
	items   []takenItem
	parties map[string]PartyRef // names already looked up
	result  TakeResult

	issued []string // references of decisions that these minutes adopt

	newSecretary bool // the notes name another secretary than the record
}

// take edits the meeting.
func (t *taking) take(m *Meeting) error {
	if err := refuseTaking(t.options.Meeting, m); err != nil {
		return err
	}
	t.meeting = m
	t.result.First = m.Minutes == nil
	t.people()
	t.agenda()
	t.actions()
	if err := t.set.Err(); err != nil {
		return err // a party that cannot be read is not one that does not exist
	}
	if t.notes.problems.Errors() > 0 {
		return t.notes.problems.In(t.options.File)
	}
	t.hold()
	return nil
}

// refuseTaking refuses minutes of a meeting that did not take place, and to change
// minutes that are final.
func refuseTaking(id record.ID, m *Meeting) error {
	see := "see it with `unmn meeting show " + string(id) + "`"
	switch m.Status {
	case Postponed:
		return refuse("give it its new day first: `unmn meeting move "+string(id)+" --start TIME`",
			"meeting %q is postponed; it has no minutes before it takes place", id)
	case Cancelled, NotHeld:
		return refuse(see, "meeting %q is %s; it has no minutes", id, m.Status)
	}
	if m.Minutes != nil && (m.Minutes.Status == MinutesApproved || m.Minutes.Status == MinutesCorrected) {
		return refuse("see them with `unmn minutes render "+string(id)+"`",
			"the minutes of %q are approved; they cannot be taken again", id)
	}
	return nil
}

// hold makes the meeting held and its minutes a draft.
func (t *taking) hold() {
	m := t.meeting
	day := m.Start.Date()
	m.Status = Held
	if m.Reference == "" {
		m.Reference = t.reference()
	}
	t.result.Reference = m.Reference
	by := t.options.By
	if by == "" && t.newSecretary {
		by = m.Secretary
	}
	if m.Minutes != nil {
		if by != "" {
			m.Minutes.PreparedBy = by
		}
		if m.Minutes.Status == MinutesCirculated {
			t.tell("the minutes were circulated before; those who have them do not have what changed now")
		}
		return
	}
	if by == "" {
		by = m.Secretary
	}
	if by == "" {
		by = record.Key(t.network.Secretariat)
	}
	drafted := dayOr(t.options.Date, t.today)
	if drafted < day {
		drafted = day
		t.tell("the meeting is on %s, which has not come yet", longDate(day))
	}
	m.Minutes = &Minutes{Status: MinutesDraft, PreparedBy: by, DraftedOn: drafted}
}

// reference is the first official reference of the meeting's year that no minutes
// have. A meeting planned for the end of a year may have been held in the next.
func (t *taking) reference() string {
	year := t.meeting.Start.Date().Year()
	for n := 1; ; n++ {
		reference := fmt.Sprintf("%s/%d/minutes-%d", t.network.Reference, year, n)
		taken := slices.ContainsFunc([]int{year - 1, year}, func(y int) bool {
			return len(t.set.Having(Meetings.Name, strconv.Itoa(y), "reference", reference)) > 0
		})
		if !taken {
			return reference
		}
	}
}

// subject is the line of the history.
func (t *taking) subject() string {
	counts := []struct {
		number    int
		one, many string
	}{
		{t.attended(Present), "present", "present"}, {t.attended(Represented), "represented", "represented"},
		{t.count(func(i takenItem) int { return btoi(i.note.Decision != nil) }), "decision", "decisions"},
		{t.count(func(i takenItem) int { return len(i.note.Actions) }), "action", "actions"},
	}
	var words []string
	for _, c := range counts {
		switch c.number {
		case 0:
		case 1:
			words = append(words, "1 "+c.one)
		default:
			words = append(words, fmt.Sprintf("%d %s", c.number, c.many))
		}
	}
	verb := "take"
	if !t.result.First {
		verb = "take again"
	}
	subject := fmt.Sprintf("minutes %s: %s", t.options.Meeting, verb)
	if len(words) > 0 {
		subject += " (" + strings.Join(words, ", ") + ")"
	}
	return subject
}

func (t *taking) attended(how AttendanceStatus) int {
	n := 0
	for _, row := range t.meeting.Attendance {
		n += btoi(row.Status == how)
	}
	return n
}

func (t *taking) count(of func(takenItem) int) int {
	n := 0
	for _, item := range t.items {
		n += of(item)
	}
	return n
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// tell adds something a person should know.
func (t *taking) tell(format string, args ...any) {
	t.result.Told = append(t.result.Told, fmt.Sprintf(format, args...))
}

// problem reports an error at a place of the notes.
func (t *taking) problem(at NotePlace, hint, format string, args ...any) {
	t.notes.report(NoteProblem{NotePlace: at, Message: fmt.Sprintf(format, args...), Hint: hint})
}

// keepText is what a text becomes that is shown as shown and was typed as typed:
// itself where nothing changed, else what was typed, in the language that was
// shown. Its other languages then say something old, and the user is told.
func (t *taking) keepText(old doc.Text, shown, typed, what string) doc.Text {
	if typed == shown {
		return old
	}
	languages := old.Languages()
	if len(languages) == 0 || typed == "" {
		return doc.Plain(typed)
	}
	out := doc.Text{}
	for _, l := range languages {
		out[l] = old[l]
	}
	out[shownLanguage(old)] = typed
	if len(languages) > 1 {
		t.tell("%s changed in one language; look at the others: %s", what, strings.Join(languages, ", "))
	}
	return out
}

// shownLanguage is the language of doc.Text.String.
func shownLanguage(text doc.Text) string {
	if _, ok := text["en"]; ok {
		return "en"
	}
	return text.Languages()[0]
}
