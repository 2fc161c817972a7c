package network

import (
	"unmn/pkg/doc"
)

// What a consultation lasts at least where the network has not set it: working days
// for members and for Government institutions, hours for a silence procedure.
const (
	usualMemberDays     = 5
	usualGovernmentDays = 10
	usualSilenceHours   = 72
	closeOfBusiness     = "17:00"
)

// earliestClose is when a consultation that begins on a day can close at the
// earliest, at the close of business. Days are working days of the network. A record
// knows the day on which a round began and not the hour, so the hours of a silence
// procedure count from the close of business of that day, and only on working days:
// whoever is asked last has the whole of it.
func earliestClose(n *Network, d *Decision, begun doc.Date) doc.LocalTime {
	days := n.Rules.MemberDays.Or(usualMemberDays)
	if d.Method == methodSilence {
		days = (n.Rules.SilenceHours.Or(usualSilenceHours) + 23) / 24
	}
	if len(neededInstitutions(n, d)) > 0 {
		days = max(days, n.Rules.GovernmentDays.Or(usualGovernmentDays))
	}
	return doc.LocalTime(string(AddWorkingDays(begun, days, n.Holidays)) + "T" + closeOfBusiness)
}

// closeOf is when a round closes that begins on a day: as given, or as early as may
// be. It refuses a deadline that is too early. A meeting is a consultation of its
// own, and no deadline is too early for it. The refusal has no hint yet.
func (c *course) closeOf(given doc.LocalTime, begun doc.Date) (doc.LocalTime, *Refusal) {
	earliest := earliestClose(c.network, c.rec, begun)
	switch {
	case given == "":
		return earliest, nil
	case given.Date() < begun:
		return given, &Refusal{
			Message: "it would close on " + moment(given) + ", before it opens on " + longDate(begun),
			Rule:    "dates-in-order",
		}
	case given >= earliest || c.rec.Method == methodMeeting:
		return given, nil
	}
	r := &Refusal{
		Message: "it cannot close before " + moment(earliest) + ", which is the shortest period from " + longDate(begun),
		Rule:    ruleConsensus,
	}
	if c.rec.Method == methodSilence {
		r.Rule = ruleSilence
	}
	return given, r
}

// isClosedOn reports that the deadline has passed on a day, or at a moment where one is
// known: on the day of the deadline itself the clock decides, and without a clock
// the day counts as over.
func isClosedOn(closes doc.LocalTime, day doc.Date, now doc.LocalTime) bool {
	if closes == "" {
		return true
	}
	if day == closes.Date() && now.Date() == day {
		return now >= closes
	}
	return day >= closes.Date()
}
