package network

import (
	"slices"

	"unmn/pkg/record"
)

var partnerType = record.Of(Partners, partnerChecks, partnerColumns)

var partnerChecks = slices.Concat(
	textChecks(Partners),
	partyChecks(func(p *Partner) *Party { return &p.Party }),
	[]record.Check[Partner]{
		rule("state-needs", whyStates, func(e *record.Entry[Partner], _ *record.Set, report record.Reporter) {
			if e.Rec.Status != Active && e.Rec.Status != Ended {
				report.At("status").Problem("a partner is active or ended, not %s", e.Rec.Status)
			}
		}),
		rule("state-lead", "On all issues relevant to or of concern to the state, the Network consults one Government institution first. It has to be one, and to be there.",
			func(e *record.Entry[Partner], s *record.Set, report record.Reporter) {
				if Networks.One(s).StateLead.ID() != e.ID {
					return
				}
				if e.Rec.Class != Government {
					report.At("class").Problem("%q is the state lead of the network; it is of the class %q, not government", e.ID, e.Rec.Class)
				}
				if e.Rec.Status == Ended {
					report.At("status").Problem("%q is the state lead of the network and has ended", e.ID)
				}
			}),
		advice("consulted-basis", "Which institution is consulted on what rests on its competence. The law or act behind it is what a letter can refer to.",
			func(e *record.Entry[Partner], _ *record.Set, report record.Reporter) {
				if e.Rec.Class == Government && len(e.Rec.ConsultedOn) > 0 && len(e.Rec.ConsultedBasis) == 0 {
					report.At("consulted_on").Hint("add `consulted_basis: ...`").Problem("it is not said which law or act makes these its topics")
				}
			}),
	},
)
