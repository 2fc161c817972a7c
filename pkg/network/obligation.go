package network

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// An Obligation is a check that knows the day. It is named, sourced and pure like a
// [record.Check], and it is about a Set; but what it finds is no problem of a record.
// It finds who had to do what by when, and the record that proves it was done. Most of
// what is owed and missing has no record that a check could stand with, so that an
// obligation looks at the whole Set. Nothing of it is stored: what a Set and a day
// say once, they say always. Clauses name obligations as they name checks.
type Obligation struct {
	Rule   string
	Why    string
	Kinds  []string // the kinds of record that prove it
	Params []string // the parameters of the network it rests on
	// Promised says that a record promises it by itself, as an action its day: it is asked
	// whatever the terms say. Everything else is asked where a clause names it.
	Promised bool
	Run      func(w *Watch, tell func(Finding))
}

// Obligations are all there are, in the order in which lists name those of one day.
func Obligations() []Obligation {
	return slices.Concat(
		meetingObligations(), minutesObligations(), memberObligations(), decisionObligations(), groupObligations(), actionObligations(), workObligations(), circulationObligations(),
	)
}

// A Standing says how it stands with something that had to be done.
type Standing string

// How it can stand. What nobody can tell from the records is never called met.
const (
	Met        Standing = "met"
	MetLate    Standing = "met late"
	StillDue   Standing = "due"
	NotMet     Standing = "not met"
	Waived     Standing = "waived"
	CannotTell Standing = "cannot be assessed"
)

// Values are all standings, the one that a clause takes on before the others first.
func (Standing) Values() []string {
	return []string{string(NotMet), string(StillDue), string(CannotTell), string(MetLate), string(Waived), string(Met)}
}

// weight orders standings: what is asked of a clause as a whole is the heaviest.
func (s Standing) weight() int { return slices.Index(Standing("").Values(), string(s)) }

// A Finding is one thing that had to be done, and how it stands with it.
type Finding struct {
	Rule     string
	Clauses  []ClauseID      // the clauses that name the rule
	For      string          // what it is about, as a waiver names it: 2026-Q3, meeting/2026-q3
	What     string          // in words: "the meeting of 2026-Q3"
	Who      []record.Key    // who does it: parties, posts, or whom the clause binds
	Of       doc.Date        // the day it belongs to, which gives its year
	Due      doc.Date        // by when
	Standing Standing        // how it stands
	On       doc.Date        // when it was met
	Why      string          // what is missing, why it was waived, or why nobody can tell
	Evidence []record.AnyRef // the records that prove it
	Assumed  []string        // the parameters it rests on that no clause and no decision settled
	Command  string          // what would meet it; empty where nothing can any more
}

// A Watch is a look at the register: what day it is, and which days are asked about.
type Watch struct {
	Set      *record.Set
	Network  *Network
	Day      doc.Date
	From, To doc.Date

	held []*record.Entry[Meeting] // those of the days asked about, once they were read
}

// NewWatch looks at the days from one to another; what was before the Network began
// is asked of nobody. Without a first day it is that beginning.
func NewWatch(s *record.Set, day, from, to doc.Date) *Watch {
	w := &Watch{Set: s, Network: Networks.One(s), Day: day, From: from, To: to}
	w.From = max(w.From, w.begun())
	return w
}

// begun is the day from which the Network owes anything: the one that its record
// names, that of its terms, or the first meeting in the register.
func (w *Watch) begun() doc.Date {
	if since := cmp.Or(w.Network.Since, TermsKind.One(w.Set).EffectiveOn); since != "" {
		return since
	}
	first := w.Day
	for _, year := range w.Set.Years(Meetings.Name) {
		for e := range Meetings.WithPrefix(w.Set, year) {
			first = min(first, e.Rec.Start.Date())
		}
		break
	}
	return first
}

// asks reports that a day is among those asked about.
func (w *Watch) asks(day doc.Date) bool { return w.From <= day && day <= w.To }

// asOf is the last day asked about that has come.
func (w *Watch) asOf() doc.Date { return min(w.Day, w.To) }

// open is how it stands with something that was not done by its day.
func (w *Watch) open(due doc.Date) Standing {
	if due < w.Day {
		return NotMet
	}
	return StillDue
}

// in is what is found of something that is asked for in a period, by its last day.
func (w *Watch) in(p stretch, what string) Finding {
	return Finding{For: string(p.period), What: what + " " + string(p.period), Of: min(p.last, w.To), Due: p.last}
}

// metOn is how it stands with what was done on a day.
func metOn(day, due doc.Date) Standing {
	if day > due {
		return MetLate
	}
	return Met
}

// repeats completes a finding about something that is done anew in every period, and was
// done last on a day.
func (w *Watch) repeats(f Finding, last doc.Date) Finding {
	if f.Standing = w.again(last, f.Due); f.Standing == Met {
		f.On, f.Command = last, ""
	}
	return f
}

// again is how it stands with something that is done anew in every period: it was
// done last on one day, and is due again on another.
func (w *Watch) again(last, due doc.Date) Standing {
	if last != "" && due > w.To {
		return Met
	}
	if due < w.asOf() {
		return NotMet
	}
	return StillDue
}

// Findings are what the obligations find, by their day; waivers are minded, and every
// finding names its clauses, whom they bind, and the assumptions it rests on.
func (w *Watch) Findings() []Finding {
	var out []Finding
	bound := map[ClauseID][]record.ID{}
	for _, c := range TermsKind.One(w.Set).Clauses {
		bound[c.ID] = c.Bound
	}
	for _, o := range Obligations() {
		clauses, assumed := ClausesOf(w.Set, o.Rule), assumedOf(w.Network, o.Params)
		if len(clauses) == 0 && !o.Promised {
			continue
		}
		o.Run(w, func(f Finding) {
			if !w.asks(f.Of) {
				return
			}
			f.Rule, f.Clauses, f.Assumed = o.Rule, clauses, assumed
			if len(f.Who) == 0 && len(clauses) > 0 {
				for _, id := range bound[clauses[0]] {
					f.Who = append(f.Who, record.Key(id))
				}
			}
			out = append(out, w.waive(f))
		})
	}
	slices.SortStableFunc(out, func(a, b Finding) int { return cmp.Compare(a.Due, b.Due) })
	return out
}

// DueFindings are those that somebody can still do something about, and that are due
// by the last day of the watch.
func (w *Watch) DueFindings() []Finding {
	return slices.DeleteFunc(w.Findings(), func(f Finding) bool {
		return f.Standing != StillDue && f.Standing != NotMet || f.Command == "" || f.Due > w.To
	})
}

// waive is the finding, waived where the network's record says so.
func (w *Watch) waive(f Finding) Finding {
	for _, x := range w.Network.Waivers {
		if string(x.Rule) == f.Rule && strings.EqualFold(x.For, f.For) && (f.Standing == NotMet || f.Standing == StillDue) {
			f.Standing, f.Command, f.Why = Waived, "", x.Reason.OneLine()
			f.Evidence = append(slices.Clip(f.Evidence), record.AnyRef(Networks.Name+"/"+Networks.Name))
			if x.Decision != "" {
				f.Evidence = append(f.Evidence, recordRef(Decisions.Name, x.Decision.ID()))
			}
		}
	}
	return f
}

// An OpenQuestion is a parameter that no clause and no decision settled.
type OpenQuestion struct {
	Parameter string
	About     string
	Value     string
	Rules     []string // the obligations that rest on it
}

// OpenQuestions are the parameters whose basis is assumed, and those that nobody wrote
// down, in the order of the network's record.
func OpenQuestions(s *record.Set) []OpenQuestion {
	n := Networks.One(s)
	var out []OpenQuestion
	eachParameter(&n.Rules, func(name string, basis Basis) {
		if basis != Assumed && basis != "" {
			return
		}
		a := OpenQuestion{Parameter: name, About: aboutParameter(name), Value: parameterText(&n.Rules, name)}
		if basis == "" {
			a.Value = ""
		}
		for _, o := range Obligations() {
			if slices.Contains(o.Params, name) {
				a.Rules = append(a.Rules, o.Rule)
			}
		}
		out = append(out, a)
	})
	return out
}

// assumedOf are those of the parameters that are assumed.
func assumedOf(n *Network, names []string) []string {
	var out []string
	eachParameter(&n.Rules, func(name string, basis Basis) {
		if slices.Contains(names, name) && (basis == Assumed || basis == "") {
			out = append(out, name)
		}
	})
	return out
}

// parameterField is the field of a parameter, by its name.
func parameterField(name string) (reflect.StructField, bool) {
	t := reflect.TypeFor[Rules]()
	for i := range t.NumField() {
		if tag, _, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ","); tag == name {
			return t.Field(i), true
		}
	}
	return reflect.StructField{}, false
}

// aboutParameter says what a parameter is.
func aboutParameter(name string) string {
	f, _ := parameterField(name)
	return f.Tag.Get("doc")
}

// parameterWords are the words of the value of a parameter.
func parameterWords(r *Rules, name string) []string {
	f, ok := parameterField(name)
	if !ok {
		return nil
	}
	return valueWords(reflect.ValueOf(r).Elem().FieldByIndex(f.Index).FieldByName("Value"))
}

// parameterText is the value of a parameter as a person types it.
func parameterText(r *Rules, name string) string { return strings.Join(parameterWords(r, name), ",") }

// explainObligation lists the parameters of an obligation, with what they rest on.
func explainObligation(s *record.Set, name string) string {
	n := Networks.One(s)
	var b strings.Builder
	for _, o := range Obligations() {
		if o.Rule != name {
			continue
		}
		b.WriteString("\nIt is asked on a day, by `unmn due` and `unmn terms`, and never by `unmn check`.\n")
		if len(o.Params) > 0 {
			b.WriteString("\nIt rests on these parameters of the network\n")
		}
		eachParameter(&n.Rules, func(param string, basis Basis) {
			if slices.Contains(o.Params, param) {
				fmt.Fprintf(&b, "  %-22s %s (%s)\n", param, parameterText(&n.Rules, param), cmp.Or(string(basis), "not set"))
			}
		})
	}
	return b.String()
}
