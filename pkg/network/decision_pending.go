package network

import (
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// A PendingReply is one party that a decision still waits for.
type PendingReply struct {
	Party     PartyRef
	Short     string
	Capacity  Capacity
	State     string     // "never asked", "has not answered", "no reply", "not on the list"
	Asked     doc.Date   // when it was asked; may be empty
	Channel   Channel    // how it was asked
	Reminders []doc.Date // when it was reminded
	Required  bool       // the decision cannot do without it

	Visibility Visibility // of its row; empty where that has none of its own
}

// PendingReplies are who has not answered a consultation, who was never asked, and
// who did not reply in time, in the order of the list; then the members of the opening
// day that are not on it. With a day it is as things stood on that day. A draft and a
// decision that ended wait for nobody, save one that was concluded all the same.
func PendingReplies(r record.Reader, d *Decision, day doc.Date) []PendingReply {
	if !waits(d, day) {
		return nil
	}
	var out []PendingReply
	for _, row := range rowsOn(d, day) {
		if len(row.NotAsked) == 0 && row.Status != responded {
			out = append(out, pendingReply(r, row, day))
		}
	}
	for e := range Members.All(r) {
		if e.Rec.ActiveOn(d.OpenedOn) && lastRow(d, PartyRef(e.ID)) < 0 {
			out = append(out, PendingReply{Party: PartyRef(e.ID), Short: e.Rec.Short, Capacity: asMember, State: "not on the list", Required: true})
		}
	}
	return out
}

// pendingReply is a row that is waited for, as things stood on a day.
func pendingReply(r record.Reader, row Consultation, day doc.Date) PendingReply {
	p := PendingReply{Party: row.Party, Short: shortOf(r, row.Party), Capacity: row.Capacity, Required: row.Required, State: "has not answered", Visibility: row.Visibility}
	switch row.Status {
	case notConsulted:
		p.State = "never asked"
	case noResponse:
		p.State = "no reply"
	}
	if row.Asked != nil && (day == "" || row.Asked.Date <= day) {
		p.Asked, p.Channel = row.Asked.Date, row.Asked.Channel
	}
	for _, reminder := range row.Reminders {
		if day == "" || reminder <= day {
			p.Reminders = append(p.Reminders, reminder)
		}
	}
	return p
}

// waits reports that a decision waits for answers, now or on a day.
func waits(d *Decision, day doc.Date) bool {
	switch {
	case d.OpenedOn == "" || day != "" && day < d.OpenedOn:
		return false
	case d.Outcome == nil || asTaken(d):
		return true
	}
	return day != "" && day < d.Outcome.Date
}

// rowsOn are the rows of everybody's last round as they stood on a day; as they
// stand without one.
func rowsOn(d *Decision, day doc.Date) []Consultation {
	then := *d
	if day != "" {
		then.Consultation = nil
		for _, row := range d.Consultation {
			if row.AddedOn <= day && startOf(d, row.Round) <= day {
				then.Consultation = append(then.Consultation, asOf(row, day))
			}
		}
	}
	var out []Consultation
	for _, i := range currentRows(&then) {
		out = append(out, then.Consultation[i])
	}
	return out
}
