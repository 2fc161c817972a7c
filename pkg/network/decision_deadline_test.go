package network

import (
	"testing"

	"unmn/pkg/doc"
)

func TestEarliestClose(t *testing.T) {
	n := &Network{StateLead: "scrm", Holidays: []Holiday{{Date: "2026-11-11"}}}
	needs := &StateConsultation{Determination: StateRequired}
	for _, c := range []struct {
		method DecisionMethod
		state  *StateConsultation
		begun  doc.Date
		want   doc.LocalTime
	}{
		{"written-consultation", nil, "2026-11-02", "2026-11-09T17:00"},
		{"written-consultation", nil, "2026-11-06", "2026-11-16T17:00"}, // over a holiday
		{"written-consultation", needs, "2026-11-02", "2026-11-17T17:00"},
		{"silence", nil, "2026-11-06", "2026-11-12T17:00"},
		{"silence", needs, "2026-11-06", "2026-11-23T17:00"},
	} {
		d := &Decision{Method: c.method, StateConsultation: c.state}
		if got := earliestClose(n, d, c.begun); got != c.want {
			t.Errorf("%s from %s closes on %s, want %s", c.method, c.begun, got, c.want)
		}
	}
	n.Rules.SilenceHours = Param[int]{100, Assumed} // a started day counts whole
	if got := earliestClose(n, &Decision{Method: "silence"}, "2026-11-02"); got != "2026-11-09T17:00" {
		t.Errorf("100 hours close on %s", got)
	}
}

func TestIsClosedOn(t *testing.T) {
	for _, c := range []struct {
		closes doc.LocalTime
		day    doc.Date
		now    doc.LocalTime
		want   bool
	}{
		{"2026-11-12T17:00", "2026-11-11", "", false},
		{"2026-11-12T17:00", "2026-11-12", "", true},
		{"2026-11-12T17:00", "2026-11-12", "2026-11-12T16:59", false},
		{"2026-11-12T17:00", "2026-11-12", "2026-11-12T17:00", true},
		{"2026-11-12T17:00", "2026-11-12", "2026-11-20T09:00", true},
		{"", "2026-11-12", "", true},
	} {
		if got := isClosedOn(c.closes, c.day, c.now); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}
