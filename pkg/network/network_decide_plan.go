package network

import (
	"fmt"
	"reflect"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// RuleBasis is the rule that a parameter rests on a clause, a decision, or nothing yet.
const RuleBasis = "parameter-basis"

// DecideOptions say how the Network settled a parameter.
type DecideOptions struct {
	Parameter string // by its name, dashes or underscores
	Value     string // as a person types it
	Decision  record.ID
}

// DecideParameter gives a parameter the value that a decision of the Network settled,
// and the decision as its basis. It refuses a parameter that there is not, a value that
// it cannot have, and a decision that was not adopted.
func DecideParameter(s *record.Set, t record.Type, o DecideOptions) (*record.Change, error) {
	name := strings.ReplaceAll(o.Parameter, "-", "_")
	if _, ok := parameterField(name); !ok {
		return nil, unknownName(fmt.Sprintf("the rules of the network have no parameter %q", o.Parameter), name, parameterNames())
	}
	if strings.TrimSpace(o.Value) == "" {
		return nil, usage("%s: the value is not said", name)
	}
	decision, ok := Decisions.Get(s, o.Decision)
	if !ok {
		_, err := s.Item(Decisions.Name, o.Decision)
		return nil, err
	}
	if decision.Rec.Status != DecisionAdopted {
		return nil, &Refusal{
			Message: fmt.Sprintf("decision %q is %s; only one that was adopted settles anything", o.Decision, decision.Rec.Status),
			Hint:    "see what it lacks with " + typed("decision", "show", string(o.Decision)), Rule: RuleBasis,
		}
	}
	d := s.Draft()
	err := d.Alter(t, record.ID(Networks.Name), func(rec any) error {
		complete := func(f doc.Field, form *doc.Shape, text string) (string, error) {
			return s.Complete(t, rec, f, form, text)
		}
		for _, v := range []doc.Assignment{
			{Path: "rules." + name + ".basis", Text: Decisions.Name + "/" + string(o.Decision)},
			{Path: "rules." + name + ".value", Text: o.Value},
		} {
			if err := v.Apply(t.Shape(), rec, complete); err != nil {
				return usage("%v", err)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	d.Serve(RuleBasis)
	for _, rule := range Obligations() {
		for _, p := range rule.Params {
			if p == name {
				d.Serve(rule.Rule)
			}
		}
	}

	n := Networks.One(d)
	return d.Change(fmt.Sprintf("network: %s is %s, by decision %s", name, parameterText(&n.Rules, name), o.Decision))
}

// Parameters are the names of all parameters, each with what it is.
func Parameters() [][2]string {
	var out [][2]string
	for _, name := range parameterNames() {
		out = append(out, [2]string{name, aboutParameter(name)})
	}
	return out
}

func parameterNames() []string {
	var out []string
	eachParameter(new(Rules), func(name string, _ Basis) { out = append(out, name) })
	return out
}

// valueWords are the words of the value of a parameter: one, or those of a list.
func valueWords(v reflect.Value) []string {
	if v.Kind() != reflect.Slice {
		return []string{fmt.Sprint(v.Interface())}
	}
	var words []string
	for i := range v.Len() {
		words = append(words, fmt.Sprint(v.Index(i).Interface()))
	}
	return words
}
