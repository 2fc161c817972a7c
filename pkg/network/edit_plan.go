package network

import (
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// EditRecord gives a record the text that a person typed. It refuses what
// checkSteps refuses; a *record.Overtaken tells that others changed the same fields
// since the typing began.
func EditRecord(s *record.Set, r record.Retyping) (*record.Change, record.Retyped, error) {
	d := s.Draft()
	out, err := d.Rewrite(r)
	if err != nil {
		return nil, out, err
	}
	if err := checkSteps(s, d, r.Type, r.ID); err != nil {
		return nil, out, err
	}
	what := few(out.Fields)
	if what == "" {
		what = "comments and layout"
	}
	c, err := d.Change(kindAndID(r.Type, r.ID) + ": edit " + what)
	return c, out, err
}

// kindAndID begins a subject; a record that is the only one of its kind has no id
// to name.
func kindAndID(t record.Type, id record.ID) string {
	if t.Layout() == record.Single {
		return t.Name()
	}
	return t.Name() + " " + string(id)
}

// SetOptions say which values of a record are set.
type SetOptions struct {
	Type   record.Type
	ID     record.ID
	Values []doc.Assignment // in their order
}

// SetFields sets values of a record of any kind. All values that cannot be set are
// told in one error, which wraps ErrUsage. It refuses what checkSteps refuses.
func SetFields(s *record.Set, o SetOptions) (*record.Change, error) {
	d := s.Draft()
	paths := make([]string, len(o.Values))
	err := d.Alter(o.Type, o.ID, func(rec any) error {
		complete := func(f doc.Field, form *doc.Shape, text string) (string, error) {
			return s.Complete(o.Type, rec, f, form, text)
		}
		var wrong []string
		for i, v := range o.Values {
			paths[i] = v.Path
			if err := v.Apply(o.Type.Shape(), rec, complete); err != nil {
				wrong = append(wrong, err.Error())
			}
		}
		if wrong != nil {
			return usage("%s", strings.Join(wrong, "\n"))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if err := checkSteps(s, d, o.Type, o.ID); err != nil {
		return nil, err
	}
	return d.Change(kindAndID(o.Type, o.ID) + ": set " + few(paths))
}
