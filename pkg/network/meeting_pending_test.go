package network

import (
	"slices"
	"testing"

	"unmn/pkg/doc"
)

func TestAwaitedReplies(t *testing.T) {
	s := planSet(t, map[string]string{
		"meetings/2026/2026-12-10-winter.yaml": `
type: extraordinary
status: convened
start: 2026-12-10T10:00
notices:
  - {date: "2026-11-20", channel: e-mail, to: [iom, undp]}
invited:
  - {party: iom, rsvp: accepted, answered_on: "2026-11-22"}
  - {party: undp, rsvp: needs-action}
  - {party: scrm}
  - {class: ngo, number: 2}
`,
		"meetings/2026/2026-11-05-data.yaml": `
type: extraordinary
status: held
start: 2026-11-05T10:00
attendance:
  - {party: iom, status: present}
minutes:
  status: circulated
  circulated:
    - {date: "2026-11-09", channel: e-mail, to: [iom, undp, scrm]}
    - {date: "2026-11-16", channel: e-mail, to: [iom, undp]}
  comments_until: "2026-11-24"
  comments:
    - {number: 1, party: undp, date: "2026-11-10", text: Of the first wording}
    - {number: 2, party: iom, date: "2026-11-23", text: Of the second}
`,
	})
	answer := func(p PartyRef) AwaitedReply {
		return AwaitedReply{"2026-12-10-winter", p, AwaitedAnswer, "2026-11-20", "2026-12-10"}
	}
	comment := func(p PartyRef) AwaitedReply {
		return AwaitedReply{"2026-11-05-data", p, AwaitedComment, "2026-11-16", "2026-11-24"}
	}
	for day, want := range map[doc.Date][]AwaitedReply{
		"2026-11-15": nil,
		"2026-11-21": {comment("iom"), comment("undp"), answer("iom"), answer("undp")},
		"2026-11-24": {comment("undp"), answer("undp")},
		"2026-11-25": {answer("undp")},
		"2026-12-11": nil,
	} {
		if got := AwaitedReplies(s, day); !slices.Equal(got, want) {
			t.Errorf("on %s: %+v, want %+v", day, got, want)
		}
	}
}
