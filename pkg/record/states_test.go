package record_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"unmn/pkg/record"
)

// door is open or shut; to be bolted it has to be shut, and a door that is walled
// up stays so.
type door struct {
	State string `yaml:"state" must:"yes" doc:"how it stands"`
	Note  string `yaml:"note" doc:"anything else"`
}

func doorTypes() []record.Type {
	return []record.Type{record.Of(&record.Kind[door]{
		Name: "door", Folder: "doors", Doc: "a door",
		States: record.States{Field: "state", Arrows: []record.Arrow{
			{To: "open", By: "unmn door new ID"},
			{From: "open", To: "shut", By: "unmn door shut ID"},
			{From: "shut", To: "open", By: "unmn door open ID"},
			{From: "shut", To: "bolted"},
			{From: "bolted", To: "shut", By: "unmn door unbolt ID"},
			{From: "bolted", To: "walled", By: "unmn door wall ID"},
		}},
	}, nil, nil)}
}

func TestJumps(t *testing.T) {
	for _, c := range []struct{ before, after, want string }{
		{"open", "shut", ""},
		{"open", "open", ""},
		{"", "walled", ""}, // a record that is new begins in any state
		{"walled", "", ""},
		{"open", "bolted", "the state does not go from open to bolted; it is shut first|`unmn door shut front`"},
		{"shut", "walled", "the state does not go from shut to walled; it is bolted first|`unmn door set front state=bolted`"},
		{"walled", "open", "the state does not go from walled to open|if the state before was a mistake, take it back with `git revert COMMIT`; `unmn door log front --field state` tells which"},
	} {
		fsys := fstest.MapFS{"records/doors/back.yaml": {Data: []byte("state: open\n")}}
		f := record.File{Path: "records/doors/front.yaml"}
		if c.before != "" {
			f.Old = []byte("state: " + c.before + "\n")
			fsys[f.Path] = &fstest.MapFile{Data: f.Old}
		}
		if c.after != "" {
			f.New = []byte("note: painted\nstate: " + c.after + "\n")
		}
		s, err := record.Load(fsys, doorTypes()...)
		if err != nil {
			t.Fatal(err)
		}
		change := &record.Change{Files: []record.File{f}}
		next, problems := s.Apply(change)
		if problems != nil {
			t.Errorf("%s to %s: Apply tells of a step: %v", c.before, c.after, problems)
		}
		list := s.Jumps(next, change)
		var got string
		if len(list) == 1 {
			got = list[0].Message + "|" + list[0].Hint
			if list[0].Line != 2 || list[0].Column != 8 || list[0].Rule != record.RuleState {
				t.Errorf("%s to %s: %+v", c.before, c.after, list[0])
			}
		}
		if len(list) > 1 || got != c.want {
			t.Errorf("%s to %s: %v, want %q", c.before, c.after, list, c.want)
		}
	}
}

// A change may take several steps with a record when it says which, and no others.
func TestStepsThatAChangePasses(t *testing.T) {
	for _, c := range []struct {
		passed []string
		may    bool
	}{{nil, false}, {[]string{"shut"}, true}, {[]string{"walled"}, false}, {[]string{"shut", "bolted"}, true}} {
		f := record.File{Path: "records/doors/front.yaml", Old: []byte("state: open\n"), New: []byte("state: bolted\n")}
		s, err := record.Load(fstest.MapFS{f.Path: {Data: f.Old}}, doorTypes()...)
		if err != nil {
			t.Fatal(err)
		}
		change := &record.Change{Files: []record.File{f}, Passed: map[string][]string{f.Path: c.passed}}
		next, _ := s.Apply(change)
		if list := s.Jumps(next, change); (list == nil) != c.may {
			t.Errorf("by way of %v: %v", c.passed, list)
		}
	}
}

// What cannot be read stands nowhere: no step is told of it.
func TestJumpsKeepSilentOfWhatCannotBeRead(t *testing.T) {
	broken := []byte("stat: open\n")
	s, err := record.Load(fstest.MapFS{"records/doors/front.yaml": {Data: broken}}, doorTypes()...)
	if err != nil {
		t.Fatal(err)
	}
	change := &record.Change{Files: []record.File{{Path: "records/doors/front.yaml", Old: broken, New: []byte("state: walled\n")}, {Path: "notes.txt", New: []byte("x")}}}
	next, _ := s.Apply(change)
	if list := s.Jumps(next, change); list != nil {
		t.Errorf("%v", list)
	}
}

func TestStatesInWords(t *testing.T) {
	typ := doorTypes()[0]
	if got, want := typ.States().Names(), []string{"open", "shut", "bolted", "walled"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	schema, err := record.Schema(typ)
	if err != nil {
		t.Fatal(err)
	}
	if want := "a door. Its state begins as open; open -> shut; shut -> open, bolted; bolted -> shut, walled; walled is the end"; !strings.Contains(string(schema), want) {
		t.Errorf("the schema lacks %q:\n%s", want, schema)
	}
	var way []string
	for _, a := range typ.States().Way("open", "walled") {
		way = append(way, a.To)
	}
	if !slices.Equal(way, []string{"shut", "bolted", "walled"}) {
		t.Errorf("the way is %q", way)
	}
	if way := typ.States().Way("walled", "open"); way != nil {
		t.Errorf("there is a way %v", way)
	}
}
