package network

import (
	"fmt"

	"unmn/pkg/doc"
)

// refusals are the reasons why a decision cannot be adopted on a day, each with the
// command that mends it; one command mends what several parties lack.
func (c *course) refusals(lacks []lack, day doc.Date) error {
	var reasons Refusals
	for _, l := range lacks {
		reasons = append(reasons, &Refusal{
			Message: fmt.Sprintf("decision %s cannot be adopted: %s", c.id, l.english(c.rec, string(l.party))),
			Hint:    c.mend(l, lacks, day),
			Rule:    l.rule,
		})
	}
	return reasons.err()
}

// mend is the command that mends a lack, and with it those of the same sort.
func (c *course) mend(l lack, all []lack, day doc.Date) string {
	of := func(what missingThing) []string {
		var out []string
		for _, other := range all {
			if other.what == what {
				out = append(out, string(other.party))
			}
		}
		return out
	}
	command := func(verb string, words ...string) string {
		words = append([]string{"decision", verb, string(c.id)}, words...)
		if day < c.today {
			words = append(words, "--date", string(day))
		}
		return typed(words...)
	}
	switch l.what {
	case isUndetermined:
		return c.determineHint()
	case isUnconsidered:
		words := []string{"decision", "state", string(c.id), string(StateRequired), "--by", joinIDs(determiners(c.network))}
		return typed(append(words, c.considering()...)...)
	case standingObjection:
		return c.reviseHint()
	case openObjection:
		return typed("decision", "answer", string(c.id), string(l.party), "--disposition", "noted")
	case neverAsked:
		return command("ask", append(of(neverAsked), "--channel", "e-mail")...)
	case notListed, offTheList:
		return command("ask", append(of(l.what), "--add", "--channel", "e-mail")...)
	case notAnswered:
		if !isClosedOn(c.rec.ClosesAt, day, "") {
			return "the deadline is " + moment(c.rec.ClosesAt) + ": " + command("remind", of(notAnswered)...)
		}
		return command("answer", joinIDs(of(notAnswered))+"="+string(NoReply))
	case neverOpened:
		if day < c.today {
			return c.openHint("--date", string(day))
		}
		return c.openHint()
	case stillRunning:
		return typed("decision", "adopt", string(c.id), "--on-date", string(c.rec.ClosesAt.Date()))
	}
	return c.show()
}
