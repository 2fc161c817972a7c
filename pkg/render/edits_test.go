package render_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"unmn/pkg/diag"
	md "unmn/pkg/markdown"
	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/render"
	"unmn/pkg/word"
)

// traced is the sample minutes, made and read back.
func traced(t testing.TB, set *record.Set, lang network.Language, readers network.Visibility) *render.Traced {
	t.Helper()
	r := request(set, render.Minutes, "2026-q4", lang)
	r.For = readers
	out, err := render.TraceMinutes(r, nil)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// sent is the document as somebody gets it.
func sent(t testing.TB, d *render.Document) *word.Edited {
	t.Helper()
	var file bytes.Buffer
	if err := d.Word(&file); err != nil {
		t.Fatal(err)
	}
	out, err := word.ReadEdited("minutes.docx", file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// with is the register after edits of the minutes.
func with(t testing.TB, set *record.Set, edits []render.Edit) *record.Set {
	t.Helper()
	d := set.Draft()
	err := network.Meetings.Edit(d, "2026-q4", func(m *network.Meeting) error {
		for i := range edits {
			if edits[i].Why != "" {
				continue
			}
			if err := edits[i].Apply(m, false); err != nil {
				return fmt.Errorf("edit %d, %s: %w", i+1, edits[i].Place, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	c, err := d.Change("edits")
	if err != nil {
		t.Fatal(err)
	}
	next, _ := set.Apply(c)
	return next
}

func text(s string) []md.Inline { return []md.Inline{md.Text(s)} }

func blockWords(e *word.Edited) []string {
	var out []string
	for i := range e.Blocks {
		out = append(out, e.Blocks[i].Words())
	}
	return out
}

func TestNobodyEditedAnything(t *testing.T) {
	set := register(t, nil)
	for _, lang := range languages {
		for _, readers := range []network.Visibility{network.ForCoChairs, network.ForMembers} {
			base := traced(t, set, lang, readers)
			for _, e := range base.Edits(sent(t, base.Document)) {
				t.Errorf("%s for %s: %s: %q became %q", lang, readers, e.Place, e.Old, e.New)
			}
		}
	}
}

// Every line of the minutes is changed, taken away, or followed by a new one. Whatever
// is said to be taken over is: the minutes say it from then on. The rest is told.
func TestWhatIsTakenOverIsSaid(t *testing.T) {
	set := register(t, nil)
	const more, fresh = " and *42*", "A new sentence [42]."
	for _, lang := range languages {
		base := traced(t, set, lang, network.ForCoChairs)
		came := sent(t, base.Document)
		taken := map[render.EditKind]int{}
		try := func(i int, kind render.EditKind, blocks []word.EditedBlock) {
			edits := base.Edits(&word.Edited{Blocks: blocks, Beside: came.Beside})
			if len(edits) != 1 || edits[0].Kind != kind {
				t.Errorf("%s: block %d %s: %d edits: %v", lang, i, kind, len(edits), edits)
				return
			}
			if edits[0].Why != "" {
				return
			}
			taken[kind]++
			next := with(t, set, edits)
			if err := edits[0].Done(next, "2026-q4"); !errors.Is(err, render.ErrDone) {
				t.Errorf("%s: block %d %s: taken over, and then %v", lang, i, kind, err)
			}
			if lang != "en" || kind != render.WordsChanged && i%3 != 0 { // a sample, as it takes its time
				return
			}
			said := blockWords(traced(t, next, lang, network.ForCoChairs).File)
			want := blockWords(&word.Edited{Blocks: blocks})
			was := base.File.Blocks[i].Words()
			switch {
			case kind == render.WordsAdded && !slices.Contains(said, fresh): // it may stand at the end of its field
				t.Errorf("%s: what was added behind %q is not said", lang, was)
			case kind == render.WordsDeleted && slices.Contains(said, was): // a field that is empty takes the head above it along
				t.Errorf("%s: %q is still said", lang, was)
			case kind == render.WordsChanged && !slices.Equal(said, want):
				t.Errorf("%s: %q changed:\n%s\nwant\n%s", lang, was, strings.Join(said, "\n"), strings.Join(want, "\n"))
			}
		}
		for i, b := range came.Blocks {
			try(i, render.WordsDeleted, slices.Delete(slices.Clone(came.Blocks), i, i+1))
			try(i, render.WordsAdded, slices.Insert(slices.Clone(came.Blocks), i+1, word.EditedBlock{Text: text(fresh), Kind: b.Kind}))
			b.Text = append(slices.Clone(b.Text), text(more)...)
			if last := len(b.Cells) - 1; last >= 0 {
				b.Cells = append(slices.Clone(b.Cells[:last]), b.Cells[last]+more)
			}
			blocks := slices.Clone(came.Blocks)
			blocks[i] = b
			try(i, render.WordsChanged, blocks)
		}
		least := map[render.EditKind]int{render.WordsChanged: 15, render.WordsDeleted: 10, render.WordsAdded: 15}
		if lang == "sr-Latn" { // most of it is made of Cyrillic
			least = map[render.EditKind]int{render.WordsChanged: 3, render.WordsDeleted: 3, render.WordsAdded: 3}
		}
		for kind, n := range least {
			if taken[kind] < n {
				t.Errorf("%s: only %d lines that are %s can be taken over", lang, taken[kind], kind)
			}
		}
	}
}

// change is the edit that gives a line of the minutes other words.
func change(t *testing.T, base *render.Traced, old, fresh string) render.Edit {
	t.Helper()
	edited := sent(t, base.Document)
	for i := range edited.Blocks {
		if words := edited.Blocks[i].Words(); strings.Contains(words, old) {
			edited.Blocks[i].Text = text(strings.Replace(words, old, fresh, 1))
			if edits := base.Edits(edited); len(edits) == 1 {
				return edits[0]
			}
		}
	}
	t.Fatalf("%q cannot be changed", old)
	return render.Edit{}
}

func TestTwoEditOneLine(t *testing.T) {
	set := register(t, nil)
	base := traced(t, set, "en", network.ForMembers)
	first := change(t, base, "described the stocks", "described the small stocks")
	second := change(t, base, "for children", "for all")
	clash := change(t, base, "the stocks", "the supplies")
	same := change(t, base, "described the stocks", "described the small stocks")
	now := with(t, set, []render.Edit{first, second})
	said := strings.Join(blockWords(traced(t, now, "en", network.ForMembers).File), "\n")
	if want := "UNICEF described the small stocks of winter clothing for all"; !strings.Contains(said, want) {
		t.Errorf("no %q in\n%s", want, said)
	}
	if err := same.Done(now, "2026-q4"); !errors.Is(err, render.ErrDone) {
		t.Errorf("the same edit again: %v", err)
	}
	var conflict *render.Conflict
	if err := clash.Done(now, "2026-q4"); !errors.As(err, &conflict) || !strings.Contains(conflict.Now, "the small stocks") {
		t.Errorf("an edit of the same words: %v", err)
	}
	err := network.Meetings.Edit(now.Draft(), "2026-q4", func(m *network.Meeting) error {
		err := clash.Apply(m, true)
		if got, want := m.Agenda[3].Summary["en"], "UNICEF described the supplies of winter clothing for all."; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestTheSourceOfOtherBlocksStays(t *testing.T) {
	set := register(t, edited(t, "records/meetings/2026/2026-q4.yaml", "# Three tables\n", "# Three  tables #\n", "- count the *same* arrivals", "* count the _same_ arrivals", "- in different ways", "* in different ways"))
	base := traced(t, set, "en", network.ForMembers)
	e := change(t, base, "the revised text", "the final text")
	err := network.Meetings.Edit(set.Draft(), "2026-q4", func(m *network.Meeting) error {
		err := e.Apply(m, false)
		want := "UNDP presented the final text. Општине треба обавестити пре почетка.\n\n# Three  tables #\n\n* count the _same_ arrivals\n* in different ways; the Northern route is one"
		if got := m.Agenda[1].Summary[""]; got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// FuzzEdits: whatever is typed in place of a line, it is told as an edit, and once it is
// taken over the record gives back the same words.
func FuzzEdits(f *testing.F) {
	for _, s := range []string{"plain", "1. no list", "# no heading", "| a | b |", "*", "<b>", "a\u00a0b", "- [ ] x", "Northern route", "---"} {
		f.Add(s)
	}
	set := register(f, nil)
	base := traced(f, set, "en", network.ForMembers)
	came := sent(f, base.Document)
	f.Fuzz(func(t *testing.T, s string) {
		if s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " "); s == "" || strings.ContainsFunc(s, diag.Unsafe) {
			t.Skip() // package word takes these out
		}
		blocks := slices.Clone(came.Blocks)
		for i := range blocks {
			if strings.HasPrefix(blocks[i].Words(), "UNICEF described") {
				blocks[i].Text = text(s)
			}
		}
		edits := base.Edits(&word.Edited{Blocks: blocks, Beside: came.Beside})
		next := with(t, set, edits)
		for i := range edits {
			if err := edits[i].Done(next, "2026-q4"); edits[i].Why == "" && !errors.Is(err, render.ErrDone) {
				t.Errorf("%q is not in the record: %v", s, err)
			}
		}
	})
}
