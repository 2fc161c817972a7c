package doc

import (
	"reflect"
	"strings"
	"testing"
)

type tour struct {
	Name   Text       `yaml:"name" must:"yes" doc:"what it is called"`
	Day    Date       `yaml:"day" doc:"when"`
	Open   bool       `yaml:"is_open" doc:"who wants can come"`
	Guide  *tourGuide `yaml:"guide" doc:"who leads it"`
	Tags   []string   `yaml:"tags" doc:"words"`
	Stops  []tourStop `yaml:"stops" doc:"where it goes"`
	Claims []Text     `yaml:"claims" doc:"what is said"`
}

type tourGuide struct {
	Name string `yaml:"name" must:"yes" doc:"the name"`
}

type tourStop struct {
	Place string `yaml:"place" key:"yes" must:"yes" doc:"where"`
	Round int    `yaml:"round" key:"yes" range:"1-9" doc:"which time"`
	Note  Text   `yaml:"note" doc:"what"`
}

func tourShape() *Shape { return ShapeOf(reflect.TypeFor[tour]()) }

func aTour() *tour {
	return &tour{Name: Text{"en": "Tour", "sr-Latn": "Obilazak"}, Tags: []string{"a", "b"},
		Stops: []tourStop{{Place: "park", Round: 1}, {Place: "park", Round: 2}, {Place: "hall", Round: 1}}}
}

func TestAssign(t *testing.T) {
	for _, tt := range []struct {
		arg  string
		want func(*tour)
	}{
		{"day=2026-05-14", func(v *tour) { v.Day = "2026-05-14" }},
		{"is-open=true", func(v *tour) { v.Open = true }},
		{"name.en=Walk", func(v *tour) { v.Name["en"] = "Walk" }},
		{"name.en=", func(v *tour) { delete(v.Name, "en") }},
		{"name=", func(v *tour) { v.Name = nil }},
		{"guide.name=Post", func(v *tour) { v.Guide = &tourGuide{"Post"} }},
		{"guide=", func(*tour) {}},
		{"tags=x, y", func(v *tour) { v.Tags = []string{"x", "y"} }},
		{"tags+=b,c", func(v *tour) { v.Tags = []string{"a", "b", "c"} }},
		{"tags-=a", func(v *tour) { v.Tags = []string{"b"} }},
		{"tags.2=z", func(v *tour) { v.Tags[1] = "z" }},
		{"tags.3=c", func(v *tour) { v.Tags = append(v.Tags, "c") }},
		{"tags.b=", func(v *tour) { v.Tags = []string{"a"} }},
		{"stops.3.note=N", func(v *tour) { v.Stops[2].Note = Plain("N") }},
		{"stops.hall.note=N", func(v *tour) { v.Stops[2].Note = Plain("N") }},
		{"stops.park/2.note=a=b", func(v *tour) { v.Stops[1].Note = Plain("a=b") }},
		{"stops.2=", func(v *tour) { v.Stops = append(v.Stops[:1], v.Stops[2]) }},
		{"stops.4.place=end", func(v *tour) { v.Stops = append(v.Stops, tourStop{Place: "end"}) }},
		{"claims.1=so", func(v *tour) { v.Claims = []Text{Plain("so")} }},
	} {
		a, err := ParseAssignment(tt.arg)
		if err != nil {
			t.Errorf("%s: %v", tt.arg, err)
			continue
		}
		got, want := aTour(), aTour()
		tt.want(want)
		if err := a.Apply(tourShape(), got, nil); err != nil {
			t.Errorf("%s: %v", tt.arg, err)
		} else if !Equal(tourShape(), got, want) {
			t.Errorf("%s gave\n%swant\n%s", tt.arg, Encode(tourShape(), got, ""), Encode(tourShape(), want, ""))
		}
	}
}

func TestAssignRefuses(t *testing.T) {
	for arg, want := range map[string]string{
		"day":                `"day" says no field and value`,
		"=x":                 `says no field and value`,
		"dya=2026-05-14":     `did you mean "day"; what can be set is name, day, is_open`,
		"day=tomorrow":       `"tomorrow" is not a date`,
		"day.x=1":            `"day" is one value`,
		"day+=2026-05-14":    `is no list; write = without +`,
		"name=Walk":          `"name" is in en, sr-Latn; say which, such as name.en=`,
		"name.german=x":      `"german" is not a language of "name"`,
		"guide=Post":         `what can be set is guide.name`,
		"tags-=c":            `not all of "c" are in "tags"`,
		"tags.9=x":           `"tags" has 2 items; 9 is neither`,
		"stops=x":            `say which, such as stops.1.place=; the next item is number 4`,
		"stops.4=":           `no number 4 to take away`,
		"stops.park.note=x":  `"park" names 2 items of "stops"; say which, such as park/1`,
		"stops.halll.note=x": `did you mean "stops.hall"`,
		"stops.1.round=12":   `12 is not between 1 and 9`,
		"stops.1.nte=x":      `did you mean "stops.1.note"`,
	} {
		a, err := ParseAssignment(arg)
		if err == nil {
			err = a.Apply(tourShape(), aTour(), nil)
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", arg, err, want)
		}
	}
}

// FuzzAssign: no path and no text panics, and an assignment that is accepted twice
// in a row says the second time what it said the first.
func FuzzAssign(f *testing.F) {
	for _, arg := range []string{"day=2026-05-14", "stops.park/2.note.en=x", "tags+=a,b", "tags.3=x", "guide.name=", "stops.4.round=2", "name.sr-Cyrl=", "claims.1.en=x", ".=", "a..b=c", "stops.-1=", "tags.0=x"} {
		f.Add(arg)
	}
	shape := tourShape()
	f.Fuzz(func(t *testing.T, arg string) {
		a, err := ParseAssignment(arg)
		if err != nil {
			return
		}
		rec := aTour()
		if a.Apply(shape, rec, nil) != nil || a.Text == "" || a.Sign == '-' {
			return
		}
		again := Clone(shape, rec).(*tour)
		if err := a.Apply(shape, again, nil); err == nil && !Equal(shape, rec, again) {
			t.Errorf("%q twice:\n%sthen\n%s", arg, Encode(shape, rec, ""), Encode(shape, again, ""))
		}
	})
}

func TestCombine(t *testing.T) {
	const base = "name: Tour\n# about the day\nday: 2026-05-14\n\ntags: [a, b]\n"
	for _, tt := range []struct{ mine, theirs, want, both string }{
		{base, base, base, ""},
		{strings.Replace(base, "Tour", "Walk", 1), strings.Replace(base, "a, b", "c", 1), "name: Walk\n# about the day\nday: 2026-05-14\ntags: [c]\n", ""},
		{strings.Replace(base, "# about", "# more about", 1), strings.Replace(base, "Tour", "Walk", 1), "name: Walk\n# more about the day\nday: 2026-05-14\ntags: [a, b]\n", ""},
		{strings.Replace(base, "# about the day\nday: 2026-05-14\n", "", 1), base, "name: Tour\ntags: [a, b]\n", ""},
		{base, base + "guide:\n  name: Post\n", "name: Tour\n# about the day\nday: 2026-05-14\nguide:\n  name: Post\ntags: [a, b]\n", ""},
		{strings.Replace(base, "Tour", "Walk", 1), strings.Replace(base, "Tour", "Run", 1), "", "name"},
		{strings.Replace(base, "05-14", "05-15", 1), strings.Replace(base, "# about the day\nday: 2026-05-14\n", "", 1), "", "day"},
		{"# top\n\n" + base, "# other top\n\n" + base, "", commentsField},
	} {
		got, both, ok := Combine("tour.yaml", tourShape(), []byte(base), []byte(tt.mine), []byte(tt.theirs))
		if !ok || strings.Join(both, ",") != tt.both {
			t.Errorf("%q and %q: both %v, ok %v, want %s", tt.mine, tt.theirs, both, ok, tt.both)
		}
		if flat := strings.ReplaceAll(string(got), "\n\n", "\n"); tt.want != "" && flat != strings.ReplaceAll(tt.want, "\n\n", "\n") {
			t.Errorf("%q and %q gave\n%s", tt.mine, tt.theirs, got)
		}
	}
	if _, _, ok := Combine("tour.yaml", tourShape(), nil, []byte(base), []byte(base)); ok {
		t.Error("nothing was read as a record")
	}
}

// TestLeavesAreAssignable: the paths a record is shown by are those its values are
// set by, and InForce leaves a record without dated rows alone.
func TestLeavesAreAssignable(t *testing.T) {
	shape, v := tourShape(), aTour()
	v.Guide, v.Claims, v.Day = &tourGuide{"Post"}, []Text{Plain("so"), {"en": "and"}}, "2026-05-14"
	leaves := Leaves(shape, v)
	if len(leaves) != 14 {
		t.Errorf("%d leaves: %v", len(leaves), leaves)
	}
	for _, l := range leaves {
		again := Clone(shape, v)
		if err := (Assignment{Path: l.Path, Text: l.Value}).Apply(shape, again, nil); err != nil || !Equal(shape, v, again) {
			t.Errorf("%s=%s: %v", l.Path, l.Value, err)
		}
	}
	if InForce(shape, v, "2026-05-14") != any(v) {
		t.Error("a record without dated rows was copied")
	}
}
