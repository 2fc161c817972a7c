package doc

import (
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// A DiffKind says how a value differs between two records.
type DiffKind string

// The ways. A list whose items are the same in another order is Moved.
const (
	Changed DiffKind = "changed"
	Added   DiffKind = "added"
	Removed DiffKind = "removed"
	Moved   DiffKind = "moved"
)

// A Difference is one value that two records of a Shape do not share.
type Difference struct {
	// Path is the value's name as commands write it, "minutes.drafted_on". An item
	// is named by its key, "agenda.adoption.title", where it has one, else by its
	// position counted from 1. A plain value in a list bears the list's name.
	Path string
	Kind DiffKind
	Old  Value // the zero Value where it was added
	New  Value // the zero Value where it was removed
}

// A Value is a value out of its record: a scalar, or an item or a part as a whole.
type Value struct {
	Text string // for people; of several lines where the value is
	JSON any    // for programs, as [JSON] gives it; nil when there is no value
}

// Diff tells field by field how two records (pointers to the Shape's type) differ,
// in the order of the file. Items of lists are compared with the item of the same
// key wherever it stands; those without a key with their likeliest counterpart. It
// is empty exactly when the records are Equal, and every value that differs is at
// or below the Path of a Difference.
func Diff(shape *Shape, old, fresh any) []Difference {
	d := &differ{}
	d.fields(shape, reflect.ValueOf(old).Elem(), reflect.ValueOf(fresh).Elem(), "")
	return d.found
}

type differ struct{ found []Difference }

func (d *differ) add(path string, kind DiffKind, old, fresh Value) {
	d.found = append(d.found, Difference{path, kind, old, fresh})
}

// below is the path one step longer.
func below(path, step string) string {
	if path == "" {
		return step
	}
	return path + "." + step
}

func (d *differ) fields(s *Shape, a, b reflect.Value, at string) {
	for _, f := range s.Fields {
		if old, fresh := f.In(a), f.In(b); !equalValue(f.Shape, old, fresh) {
			d.value(f.Shape, given(f, old), given(f, fresh), below(at, f.Name))
		}
	}
}

// given is the value of a field that says something, else the invalid Value.
func given(f Field, v reflect.Value) reflect.Value {
	if probe := (&writer{}); !probe.present(f, v, "") {
		return reflect.Value{}
	}
	return reflect.Indirect(v)
}

// value compares two values that are not equal; either may be invalid, but not both.
func (d *differ) value(s *Shape, a, b reflect.Value, at string) {
	switch {
	case s.Kind == ListShape:
		d.list(s, orZero(s, a), orZero(s, b), at)
	case s.Kind == TextShape:
		d.text(orZero(s, a).Interface().(Text), orZero(s, b).Interface().(Text), at)
	case !a.IsValid():
		d.add(at, Added, Value{}, valueOf(s, b))
	case !b.IsValid():
		d.add(at, Removed, valueOf(s, a), Value{})
	case s.Kind == StructShape:
		d.fields(s, a, b, at)
	default:
		d.add(at, Changed, valueOf(s, a), valueOf(s, b))
	}
}

func orZero(s *Shape, v reflect.Value) reflect.Value {
	if v.IsValid() {
		return v
	}
	return reflect.Zero(s.Type)
}

// text compares language by language.
func (d *differ) text(a, b Text, at string) {
	all := maps.Clone(b)
	if all == nil {
		all = Text{}
	}
	maps.Copy(all, a)
	for _, lang := range slices.Sorted(maps.Keys(all)) {
		old, had := a[lang]
		fresh, has := b[lang]
		name := at
		if lang != "" {
			name = below(at, lang)
		}
		switch {
		case !had:
			d.add(name, Added, Value{}, Value{fresh, fresh})
		case !has:
			d.add(name, Removed, Value{old, old}, Value{})
		case old != fresh:
			d.add(name, Changed, Value{old, old}, Value{fresh, fresh})
		}
	}
}

// list compares item by item: those with a key by it, the others in their order.
func (d *differ) list(s *Shape, a, b reflect.Value, at string) {
	before := len(d.found)
	old, fresh := itemsOf(s.Elem, a), itemsOf(s.Elem, b)
	for _, i := range old.keyed {
		if _, stays := fresh.at[old.keys[i]]; !stays {
			d.item(s.Elem, at, old.keys[i], a.Index(i), reflect.Value{})
		}
	}
	for _, j := range fresh.keyed {
		i, was := old.at[fresh.keys[j]]
		switch {
		case !was:
			d.item(s.Elem, at, fresh.keys[j], reflect.Value{}, b.Index(j))
		case !equalValue(s.Elem, a.Index(i), b.Index(j)):
			d.value(s.Elem, a.Index(i), b.Index(j), below(at, keyName(fresh.keys[j])))
		}
	}
	d.unkeyed(s.Elem, a, b, old.bare, fresh.bare, at)
	common := func(l items, other items) []string {
		return slices.DeleteFunc(l.sequence(), func(k string) bool { _, both := other.at[k]; return !both })
	}
	if was, is := common(old, fresh), common(fresh, old); !slices.Equal(was, is) || len(d.found) == before {
		d.add(at, Moved, order(old.sequence(), s, a), order(fresh.sequence(), s, b))
	}
}

// unkeyed compares the items that have no key.
func (d *differ) unkeyed(s *Shape, a, b reflect.Value, old, fresh []int, at string) {
	same := func(i, j int) bool { return equalValue(s, a.Index(old[i]), b.Index(fresh[j])) }
	for _, p := range align(len(old), len(fresh), same) {
		switch {
		case p.new < 0:
			d.item(s, at, strconv.Itoa(old[p.old]+1), a.Index(old[p.old]), reflect.Value{})
		case p.old < 0:
			d.item(s, at, strconv.Itoa(fresh[p.new]+1), reflect.Value{}, b.Index(fresh[p.new]))
		case !same(p.old, p.new):
			d.value(s, a.Index(old[p.old]), b.Index(fresh[p.new]), nameOf(s, at, strconv.Itoa(fresh[p.new]+1)))
		}
	}
}

// item says that a whole item came or went.
func (d *differ) item(s *Shape, at, name string, a, b reflect.Value) {
	at = nameOf(s, at, keyName(name))
	if a.IsValid() {
		d.add(at, Removed, valueOf(s, a), Value{})
	} else {
		d.add(at, Added, Value{}, valueOf(s, b))
	}
}

// nameOf is the path of an item: a plain value has only its list's.
func nameOf(s *Shape, list, item string) string {
	if s.Kind == StructShape || s.Kind == TextShape {
		return below(list, item)
	}
	return list
}

// items are the items of a list by their keys. A key that two items share, which
// no file can hold, names neither.
type items struct {
	keys  []string       // by position
	at    map[string]int // position by key
	keyed []int          // positions of those with a key
	bare  []int          // and of those without
}

func itemsOf(s *Shape, v reflect.Value) items {
	l := items{keys: make([]string, v.Len()), at: map[string]int{}}
	times := map[string]int{}
	for i := range v.Len() {
		l.keys[i] = keyOf(s, v.Index(i))
		times[l.keys[i]]++
	}
	for i, k := range l.keys {
		if k == "" || times[k] > 1 {
			l.bare = append(l.bare, i)
			continue
		}
		l.at[k] = i
		l.keyed = append(l.keyed, i)
	}
	return l
}

// sequence is the keys in order.
func (l items) sequence() []string {
	out := make([]string, len(l.keyed))
	for n, i := range l.keyed {
		out[n] = l.keys[i]
	}
	return out
}

// order is the order of a list as a value: its keys, or where some items have none
// the whole list.
func order(keys []string, s *Shape, v reflect.Value) Value {
	if len(keys) < v.Len() {
		return valueOf(s, v)
	}
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = keyName(k)
	}
	return Value{strings.Join(names, ", "), names}
}

// keyName is a key as a path has it: the parts of a compound key stand behind a slash.
func keyName(key string) string { return strings.ReplaceAll(key, "\x00", "/") }
