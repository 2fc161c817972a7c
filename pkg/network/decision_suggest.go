package network

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"unmn/pkg/record"
	"unmn/pkg/script"
)

// A Suggestion is what speaks for consulting the state on a decision. Nothing of it
// is recorded: the co-chairs determine, and a person confirms the institutions.
type Suggestion struct {
	Determination Determination // what stands in the record
	Presumption   Determination // what stands until it is determined
	Grounds       []StateClue
	Institutions  []StateClue // those to confirm, the state lead first
}

// A StateClue is a fact that speaks for consulting the state, or an institution and
// why it should be asked.
type StateClue struct {
	Basis StateBasis // the fact as a record says it; empty for an institution
	Party PartyRef   // the institution it is about; empty where it is about none
	Why   string
}

// SuggestState looks for grounds on which a decision may be relevant to or of concern
// to the state: a national framework it names, a Government partner that proposes it,
// a topic on which an institution is to be consulted, a text that names the
// Government, a member or the state lead that asked. It may miss grounds; it decides
// nothing.
func SuggestState(r record.Reader, d *Decision) Suggestion {
	n := Networks.One(r)
	s := Suggestion{Determination: StatePending, Presumption: Determination(n.Rules.StatePresumption.Or(Presumption(StateRequired)))}
	if d.StateConsultation != nil && d.StateConsultation.Determination != "" {
		s.Determination = d.StateConsultation.Determination
	}
	if n.StateLead != "" {
		s.ask(PartyRef(n.StateLead), "the state lead of the network")
	}
	s.frameworks(n, d)
	text := decisionText(d)
	for e := range Partners.All(r) {
		if e.Rec.Class == Government && e.Rec.Status == Active {
			s.institution(e, d, text)
		}
	}
	if word := governmentIn(text); word != "" {
		s.ground("public-statement", "", fmt.Sprintf("its text names the Government (%q)", word))
	}
	if c := d.StateConsultation; c != nil {
		for _, party := range c.RequestedBy {
			basis := StateBasis("member-flag")
			if _, isMember, ok := partyOf(r, party); ok && !isMember {
				basis = "state-request"
				s.ask(party, "it asked to be consulted")
			}
			s.ground(basis, party, shortOf(r, party)+" asked for it")
		}
	}
	return s
}

func (s *Suggestion) ground(basis StateBasis, party PartyRef, why string) {
	s.Grounds = append(s.Grounds, StateClue{basis, party, why})
}

// ask suggests an institution; a second reason is added to the first.
func (s *Suggestion) ask(party PartyRef, why string) {
	for i := range s.Institutions {
		if s.Institutions[i].Party == party {
			s.Institutions[i].Why += "; " + why
			return
		}
	}
	s.Institutions = append(s.Institutions, StateClue{Party: party, Why: why})
}

// frameworks finds the frameworks of the country among those that are named.
func (s *Suggestion) frameworks(n *Network, d *Decision) {
	for _, f := range d.Frameworks {
		at := slices.IndexFunc(n.Frameworks, func(have Named) bool { return string(have.ID) == string(f) })
		if at < 0 {
			continue
		}
		basis := StateBasis("")
		for _, word := range strings.Split(string(f), "-") {
			switch word {
			case "law", "act":
				basis = "national-law"
			case "strategy", "policy", "plan":
				basis = "national-strategy"
			}
		}
		if basis != "" {
			s.ground(basis, "", "it names the framework "+n.Frameworks[at].Name.OneLine())
		}
	}
}

// institution finds what a decision has to do with one Government institution.
func (s *Suggestion) institution(e *record.Entry[Partner], d *Decision, text string) {
	party := PartyRef(e.ID)
	if d.ProposedBy == party {
		s.ground("government-partner", party, e.Rec.Short+" proposes it")
		s.ask(party, "it proposes the decision")
	}
	for _, topic := range d.Topics {
		if slices.Contains(e.Rec.ConsultedOn, topic) {
			why := "consulted on " + string(topic)
			if basis := e.Rec.ConsultedBasis.OneLine(); basis != "" {
				why += ": " + basis
			}
			s.ground("ministry-competence", party, e.Rec.Short+" is "+why)
			s.ask(party, why)
		}
	}
	names := append(slices.Collect(maps.Values(e.Rec.Name)), e.Rec.Short)
	if slices.ContainsFunc(names, func(name string) bool { return hasWords(text, name) }) {
		s.ground("public-statement", party, "its text names "+e.Rec.Short)
		s.ask(party, "the text names it")
	}
}

// decisionText is every word of a decision in all its languages, folded.
func decisionText(d *Decision) string {
	var b strings.Builder
	for _, text := range []map[string]string{d.Title, d.Question, d.Text, d.Rationale} {
		for _, t := range text {
			b.WriteString(t + "\n")
		}
	}
	return script.Fold(b.String())
}

// hasWords reports whether a folded text has the words of a name, as words.
func hasWords(text, name string) bool {
	name = script.Fold(name)
	for rest := text; name != ""; {
		before, after, found := strings.Cut(rest, name)
		if !found {
			return false
		}
		last, _ := utf8.DecodeLastRuneInString(before)
		next, _ := utf8.DecodeRuneInString(after)
		if !isWordRune(last) && !isWordRune(next) {
			return true
		}
		rest = after
	}
	return false
}

// governmentIn is the first word of a folded text that names the Government of a
// country or its ministries, in English or Serbian, whatever the case.
func governmentIn(text string) string {
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !isWordRune(r) }) {
		for _, stem := range []string{"government", "ministr", "ministar", "commissariat", "vlada", "vlade", "vladi", "vladu", "vladom", "komesarijat"} {
			if strings.HasPrefix(word, stem) {
				return word
			}
		}
	}
	return ""
}
