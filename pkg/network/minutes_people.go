package network

import (
	"errors"
	"slices"

	"unmn/pkg/record"
	"unmn/pkg/script"
)

// people records who was there, who chaired, who wrote, and what was said before
// the first item.
func (t *taking) people() {
	m := t.meeting
	t.chairs()
	switch {
	case t.notes.roll:
		t.attendance()
	case len(m.Attendance) == 0 && t.result.First:
		t.problem(NotePlace{Line: 1}, "begin with a line such as `Present: iom, undp`", "the notes do not say who was there")
	default:
		t.times()
	}
	whole := t.notes.roll && !t.result.First // the notes are the record's own, edited
	if whole || len(t.notes.Guests) > 0 {
		m.Guests = t.guests()
	}
	if whole || t.notes.Opening != "" {
		m.Opening = t.keepText(m.Opening, proseOf(m.Opening), t.notes.Opening, "the opening")
	}
}

// chairs records who chaired and who wrote, where the notes say so.
func (t *taking) chairs() {
	var chairs []record.Key
	for _, w := range t.notes.Chairs {
		if key, ok := t.actor(w); ok && !slices.Contains(chairs, key) {
			chairs = append(chairs, key)
		}
	}
	if len(chairs) > 0 {
		t.meeting.Chairs = chairs
	}
	if w := t.notes.Secretary; w.Text != "" {
		if key, ok := t.actor(w); ok && key != t.meeting.Secretary {
			t.meeting.Secretary, t.newSecretary = key, true
		}
	}
}

// attendance makes the rows of the notes those of the meeting: rows that were there
// keep their place, and whoever was expected and is not named was absent. Before
// the first minutes a row recorded by other means stays.
func (t *taking) attendance() {
	named := map[PartyRef]Attendance{}
	var order []PartyRef
	for _, row := range t.notes.Attendance {
		party, ok := t.party(row.Party)
		if !ok {
			continue
		}
		if _, twice := named[party]; twice {
			t.problem(row.Party.NotePlace, "name each party once", "%q is %q, who is named already", row.Party.Text, party)
			continue
		}
		order = append(order, party)
		named[party] = Attendance{
			Party: party, Status: row.Status, Name: row.Name, AlternateFor: row.AlternateFor,
			Mode: row.Mode, From: row.From, Until: row.Until, Capacity: row.Capacity,
		}
	}
	expected := t.expected()
	known := map[PartyRef]bool{}
	var rows []Attendance
	for _, old := range t.meeting.Attendance {
		known[old.Party] = true
		row, isNamed := named[old.Party]
		switch {
		case isNamed:
			row.Name = keepLine(old.Name, row.Name)
			row.AlternateFor = keepLine(old.AlternateFor, row.AlternateFor)
		case t.result.First:
			row = old
		case slices.Contains(expected, old.Party):
			row = Attendance{Party: old.Party, Status: Absent}
			if old.Status != Absent {
				t.tell("%s is not named any more and was absent", old.Party)
			}
		default:
			t.tell("%s is not named any more", old.Party)
			continue
		}
		rows = append(rows, row)
	}
	for _, party := range order {
		if !known[party] {
			known[party] = true
			rows = append(rows, named[party])
		}
	}
	for _, party := range expected {
		if !known[party] {
			known[party] = true
			rows = append(rows, Attendance{Party: party, Status: Absent})
		}
	}
	t.meeting.Attendance = rows
}

// times records who arrived late or left early where the notes say nothing else of
// the attendance.
func (t *taking) times() {
	for _, row := range t.notes.Attendance {
		party, ok := t.party(row.Party)
		if !ok {
			continue
		}
		at := slices.IndexFunc(t.meeting.Attendance, func(a Attendance) bool { return a.Party == party })
		if at < 0 {
			at = len(t.meeting.Attendance)
			t.meeting.Attendance = append(t.meeting.Attendance, Attendance{Party: party, Status: Present})
		}
		known := &t.meeting.Attendance[at]
		if row.From != "" {
			known.From = row.From
		}
		if row.Until != "" {
			known.Until = row.Until
		}
	}
}

// expected are those whose absence is recorded: everybody invited and, at a meeting
// of the Network, every member of that day.
func (t *taking) expected() []PartyRef {
	var out []PartyRef
	add := func(p PartyRef) {
		if p != "" && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	for _, row := range t.meeting.Invited {
		add(row.Party)
	}
	if t.meeting.Type == GroupMeeting {
		return out
	}
	for e := range Members.All(t.draft) {
		if e.Rec.ActiveOn(t.meeting.Start.Date()) {
			add(PartyRef(e.ID))
		}
	}
	return out
}

func (t *taking) guests() []Guests {
	var out []Guests
	for _, g := range t.notes.Guests {
		out = append(out, Guests{Class: g.Class, Number: g.Number})
	}
	return out
}

// party is the member or partner a word of the notes names: by id, by abbreviation
// in any script, or by the beginning of its id when only one fits.
func (t *taking) party(w NoteWord) (PartyRef, bool) {
	if ref, done := t.parties[w.Text]; done {
		return ref, true
	}
	if t.notes.full() {
		return "", false
	}
	ref, err := t.lookUp(w.Text)
	if err != nil {
		t.unknown(w, err, "member or partner", partyIDs(t.set))
		return "", false
	}
	if t.parties == nil {
		t.parties = map[string]PartyRef{}
	}
	t.parties[w.Text] = ref
	return ref, true
}

func (t *taking) lookUp(text string) (PartyRef, error) {
	slug := script.Slug(text, script.MaxSlug)
	if t.set.Has(Members.Name, record.ID(slug)) || t.set.Has(Partners.Name, record.ID(slug)) {
		return PartyRef(slug), nil
	}
	if ref, ok := t.abbreviated(text); ok {
		return ref, nil
	}
	return FindParty(t.set, slug)
}

// abbreviated is the one party with that abbreviation.
func (t *taking) abbreviated(text string) (PartyRef, bool) {
	folded := script.Fold(text)
	var found []PartyRef
	for e := range Members.All(t.set) {
		if script.Fold(e.Rec.Short) == folded {
			found = append(found, PartyRef(e.ID))
		}
	}
	for e := range Partners.All(t.set) {
		if script.Fold(e.Rec.Short) == folded {
			found = append(found, PartyRef(e.ID))
		}
	}
	if len(found) != 1 {
		return "", false
	}
	return found[0], true
}

// actor is the post, member or partner a word names.
func (t *taking) actor(w NoteWord) (record.Key, bool) {
	slug := script.Slug(w.Text, script.MaxSlug)
	key, err := FindActor(t.set, slug)
	if err == nil {
		return key, true
	}
	if ref, ok := t.abbreviated(w.Text); ok {
		return record.Key(ref), true
	}
	candidates := partyIDs(t.set)
	for _, p := range t.network.Posts {
		candidates = append(candidates, string(p.ID))
	}
	t.unknown(w, err, "post, member or partner", candidates)
	return "", false
}

// unknown reports a name that leads nowhere, in the words it was typed in.
func (t *taking) unknown(w NoteWord, err error, what string, candidates []string) {
	hint := seeParties
	slug := record.ID(script.Slug(w.Text, script.MaxSlug))
	for _, post := range t.network.Posts {
		if post.ID == slug && post.Member != "" {
			hint = "write `" + string(post.Member) + "`, whose post that is"
		}
	}
	if errors.Is(err, record.ErrNotFound) || errors.Is(err, record.ErrID) {
		err = record.Missing(what, w.Text, hint, candidates)
	}
	t.problem(w.NotePlace, hint, "%s", err)
}

// keepLine is what a name becomes: itself where what was typed is what was shown of
// it.
func keepLine(old, typed string) string {
	if oneLine(old) == typed {
		return old
	}
	return typed
}
