package network

import (
	"crypto/sha256"
	"encoding/hex"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// What minutes say is named by a hash, once when they are sent out and once when they
// are approved. It is of the values and of nothing that a formatter, another order of
// fields or a newer program would change.

// meetingShape is the shape of meetings, for what their own checks look at: those
// cannot name their type.
var meetingShape = sync.OnceValue(func() *doc.Shape { return doc.ShapeOf(reflect.TypeFor[Meeting]()) })

// MinutesHash is the SHA-256, in hexadecimal, of what the minutes of a meeting say:
// every value of the record with its path, sorted, without the life of the minutes,
// the notes of the secretariat and for whom editions show the meeting.
func MinutesHash(m *Meeting) string {
	said := *m
	said.Minutes, said.Notes, said.Visibility = nil, nil, ""
	lines := []string{}
	for _, leaf := range doc.Leaves(meetingShape(), &said) {
		lines = append(lines, strconv.Quote(leaf.Path)+"="+strconv.Quote(leaf.Value)+"\n")
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "")))
	return hex.EncodeToString(sum[:])
}

// lock makes minutes final: from here on they say what their hash names.
func lock(m *Meeting, a Approval) {
	a.SHA256 = MinutesHash(m)
	m.Minutes.Status, m.Minutes.Approved = MinutesApproved, &a
}

// lockChecks is the rule that finds what was changed past every command.
func lockChecks() []record.Check[Meeting] {
	return []record.Check[Meeting]{
		rule("minutes-lock", "Minutes that were approved say what was approved: a correction stands beside them, numbered and with its reason. Their hash is kept with the approval, so that a change by any program is found.",
			func(e *record.Entry[Meeting], _ *record.Set, report record.Reporter) {
				if m := e.Rec.Minutes; m != nil && m.Approved != nil && m.Approved.SHA256 != "" && m.Approved.SHA256 != MinutesHash(e.Rec) {
					report.At("minutes", "approved", "sha256").
						Hint("take the change back, and correct with %s", typed("minutes", "correct", string(e.ID), "TEXT", "--reason", "REASON")).
						Problem("the minutes do not say any more what was approved on %s", m.Approved.Date)
				}
			}),
	}
}
