package doc

import (
	"reflect"
	"strings"
)

// formerly finds for every item of a list after an edit the item it was before, -1 for
// one that is new: by standing where it stood with the same key or value, else by its
// key or value, else, without a key, behind the same neighbour as the one it replaces.
func formerly(elem *Shape, before, after reflect.Value) []int {
	was, is := likenesses(elem, before), likenesses(elem, after)
	out := make([]int, len(is))
	for j := range out {
		out[j] = -1
	}
	first := 0
	for ; first < min(len(was), len(is)) && was[first] == is[first]; first++ {
		out[first] = first
	}
	i, j := len(was), len(is)
	for ; i > first && j > first && was[i-1] == is[j-1]; i, j = i-1, j-1 {
		out[j-1] = i - 1
	}
	open := map[string][]int{} // the items before that have no successor yet
	for k := first; k < i; k++ {
		open[was[k]] = append(open[was[k]], k)
	}
	for k := first; k < j; k++ {
		if left := open[is[k]]; len(left) > 0 {
			out[k], open[is[k]] = left[0], left[1:]
		}
	}
	inPlace(out, was, is)
	return out
}

// inPlace pairs items without a key that differ and stand behind the same neighbour.
func inPlace(pairs []int, was, is []string) {
	free := make([]bool, len(was)+1)
	for i, likeness := range was {
		free[i] = likeness[0] != '='
	}
	for _, i := range pairs {
		if i >= 0 {
			free[i] = false
		}
	}
	next := 0 // behind the item that the one before was
	for j, i := range pairs {
		if i < 0 && is[j][0] != '=' && free[next] {
			i, free[next] = next, false
			pairs[j] = i
		}
		if next = len(was); i >= 0 {
			next = i + 1
		}
	}
}

func likenesses(elem *Shape, list reflect.Value) []string {
	out := make([]string, list.Len())
	for i := range out {
		out[i] = likeness(elem, list.Index(i))
	}
	return out
}

// likeness is what an item is found again by.
func likeness(elem *Shape, v reflect.Value) string {
	if key := keyOf(elem, v); key != "" {
		return "=" + key
	}
	w := &writer{}
	w.value("-", Field{}, elem, v, "", 0)
	return w.b.String()
}

// follow gives the comments of a file the names that their values have after an
// edit: those of items without a key are positions, and positions move.
func (c *comments) follow(s *Shape, before, after reflect.Value) comments {
	if c.none() {
		return *c
	}
	names := renaming{}
	names.fields(s, before, after, "")
	out := comments{above: map[string][]string{}, after: map[string]string{}, below: map[string][]string{}, top: c.top, end: c.end}
	for name, lines := range c.above {
		if to, kept := names.of(name); kept {
			out.above[to] = lines
		}
	}
	for name, lines := range c.below {
		if to, kept := names.of(name); kept {
			out.below[to] = lines
		}
	}
	for name, line := range c.after {
		if to, kept := names.of(name); kept {
			out.after[to] = line
		}
	}
	out.findInner()
	return out
}

// A renaming holds, by the whole name an item had, the last step of the name that
// it has; "" for an item that is no more.
type renaming map[string]string

func (r renaming) of(name string) (string, bool) {
	steps := strings.Split(name, separator)
	at := ""
	for i, step := range steps {
		at += separator + step
		if to, ok := r[at]; ok {
			if to == "" {
				return "", false
			}
			steps[i] = to
		}
	}
	return strings.Join(steps, separator), true
}

func (r renaming) fields(s *Shape, before, after reflect.Value, name string) {
	for _, f := range s.Fields {
		b, a := f.In(before), f.In(after)
		if f.Pointer {
			if b.IsNil() || a.IsNil() {
				continue
			}
			b, a = b.Elem(), a.Elem()
		}
		r.value(f.Shape, b, a, name+separator+f.Name)
	}
}

func (r renaming) value(s *Shape, before, after reflect.Value, name string) {
	switch s.Kind {
	case StructShape:
		r.fields(s, before, after, name)
	case ListShape:
		successors := make([]int, before.Len())
		for j, i := range formerly(s.Elem, before, after) {
			if i >= 0 {
				successors[i] = j + 1
			}
		}
		for i, j := range successors {
			was := valueName(s.Elem, before.Index(i), i)
			at := name + separator + was
			if j == 0 {
				r[at] = ""
				continue
			}
			if is := valueName(s.Elem, after.Index(j-1), j-1); is != was {
				r[at] = is
			}
			r.value(s.Elem, before.Index(i), after.Index(j-1), at)
		}
	}
}
