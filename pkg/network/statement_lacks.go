package network

import (
	"fmt"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// What a joint statement lacks to be delivered is worked out here, once: the command
// that delivers refuses for these reasons, one that was delivered all the same keeps
// them, and the rules find them in the records.

// The rules about joint statements.
const (
	ruleOneVoice = "one-voice"
	ruleMandates = "mandates-answered"
)

// A clearanceLack is one thing that a statement is missing.
type clearanceLack struct {
	what clearanceNeed
	who  record.Key // the member or the post it is about; empty for the whole
}

// clearanceNeed is the sort of a lack.
type clearanceNeed int

const (
	neverPut       clearanceNeed = iota // to the members
	memberNotAsked                      // a member of the day is on the list and was not asked, or is not on it
	clearanceObjected
	mandateSilent
	clearanceRuns
	coChairSilent
)

// rule is the rule that a lack belongs to.
func (l clearanceLack) rule() string {
	if l.what == mandateSilent {
		return ruleMandates
	}
	return ruleOneVoice
}

// clearanceLacks is what a statement lacks as it stood on a day, in the order in which
// it is mended: what was answered after the day does not count. No day means as the
// record stands. Only the statement and the network are looked at.
func clearanceLacks(n *Network, s *Statement, day doc.Date, now doc.LocalTime) []clearanceLack {
	var out, silent []clearanceLack
	asked, waits := false, false
	for _, row := range s.Clearance {
		if row.Round != s.round() {
			continue
		}
		asked = asked || row.Asked != nil
		who := record.Key(row.Member)
		switch answered := row.answeredBy(day); {
		case row.Asked == nil:
			out = append(out, clearanceLack{memberNotAsked, who})
		case answered && row.Position == objects:
			out = append(out, clearanceLack{clearanceObjected, who})
		case !answered && row.Mandate:
			silent = append(silent, clearanceLack{mandateSilent, who})
		case !answered:
			waits = true
		}
	}
	if !asked {
		out = []clearanceLack{{what: neverPut}}
	}
	out = append(out, silent...)
	if waits && day != "" && !isClosedOn(s.ClosesAt, day, now) {
		out = append(out, clearanceLack{what: clearanceRuns})
	}
	return append(out, withoutAgreement(n, s, day)...)
}

// answeredBy reports that a member has answered by a day; at all without one.
func (m *MemberClearance) answeredBy(day doc.Date) bool {
	return m.Status == responded && (day == "" || m.AnsweredOn <= day)
}

// withoutAgreement are the co-chairs that had not agreed to a statement by a day.
func withoutAgreement(n *Network, s *Statement, day doc.Date) []clearanceLack {
	var out []clearanceLack
	for _, post := range n.CoChairs() {
		if !s.agreed(post, day) {
			out = append(out, clearanceLack{coChairSilent, post})
		}
	}
	return out
}

// offClearance are the members of the day on which a round began that nobody put on
// its list.
func offClearance(r record.Reader, s *Statement) []MemberRef {
	var out []MemberRef
	if s.begun() == "" {
		return nil
	}
	for e := range Members.All(r) {
		if e.Rec.ActiveOn(s.begun()) && s.row(MemberRef(e.ID)) == nil {
			out = append(out, MemberRef(e.ID))
		}
	}
	return out
}

// english says what is missing; name is how whoever it is about is called.
func (l clearanceLack) english(s *Statement, name string) string {
	switch l.what {
	case neverPut:
		return "the members were never asked to clear it"
	case memberNotAsked:
		return name + " was never asked to clear it"
	case clearanceObjected:
		return "the objection of " + name + " stands"
	case mandateSilent:
		return name + ", whose mandate it touches, has not answered"
	case clearanceRuns:
		return "the members have until " + moment(s.ClosesAt) + " to answer"
	}
	return name + " has not agreed to it"
}

// serbian is english in Serbian.
func (l clearanceLack) serbian(s *Statement, name string) string {
	switch l.what {
	case neverPut:
		return "сагласност чланова није затражена"
	case memberNotAsked:
		return "сагласност није затражена: " + name
	case clearanceObjected:
		return "није отклоњена примедба: " + name
	case mandateSilent:
		return "није одговорио, а изјава се тиче његове надлежности: " + name
	case clearanceRuns:
		return "рок за изјашњавање чланова истиче " + serbianDate(s.ClosesAt.Date())
	}
	return "није дао сагласност: " + name
}

// missingClearance are lacks as a statement keeps them, in the languages of the network.
func missingClearance(r record.Reader, s *Statement, lacks []clearanceLack) []doc.Text {
	titles := titlesFor(Networks.One(r).Languages)
	out := make([]doc.Text, len(lacks))
	for i, l := range lacks {
		name := shortOf(r, PartyRef(l.who))
		if l.what != coChairSilent {
			out[i] = titles.text(l.english(s, name), l.serbian(s, name))
			continue
		}
		post, _ := postOf(Networks.One(r), l.who)
		out[i] = doc.Text{}
		for lang, text := range titles.text(l.english(s, string(l.who)), l.serbian(s, string(l.who))) {
			if title := post.Title[lang]; title != "" {
				text = strings.Replace(text, string(l.who), title, 1)
			}
			out[i][lang] = text
		}
	}
	return out
}

// reportClearance tells those lacks of a statement that belong to a rule.
func reportClearance(n *Network, s *Statement, day doc.Date, rule, verb string, report record.Reporter) {
	for _, l := range clearanceLacks(n, s, day, "") {
		if l.rule() != rule {
			continue
		}
		name := ""
		if l.who != "" {
			name = fmt.Sprintf("%q", l.who)
		}
		report.Problem("the statement was %s, and %s", verb, l.english(s, name))
	}
}

// clearanceRefusals are the reasons why something cannot be done with a statement, each
// with the command that mends it; one command mends what several lack.
func (c *clearing) refusals(lacks []clearanceLack, what string) Refusals {
	of := func(need clearanceNeed) []string {
		var out []string
		for _, l := range lacks {
			if l.what == need {
				out = append(out, string(l.who))
			}
		}
		return out
	}
	var reasons Refusals
	for _, l := range lacks {
		hint := c.show()
		switch l.what {
		case neverPut:
			hint = c.typed("ask", "--within", "48h")
		case memberNotAsked:
			hint = c.typed("ask", of(memberNotAsked)...)
		case clearanceObjected:
			hint = c.typed("ask", "--text", "the revised text")
		case mandateSilent:
			hint = typed(append([]string{"remind"}, of(mandateSilent)...)...) + ", and record the answer: " + c.typed("clear", strings.Join(of(mandateSilent), ",")+"="+string(agrees))
		case clearanceRuns:
			hint = "what is answered before is recorded with " + c.typed("clear", strings.Join(c.silentMembers(), ",")+"="+string(noObjection))
		case coChairSilent:
			var words []string
			for _, post := range of(coChairSilent) {
				words = append(words, post+"="+string(agrees))
			}
			hint = c.typed("clear", words...)
		}
		reasons = append(reasons, &Refusal{
			Message: fmt.Sprintf("statement %s cannot be %s: %s", c.id, what, l.english(c.rec, string(l.who))), Hint: hint, Rule: l.rule(),
		})
	}
	return reasons
}

// silentMembers are the members that were asked in this round and have not answered,
// save those whose mandate it touches.
func (c *clearing) silentMembers() []string {
	var out []string
	for _, row := range c.rec.Clearance {
		if row.Round == c.rec.round() && row.Status == awaiting && !row.Mandate {
			out = append(out, string(row.Member))
		}
	}
	return out
}
