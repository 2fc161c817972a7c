package network

import (
	"reflect"
	"slices"
	"strings"

	"unmn/pkg/record"
)

var networkType = record.Of(Networks, networkChecks, networkColumns)

var networkChecks = slices.Concat(
	textChecks(Networks),
	[]record.Check[Network]{
		rule("coordinator-and-secretariat", whyCoordinator, func(e *record.Entry[Network], _ *record.Set, report record.Reporter) {
			if e.Rec.Coordinator != e.Rec.Secretariat {
				report.At("secretariat").Problem("the secretariat is %q and the coordinator %q; one member is both", e.Rec.Secretariat, e.Rec.Coordinator)
			}
		}),
		rule("co-chairs-named", "The co-chairs convene and chair the meetings and speak for the Network. Everything that asks for a co-chair looks for the posts that say so.",
			func(e *record.Entry[Network], _ *record.Set, report record.Reporter) {
				if !slices.ContainsFunc(e.Rec.Posts, func(p Post) bool { return p.CoChair }) {
					report.At("posts").Hint("add `co_chair: true` to the posts of the co-chairs").Problem("no post is that of a co-chair")
				}
			}),
		rule("posts-of-parameters", "Who clears and who determines is said by posts. One that does not exist would leave it to nobody.", unknownPosts),
		rule("parameter-basis", "A parameter rests on a clause of the terms or on a decision of the Network, or it is assumed until there is one. A basis that does not exist proves nothing.",
			unknownBases),
		rule("parameter-range", "Parameters are days, hours and shares of a hundred; a value that cannot be one makes every deadline wrong.",
			func(e *record.Entry[Network], _ *record.Set, report record.Reporter) {
				if q := e.Rec.Rules.Quorum.Value; q > 100 {
					report.At("rules", "quorum", "value").Problem("a quorum of %d per cent can never be reached", q)
				}
			}),
		advice("parameter-unset", "Where the terms are silent the program needs a value all the same. A value that nobody wrote down is invented silently; written with the basis assumed, it is an open question that everybody sees.",
			func(e *record.Entry[Network], _ *record.Set, report record.Reporter) {
				var unset []string
				eachParameter(&e.Rec.Rules, func(name string, basis Basis) {
					if basis == "" {
						unset = append(unset, name)
					}
				})
				if unset != nil {
					report.At("rules").Hint("add `%s: {value: ..., basis: assumed}`", unset[0]).
						Problem("not set, so that the program's own value holds: %s", strings.Join(unset, ", "))
				}
			}),
		rule("silence-of-institutions", "The silence of a Government institution is never taken as its consent, unless the Network has decided so together with it.",
			func(e *record.Entry[Network], _ *record.Set, report record.Reporter) {
				if p := e.Rec.Rules.SilenceInstitutions; p.Value && !strings.HasPrefix(string(p.Basis), "decision/") {
					report.At("rules", "silence_of_institutions", "value").
						Hint("write `false`, or name the decision: `basis: decision/ID`").
						Problem("the silence of institutions is taken as consent, and no decision says so")
				}
			}),
	},
)

// eachParameter calls visit for every parameter of the rules in their order.
func eachParameter(r *Rules, visit func(name string, basis Basis)) {
	v := reflect.ValueOf(r).Elem()
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
		visit(name, v.Field(i).FieldByName("Basis").Interface().(Basis))
	}
}

func unknownPosts(e *record.Entry[Network], _ *record.Set, report record.Reporter) {
	for _, p := range []struct {
		name  string
		posts []PostRef
	}{{"clearance_by", e.Rec.Rules.ClearanceBy.Value}, {"state_determined_by", e.Rec.Rules.StateDeterminedBy.Value}} {
		for i, post := range p.posts {
			if _, ok := postOf(e.Rec, record.Key(post)); !ok {
				report.At("rules", p.name, "value", i).Hint("its posts are %s", quotedList(postIDs(e.Rec))).
					Problem("the network has no post %q", post)
			}
		}
	}
}

func postIDs(n *Network) []record.ID {
	var out []record.ID
	for _, p := range n.Posts {
		out = append(out, p.ID)
	}
	return out
}

func unknownBases(e *record.Entry[Network], s *record.Set, report record.Reporter) {
	terms, haveTerms := TermsKind.Get(s, record.ID(TermsKind.Name))
	eachParameter(&e.Rec.Rules, func(name string, basis Basis) {
		at := report.At("rules", name, "basis")
		id, isDecision := strings.CutPrefix(string(basis), "decision/")
		switch {
		case basis == "" || basis == Assumed:
		case isDecision:
			if !s.Has(Decisions.Name, record.ID(id)) {
				at.Hint("see what there is with `unmn decision list`").Problem("there is no decision %q", id)
			}
		case haveTerms && !slices.ContainsFunc(terms.Rec.Clauses, func(c Clause) bool { return string(c.ID) == string(basis) }):
			at.Hint("see the clauses with `unmn terms show`").Problem("the terms have no clause %q", basis)
		}
	})
}
