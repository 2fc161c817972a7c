package network

import (
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
	"unmn/pkg/script"
)

// actionsOf are the actions that a meeting agreed, by id.
func actionsOf(r record.Reader, meeting record.ID) []*record.Entry[Action] {
	var out []*record.Entry[Action]
	for e := range Actions.WithPrefix(r, string(meeting)+"-") {
		if kind, id, _ := e.Rec.Source.Split(); kind == Meetings.Name && id == meeting {
			out = append(out, e)
		}
	}
	return out
}

// actionKey is what an action is known by when notes are taken again: its title,
// whatever its case, marks and punctuation.
func actionKey(title string) string {
	if slug := script.Slug(title, len(title)+1); slug != "" {
		return slug
	}
	return script.Fold(oneLine(title))
}

// actions creates the actions of the notes, or brings those up to date that are
// there already. One that an item of the notes no longer names is kept, and told.
func (t *taking) actions() {
	known := map[string][]*record.Entry[Action]{}
	for _, e := range actionsOf(t.draft, t.options.Meeting) {
		key := actionKey(e.Rec.Title.String())
		known[key] = append(known[key], e)
	}
	said := map[string]int{}
	for _, item := range t.items {
		for _, n := range item.note.Actions {
			a, ok := t.agreed(item.id, n)
			if !ok {
				continue
			}
			whole := strings.Join([]string{string(item.id), string(a.Owner), string(a.Due), actionKey(n.Title)}, "\n")
			if line, twice := said[whole]; twice {
				t.problem(n.NotePlace, "leave one of them out", "the same action is on line %d already", line)
				continue
			}
			said[whole] = n.Line
			t.action(known, n, a)
		}
	}
	t.tellKept(known)
}

// agreed is an action of the notes as a record.
func (t *taking) agreed(item record.ID, n NoteAction) (Action, bool) {
	owner, ok := t.party(n.Owner)
	a := Action{
		Title: doc.Plain(n.Title), Owner: owner, Due: n.Due,
		Source: record.AnyRef(Meetings.Name + "/" + string(t.options.Meeting) + "#" + string(item)),
	}
	for _, w := range n.With {
		party, good := t.party(w)
		switch {
		case !good:
			ok = false
		case party == owner || slices.Contains(a.With, party):
			t.problem(w.NotePlace, "name each party once", "%q has a part in the action already", w.Text)
			ok = false
		default:
			a.With = append(a.With, party)
		}
	}
	return a, ok
}

// action edits the action that is known by the title, the likeliest where there are
// several, or creates one.
func (t *taking) action(known map[string][]*record.Entry[Action], n NoteAction, a Action) {
	key := actionKey(n.Title)
	best, most := -1, -1
	for i, e := range known[key] {
		likeness := 4*btoi(e.Rec.Source == a.Source) + 2*btoi(e.Rec.Owner == a.Owner) + btoi(e.Rec.Due == a.Due)
		if likeness > most {
			best, most = i, likeness
		}
	}
	if best < 0 {
		id, err := createAction(t.draft, t.today, "", a)
		if err != nil {
			t.problem(n.NotePlace, "", "%s", errorWithoutFlag(err))
			return
		}
		t.result.Created = append(t.result.Created, id)
		return
	}
	e := known[key][best]
	known[key] = slices.Delete(slices.Clone(known[key]), best, best+1)
	err := Actions.Edit(t.draft, e.ID, func(old *Action) error {
		old.Title = t.keepText(old.Title, old.Title.OneLine(), n.Title, "the title of action "+string(e.ID))
		old.Owner, old.Due, old.Source = a.Owner, a.Due, a.Source
		if !slices.Equal(old.With, a.With) {
			old.With = a.With
		}
		return nil
	})
	if err != nil {
		t.problem(n.NotePlace, "", "%s", err)
	}
}

// tellKept tells of the actions of items in the notes that the notes do not name.
func (t *taking) tellKept(known map[string][]*record.Entry[Action]) {
	var kept []string
	for _, entries := range known {
		for _, e := range entries {
			_, _, item := e.Rec.Source.Split()
			if slices.ContainsFunc(t.items, func(i takenItem) bool { return string(i.id) == item }) {
				kept = append(kept, string(e.ID))
			}
		}
	}
	slices.Sort(kept)
	for _, id := range kept {
		t.tell("action %s is not in the notes any more; it is kept", id)
	}
}
