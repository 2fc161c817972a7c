package network

import (
	"slices"

	"unmn/pkg/record"
)

var engagementType = record.Of(Engagements, engagementChecks, engagementColumns)

var engagementChecks = slices.Concat(
	textChecks(Engagements),
	[]record.Check[Engagement]{
		rule("day-of-id", whyDayOfID, func(e *record.Entry[Engagement], _ *record.Set, report record.Reporter) {
			dayOfID(e.ID, string(e.Rec.Date), Engagements.PathOf, report)
		}),
		rule("counterparts", "An exchange is with somebody outside the Network: with partners of the register, or with so many people of a class. Its own members stand under who took part.",
			engagementCounterparts),
		rule("engagement-objective", "The terms of reference name exchange with others under four objectives: cooperation with external parties (3), support of the Government (4), global initiatives (5) and the capacity-building mechanism (7).",
			func(e *record.Entry[Engagement], _ *record.Set, report record.Reporter) {
				if e.Rec.Objective == 6 {
					report.At("objective").Hint("write 3, 4, 5 or 7; what is shared is an update: `unmn update new TITLE`").
						Problem("no exchange serves objective 6, which is about ideas, tools and data")
				}
			}),
	},
)

func engagementCounterparts(e *record.Entry[Engagement], s *record.Set, report record.Reporter) {
	for i, c := range e.Rec.With {
		at := report.At("with", i)
		switch guests := c.Class != "" || c.Number != 0; {
		case guests == (c.Party != "") || guests && (c.Class == "" || c.Number == 0):
			at.Hint("write `{party: scrm}` or `{class: ngo, number: 2}`").Problem("a row names either a party, or a class and its number")
		case isMember(s, c.Party):
			at.Hint("write it under `by`").Problem("%q is a member of the Network, not somebody outside it", c.Party)
		}
	}
}
