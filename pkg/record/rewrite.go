package record

import (
	"bytes"
	"fmt"
	"strings"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
)

// Alter is Edit for a record of any kind: edit gets a deep copy, a pointer to the
// kind's Go type.
func (d *Draft) Alter(t Type, id ID, edit func(rec any) error) error {
	e, ok := d.entry(t.Name(), id)
	if !ok {
		return d.set.missing(t, id)
	}
	rec := doc.Clone(t.Shape(), t.value(e))
	if err := edit(rec); err != nil {
		return err
	}
	d.put(t, id, t.enter(id, rec))
	return nil
}

// A Retyping is a record whose whole text a person typed.
type Retyping struct {
	Type  Type
	ID    ID
	Was   []byte // the canonical text it had when the typing began, or what could not be read
	Typed []byte
}

// Retyped says what became of a Retyping.
type Retyped struct {
	Text   []byte   // the canonical text the record gets
	Fields []string // the fields that differ from what the set has; none where only comments do
	Merged bool     // others changed other fields meanwhile, and both are in the text
}

// Overtaken is the error of a Retyping where others changed the same fields
// meanwhile.
type Overtaken struct {
	Fields []string // that both sides changed
	Now    []byte   // the canonical text the set has
	Text   []byte   // that text with the typed fields, those in question included
}

func (e *Overtaken) Error() string {
	return fmt.Sprintf("%s changed meanwhile, and here as well", strings.Join(e.Fields, ", "))
}

// Rewrite gives a record the text that was typed. Where the set has another text
// than the typing began with, both edits are put together; [Overtaken] tells that
// they cannot be. What cannot be read, or not be formatted, is a diag.List.
func (d *Draft) Rewrite(r Retyping) (Retyped, error) {
	t, name := r.Type, r.Type.PathOf(r.ID)
	old, have := d.set.File(name)
	if !have {
		return Retyped{}, d.set.missing(t, r.ID)
	}
	text, problems := Format(t, name, r.Typed)
	if problems != nil {
		return Retyped{}, problems
	}
	out := Retyped{Text: text}
	now, broken := Format(t, name, old)
	if broken == nil && !bytes.Equal(now, r.Was) && !bytes.Equal(now, text) {
		merged, err := combine(t, name, r.Was, text, now)
		if err != nil {
			return Retyped{}, err
		}
		out.Text, out.Merged = merged, true
	}
	if broken == nil && bytes.Equal(out.Text, now) {
		return out, nil
	}
	entry, problems := t.decode(name, out.Text, r.ID)
	if problems != nil {
		return Retyped{}, problems
	}
	if before, ok := d.set.entry(t.Name(), r.ID); ok {
		out.Fields = doc.ChangedFields(t.Shape(), t.value(before), t.value(entry))
	}
	d.put(t, r.ID, entry)
	d.texts[draftKey{t.Name(), r.ID}] = out.Text
	return out, nil
}

// combine is the canonical text of both edits.
func combine(t Type, name string, was, mine, theirs []byte) ([]byte, error) {
	text, both, ok := doc.Combine(name, t.Shape(), was, mine, theirs)
	if !ok {
		return nil, &Overtaken{Fields: []string{"the record"}, Now: theirs, Text: mine}
	}
	formatted, problems := Format(t, name, text)
	switch {
	case problems != nil:
		return nil, problems
	case both != nil:
		return nil, &Overtaken{Fields: both, Now: theirs, Text: formatted}
	}
	return formatted, nil
}

// typed is a record of the draft as the file that was typed, nil when it is none.
func (d *Draft) typed(key draftKey) *File {
	text, ok := d.texts[key]
	if !ok {
		return nil
	}
	name := d.set.named[key.kind].PathOf(key.id)
	old, _ := d.set.File(name)
	return &File{Path: name, Old: old, New: text}
}

// Canonical is the canonical text of a record of the set. Where it cannot be read
// it is the text as it is, with what is wrong with it.
func (s *Set) Canonical(t Type, id ID) ([]byte, diag.List) {
	data, _ := s.File(t.PathOf(id))
	text, problems := Format(t, t.PathOf(id), data)
	if problems != nil {
		return data, problems
	}
	return text, nil
}
