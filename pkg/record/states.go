package record

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
)

// States say how the records of a kind move from one state to the next. They are
// declared once, with the kind; [Set.Jumps], help, schemas and documents follow
// them. The zero value is a kind without states.
type States struct {
	Field  string // the field that says where a record stands
	Arrows []Arrow
}

// An Arrow is one step. From is empty where a record begins.
type Arrow struct {
	From, To string
	// By is the command that takes the step, with ID for the record; empty where
	// there is none and the state is set.
	By string
	// Only says that the command records what nobody would think of who sets the
	// state: the step is taken by it alone.
	Only bool
}

// Arrow is the step from one state to another, false when there is none.
func (s States) Arrow(from, to string) (Arrow, bool) {
	at := slices.IndexFunc(s.Arrows, func(a Arrow) bool { return a.From == from && a.To == to })
	if at < 0 {
		return Arrow{}, false
	}
	return s.Arrows[at], true
}

// Way is the shortest way from one state to another, step by step; nil when no
// steps lead there, or none are needed.
func (s States) Way(from, to string) []Arrow {
	if from == to {
		return nil
	}
	ways := [][]Arrow{nil}
	seen := map[string]bool{from: true}
	for len(ways) > 0 {
		way := ways[0]
		ways = ways[1:]
		at := from
		if len(way) > 0 {
			at = way[len(way)-1].To
		}
		for _, a := range s.Arrows {
			if a.From != at || seen[a.To] {
				continue
			}
			next := append(slices.Clip(way), a)
			if a.To == to {
				return next
			}
			seen[a.To] = true
			ways = append(ways, next)
		}
	}
	return nil
}

// Names are the states in the order in which the arrows first lead to them.
func (s States) Names() []string {
	var out []string
	for _, a := range s.Arrows {
		if !slices.Contains(out, a.To) {
			out = append(out, a.To)
		}
	}
	return out
}

// Lines tell the states in words, a line for each: where a record can go from it.
func (s States) Lines() []string {
	var out []string
	for _, from := range append([]string{""}, s.Names()...) {
		to := s.From(from)
		switch {
		case len(to) == 0:
			out = append(out, from+" is the end")
		case from == "":
			out = append(out, "begins as "+strings.Join(to, ", "))
		default:
			out = append(out, from+" -> "+strings.Join(to, ", "))
		}
	}
	return out
}

// From are the states that one step leads to from a state; "" is the beginning.
func (s States) From(state string) []string {
	var to []string
	for _, a := range s.Arrows {
		if a.From == state {
			to = append(to, a.To)
		}
	}
	return to
}

// Command is what takes a step for a record of a kind: the step's own command, or the
// one that sets the state.
func (s States) Command(a Arrow, kind string, id ID) string {
	if a.By != "" {
		return strings.ReplaceAll(a.By, "ID", string(id))
	}
	return fmt.Sprintf("unmn %s set %s %s=%s", kind, id, s.Field, a.To)
}

// leads reports that arrows lead from one state to another by way of those passed.
func (s States) leads(from, to string, passed []string) bool {
	for _, next := range append(slices.Clip(passed), to) {
		if _, ok := s.Arrow(from, next); !ok && from != next {
			return false
		}
		from = next
	}
	return true
}

// Jumps are the records that a change moves to a state no single step leads to from
// the one they had; next is the set the change leads to. What a Set says of itself
// knows no before, so this stands beside [Set.Apply]: whoever takes a step asks for
// both, and whoever takes steps back or brings several together asks for Apply
// alone. A record that is new begins in any state: a register may be begun in the
// middle of things.
func (s *Set) Jumps(next *Set, c *Change) diag.List {
	var list diag.List
	for _, f := range c.Files {
		t, id, ok := s.Locate(f.Path)
		if !ok || t.States().Field == "" {
			continue
		}
		before, had := s.entry(t.Name(), id)
		after, has := next.entry(t.Name(), id)
		if !had || !has {
			continue
		}
		from, to := stateOf(t, before), stateOf(t, after)
		if t.States().leads(from, to, c.Passed[f.Path]) {
			continue
		}
		message, hint := jump(t, id, from, to)
		p := diag.Problem{File: f.Path, Rule: RuleState, Message: message, Hint: hint}
		list = append(list, doc.Locate(p, f.New, doc.P(t.States().Field)))
	}
	return list.Sort()
}

// stateOf is the state an entry of a type is in.
func stateOf(t Type, entry any) string {
	f, ok := t.Shape().Field(t.States().Field)
	if !ok {
		return ""
	}
	return f.In(reflect.ValueOf(t.value(entry)).Elem()).String()
}

// StateOf is the state a record of a type is in; empty where there is no such record
// or its kind has no states.
func StateOf(r Reader, t Type, id ID) string {
	entry, ok := r.entry(t.Name(), id)
	if !ok {
		return ""
	}
	return stateOf(t, entry)
}

// jump says which step is missing, and how to take it.
func jump(t Type, id ID, from, to string) (message, hint string) {
	way := t.States().Way(from, to)
	message = fmt.Sprintf("the %s does not go from %s to %s", t.States().Field, from, to)
	if way == nil {
		return message, fmt.Sprintf("if the state before was a mistake, take it back with `git revert COMMIT`; `unmn %s log %s --field %s` tells which", t.Name(), id, t.States().Field)
	}
	return message + "; it is " + way[0].To + " first", "`" + t.States().Command(way[0], t.Name(), id) + "`"
}
