package network

import (
	"fmt"
	"slices"
	"testing"

	"unmn/pkg/doc"
)

func TestWaitingOn(t *testing.T) {
	s := planSet(t, map[string]string{
		"meetings/2026/2026-q3.yaml": planFiles["meetings/2026/2026-q3.yaml"][:len(planFiles["meetings/2026/2026-q3.yaml"])-len("draft\n")] +
			"circulated\n  circulated:\n    - {date: \"2026-11-16\", channel: e-mail, to: [iom, undp]}\n  comments_until: \"2026-11-20\"\n  comments:\n    - {number: 1, party: iom, date: \"2026-11-18\", text: Good}\n",
		"meetings/2026/2026-q4.yaml": "type: ordinary\nstatus: convened\nperiod: 2026-Q4\nstart: 2026-12-03T10:00\n" +
			"invited:\n  - {party: iom, rsvp: declined, answered_on: \"2026-11-17\"}\n  - {party: undp}\n  - {party: scrm, rsvp: needs-action}\n  - {class: ngo, number: 2}\nreminders: [{party: undp, date: \"2026-11-23\"}]\nnotices:\n  - {date: \"2026-11-16\", channel: e-mail, to: [iom, undp, scrm]}\n",
		"members/undp.yaml": planFiles["members/undp.yaml"] + "confirmed_on: \"2026-07-02\"\n",
	})
	for _, tt := range []struct {
		day    doc.Date
		within int
		want   []string
	}{
		{"2026-06-30", 0, []string{"iom confirmation 2026-06-30 due []", "undp confirmation 2026-06-30 due []", "who confirmation 2026-06-30 due []"}},
		{"2026-11-18", 14, []string{"iom action 2026-10-01 overdue []", "undp comment 2026-11-20 has not answered []",
			"scrm rsvp 2026-12-03T10:00 has not answered []", "undp rsvp 2026-12-03T10:00 has not answered []"}},
		{"2026-12-03", 28, []string{"iom action 2026-10-01 overdue []", "scrm rsvp 2026-12-03T10:00 has not answered []",
			"undp rsvp 2026-12-03T10:00 has not answered [2026-11-23]", "iom confirmation 2026-12-31 due []"}},
		{"2026-12-04", 14, []string{"iom action 2026-10-01 overdue []"}},
	} {
		var got []string
		for _, w := range WaitingOn(s, WaitingOptions{Day: tt.day, Within: tt.within}) {
			if w.What == ForAction && tt.day < "2026-07-01" {
				continue // nothing says when it was settled
			}
			got = append(got, fmt.Sprintf("%s %s %s %s %s", w.Party, w.What, w.Until, w.State, w.Reminders))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.day, got, tt.want)
		}
	}
	c, err := RemindAll(s, planToday, RemindAllOptions{Within: 60})
	next := planned(t, s, c, err)
	wantSubject(t, c, "remind IOM, SCRM, UNDP of what waits for them (4 things)")
	again, err := RemindAll(next, planToday, RemindAllOptions{Within: 60})
	if planned(t, next, again, err); len(again.Files) > 0 {
		t.Error("a reminder is recorded twice on a day")
	}
	_, err = RemindAll(s, planToday, RemindAllOptions{Parties: []PartyRef{"example-ngo"}})
	wantRefusal(t, err, "example-ngo has nothing to be reminded of")
}

func TestStretchOf(t *testing.T) {
	for _, tt := range []struct {
		every       Every
		first, last doc.Date
	}{
		{"month", "2026-11-01", "2026-11-30"}, {"2-months", "2026-11-01", "2026-12-31"}, {"quarter", "2026-10-01", "2026-12-31"},
		{"half-year", "2026-07-01", "2026-12-31"}, {"year", "2026-01-01", "2026-12-31"},
	} {
		if p := stretchOf(tt.every, "2026-11-24"); p.first != tt.first || p.last != tt.last || PeriodOf(p.first, tt.every) != PeriodOf(p.last, tt.every) {
			t.Errorf("%s: %s to %s", tt.every, p.first, p.last)
		}
	}
}
