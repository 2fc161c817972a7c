package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// standing is a record of a kind that stands in a state, as a file.
func standing(kind, state string) string {
	cleared := "closes_at: 2025-12-03T17:00\nclearance:\n"
	for _, member := range []string{"iom", "rco", "un-women", "undp", "unfpa", "unhcr", "unicef", "unodc", "who"} {
		cleared += "  - {member: " + member + ", round: 1, asked: {date: \"2025-12-01\", channel: e-mail}, status: awaiting}\n"
	}
	cleared += "agreed_by: [{post: co-chair-rc, date: \"2025-12-02\"}, {post: co-chair-iom, date: \"2025-12-02\"}]\n"
	facts := map[string]string{
		"statement delivered": "delivered: {date: \"2026-10-02\", by: co-chair-rc}\n",
		"statement withdrawn": "withdrawn: {date: \"2026-10-02\", reason: Said}\n",
		"member active":       "since: \"2026-01-01\"\n", "member ended": "since: \"2026-01-01\"\nuntil: \"2026-10-01\"\n",
		"member inactive": "since: \"2026-01-01\"\ninactive:\n  - {since: \"2026-05-01\"}\n",
		"partner ended":   "until: \"2026-10-01\"\n",
		"group closed":    "closed: {date: \"2026-10-01\", reason: Over}\n",
		"action done":     "closed_on: \"2026-10-01\"\n", "action dropped": "closed_on: \"2026-10-01\"\nevidence: No need\n",
		"decision draft":         "state_consultation: {determination: not-required, reason: Internal, date: \"2026-10-01\", by: [co-chair-rc]}\n",
		"decision open":          decisionOpened + "  - {party: undp, capacity: member, round: 1, required: true, asked: {date: \"2026-10-01\", channel: e-mail}, status: responded, position: agree, answered_on: \"2026-10-02\"}\n",
		"decision objected":      decisionOpened + "  - {party: undp, capacity: member, round: 1, required: true, asked: {date: \"2026-10-01\", channel: e-mail}, status: responded, position: objection, answered_on: \"2026-10-02\"}\n",
		"decision adopted":       decisionOpened + "outcome: {result: adopted, date: \"2026-10-03\"}\nreference: UNMN-RS/2026/decision-1\n",
		"workplan adopted":       "adopted_by: 2026-10-01-sample-0\nadopted_on: \"2026-10-03\"\n",
		"statement in-clearance": cleared, "statement cleared": cleared,
		"meeting held": "attendance:\n  - {party: iom, status: present}\nminutes: {status: draft}\n",
	}
	body := map[string]string{
		"member":    "name: Sample\nshort: S\nclass: un-entity\nstatus: %s\nbasis: expressed-interest\n",
		"partner":   "name: Sample\nshort: S\nclass: ngo\nstatus: %s\n",
		"meeting":   "type: extraordinary\nstatus: %s\nreason: Said\ntitle: Sample\nstart: 2026-10-01T10:00\nrequested_by: [iom]\n",
		"decision":  "title: Sample\nstatus: %s\nquestion: Shall it be?\nproposed_by: iom\nmethod: written-consultation\n",
		"group":     "name: Sample\nkind: permanent\nstatus: %s\nmandate: Sample\nmembers:\n  - {party: iom}\n",
		"action":    "title: Sample\nstatus: %s\nowner: iom\ndue: \"2027-01-01\"\nsource: group/sample-0\n",
		"statement": "issue: Sample\nstatus: %s\ntext: Sample\ngcm: [1]\n",
		"workplan":  "period: \"2026\"\nstatus: %s\nactivities:\n  - {id: sample, title: Sample, status: ongoing, objective: 1, lead: iom, timeline: \"2026\"}\n",
	}
	if kind == "meeting" && state == "planned" { // it is ready to be convened
		body[kind] += "called_by: [co-chair-iom]\nagenda:\n  - {id: aob, title: Any other business, purpose: aob}\n"
	}
	return fmt.Sprintf(body[kind], state) + facts[kind+" "+state]
}

// decisionOpened is what every sample decision has that was opened.
const decisionOpened = `state_consultation: {determination: not-required, reason: Internal, date: "2026-10-01", by: [co-chair-rc]}
opened_on: "2026-10-01"
consultation:
  - {party: iom, capacity: member, round: 1, required: true, asked: {date: "2026-10-01", channel: e-mail}, status: responded, position: agree, answered_on: "2026-10-01"}
`

// sampleID is the id of the nth record of a kind in the test.
func sampleID(t record.Type, n int) record.ID {
	if t.Name() == network.Workplans.Name { // the only id of the period in its body
		return "2026"
	}
	if t.Layout() == record.ByYear {
		return record.ID(fmt.Sprintf("2026-10-01-sample-%d", n))
	}
	return record.ID(fmt.Sprintf("sample-%d", n))
}

// TestEveryStepHasItsCommand puts a record before each step that a command takes,
// and takes it: the record is then in the state the step leads to, and taking it
// from there is refused.
func TestEveryStepHasItsCommand(t *testing.T) {
	b := newBench(t, network.Types()...)
	root := newRootCommand(newApp(b.env))
	b.put(record.Root+"/groups/sample-0.yaml", standing("group", "active"))
	b.put(record.Root+"/decisions/2026/2026-10-01-sample-0.yaml", strings.Replace(standing("decision", "adopted"), "decision-1", "decision-2", 1))
	b.put("notes.txt", "Present: iom\n")
	each := func(do func(typ record.Type, n int, a record.Arrow)) {
		for _, typ := range network.Types() {
			for n, a := range typ.States().Arrows {
				do(typ, n+1, a)
			}
		}
	}
	each(func(typ record.Type, n int, a record.Arrow) {
		words := strings.Fields(a.By)
		if a.By != "" {
			if cmd, _, err := root.Find(words[1:3]); err != nil || !cmd.HasParent() || len(cmd.Commands()) > 0 {
				t.Errorf("%s: there is no command %q", typ.Name(), a.By)
			}
		}
		if a.From != "" && a.By != "" {
			b.put(typ.PathOf(sampleID(typ, n)), standing(typ.Name(), a.From))
		}
	})
	b.run(0, "save")
	each(func(typ record.Type, n int, a record.Arrow) {
		if a.From == "" || a.By == "" {
			return
		}
		args := typed(typ.States().Command(a, typ.Name(), sampleID(typ, n)))
		b.run(0, args...)
		if got := b.state(typ, sampleID(typ, n)); got != a.To {
			t.Errorf("unmn %s: the %s is %s after it, want %s", strings.Join(args, " "), typ.Name(), got, a.To)
		}
		if a.By != "unmn minutes take ID" && a.To != "in-progress" && a.To != "open" && a.To != "planned" && a.To != "objected" {
			b.run(3, args...) // nothing is done twice
		}
	})
}

// typed is a command as a person types it, its places filled in.
func typed(command string) []string {
	args := strings.Fields(command)[1:]
	for i, word := range args {
		switch word {
		case "REASON", "NOTE", "TEXT":
			args[i] = "Said"
		case "PARTY=objection":
			args[i] = "undp=objection"
		case "NEW", "DECISION":
			args[i] = "2026-10-01-sample-0"
		case "POST":
			args[i] = "co-chair-iom"
		case "TIME":
			args[i] = "2026-12-10 10:00"
		}
	}
	switch {
	case args[0] == "minutes":
		args = append(args, "--file", "notes.txt")
	case args[0] == "decision" && args[1] == "adopt": // most members are not among those asked
		args = append(args, "--as-taken", "--reason", "Said")
	case args[1] == "convene":
		args = append(args, "--cleared-by", "co-chair-iom", "--date", "2026-09-15")
	}
	return args
}

// TestNoOtherStepIsTaken tries, for each kind, every pair of states that no step
// joins: whatever edits the record so is refused, with the way where there is one.
func TestNoOtherStepIsTaken(t *testing.T) {
	b := newBench(t, network.Types()...)
	set, err := record.Load(os.DirFS(b.dir), network.Types()...)
	if err != nil {
		t.Fatal(err)
	}
	for _, typ := range network.Types() {
		states := typ.States()
		id := sampleID(typ, 1)
		for _, from := range states.Names() {
			put := &record.Change{Files: []record.File{{Path: typ.PathOf(id), New: []byte(standing(typ.Name(), from))}}}
			before, _ := set.Apply(put)
			if list := set.Jumps(before, put); list != nil {
				t.Errorf("a new %s cannot begin as %s: %v", typ.Name(), from, list)
			}
			for _, to := range states.Names() {
				c := &record.Change{Files: []record.File{{Path: typ.PathOf(id), New: []byte(standing(typ.Name(), to))}}}
				after, _ := before.Apply(c)
				list := before.Jumps(after, c)
				_, may := states.Arrow(from, to)
				if may = may || from == to; may != (list == nil) {
					t.Errorf("%s from %s to %s: %v", typ.Name(), from, to, list)
				}
				if !may && (list[0].Line == 0 || list[0].Hint == "") {
					t.Errorf("%s from %s to %s is told without place or hint: %+v", typ.Name(), from, to, list[0])
				}
			}
		}
	}
}

// put writes a file into the folder of the register.
func (b *bench) put(name, text string) {
	b.Helper()
	file := filepath.Join(b.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		b.Fatal(err)
	}
}

// state is where a record stands by what was last recorded.
func (b *bench) state(typ record.Type, id record.ID) string {
	b.Helper()
	a := newApp(b.env)
	defer a.close()
	set, _, err := a.head(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	item, err := set.Item(typ.Name(), id)
	if err != nil {
		b.Fatal(err)
	}
	return record.StateOf(set, typ, item.ID)
}

// The steps of each kind, once more in words: one that is added or lost is a choice
// that somebody makes, not a slip.
func TestStepsAreTheseAndNoOthers(t *testing.T) {
	want := map[string][]string{
		"member":  {"expressed-interest -> active", "active -> inactive", "inactive -> active", "active -> ended", "inactive -> ended"},
		"partner": {"active -> ended"},
		"meeting": {
			"planned -> convened", "planned -> held", "planned -> postponed", "planned -> cancelled", "planned -> not-held",
			"convened -> held", "convened -> postponed", "convened -> cancelled", "convened -> not-held", "postponed -> planned",
			"postponed -> cancelled", "postponed -> not-held",
		},
		"decision": {
			"draft -> open", "open -> objected", "objected -> open", "open -> adopted", "open -> no-consensus",
			"draft -> withdrawn", "open -> withdrawn", "objected -> withdrawn", "adopted -> superseded",
		},
		"group": {"active -> closed"},
		"statement": {
			"draft -> in-clearance", "in-clearance -> cleared", "cleared -> in-clearance", "cleared -> delivered",
			"draft -> withdrawn", "in-clearance -> withdrawn", "cleared -> withdrawn",
		},
		"action":   {"open -> in-progress", "in-progress -> open", "open -> done", "open -> dropped", "in-progress -> done", "in-progress -> dropped"},
		"workplan": {"draft -> adopted"},
	}
	for _, typ := range network.Types() {
		var got []string
		for _, a := range typ.States().Arrows {
			if a.From != "" {
				got = append(got, a.From+" -> "+a.To)
			}
		}
		slices.Sort(got)
		slices.Sort(want[typ.Name()])
		if !slices.Equal(got, want[typ.Name()]) {
			t.Errorf("%s: the steps are %q", typ.Name(), got)
		}
		f, ok := typ.Shape().Field("status")
		if !ok {
			continue
		}
		for _, state := range typ.States().Names() {
			if !slices.Contains(f.Shape.Enum, state) {
				t.Errorf("%s: there is no state %q", typ.Name(), state)
			}
		}
	}
}
