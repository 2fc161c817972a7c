package cli

import (
	"reflect"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/script"
)

// filters are the flags of "list" that select records. They follow from the columns
// and the Shape of a kind: one for each column, one for each further field whose
// values are known words or references, --party where records name parties, --since
// and --until where the kind has a column of days.
type filters struct {
	app   *app
	kind  record.Type
	each  []*filter
	party string
	dates string // the column of days; "" when there is none
	since dateFlag
	until dateFlag
}

// A filter is one flag. Several words are alternatives.
type filter struct {
	flag   string
	column bool      // the value is that of the column
	field  doc.Field // what it shows or is; no Shape when nothing is known of it
	text   string
	words  []string // text, read
}

// addFilters adds the flags of a kind to its list.
func addFilters(a *app, t record.Type, cmd *cobra.Command) *filters {
	fs := &filters{app: a, kind: t}
	for _, name := range t.Columns() {
		f, known := t.ColumnField(name)
		if known && isDay(f) && fs.dates == "" {
			fs.dates = name
		}
		fs.add(cmd, &filter{flag: name, column: true, field: f}, "only records with this "+strings.ReplaceAll(name, "-", " ")+": "+t.ColumnDoc(name)+words(f))
	}
	for _, f := range t.Shape().Fields {
		if form := f.Shape; doc.Settable(f) && t.Layout() != record.Single && closed(form) {
			fs.add(cmd, &filter{flag: strings.ReplaceAll(f.Name, "_", "-"), field: f}, "only records with this: "+f.Doc+values(f))
		}
	}
	if record.Leads(a.env.Types, t.Shape(), network.Members.Name) && t.Layout() != record.Single && cmd.Flags().Lookup("party") == nil {
		cmd.Flags().StringVar(&fs.party, "party", "", "only records that name this member or partner anywhere")
		a.completeFlags(cmd, "party")
	}
	if fs.dates != "" {
		cmd.Flags().Var(&fs.since, "since", "only records of this day or later, by the column "+fs.dates)
		cmd.Flags().Var(&fs.until, "until", "only records of this day or earlier, by the column "+fs.dates)
	}
	return fs
}

// words tells the words a column takes, for the help of its flag.
func words(f doc.Field) string {
	if f.Shape == nil {
		return ""
	}
	return values(f)
}

// isDay reports a field that is a day, or a time on one.
func isDay(f doc.Field) bool {
	return f.Shape.Type == reflect.TypeFor[doc.Date]() || f.Shape.Type == reflect.TypeFor[doc.LocalTime]()
}

// closed reports values of which it is known what they can be.
func closed(form *doc.Shape) bool {
	if form.Kind == doc.ListShape {
		form = form.Elem
	}
	return form.Kind == doc.EnumShape || form.Kind == doc.BoolShape || record.IsReference(form)
}

func (fs *filters) add(cmd *cobra.Command, f *filter, usage string) {
	if cmd.Flags().Lookup(f.flag) != nil || fs.dates != "" && (f.flag == "since" || f.flag == "until") || f.flag == "party" && !f.column {
		return
	}
	fs.each = append(fs.each, f)
	cmd.Flags().StringVar(&f.text, f.flag, "", usage)
	form := f.form()
	switch {
	case form == nil:
		return
	case form.Kind == doc.BoolShape:
		cmd.Flags().Lookup(f.flag).NoOptDefVal = "true"
		return
	}
	//nolint:errcheck // fails only for a flag that does not exist
	cmd.RegisterFlagCompletionFunc(f.flag, func(cmd *cobra.Command, _ []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if form.Enum != nil {
			return form.Enum, cobra.ShellCompDirectiveNoFileComp
		}
		set, _, err := fs.app.head(cmd.Context())
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return set.Candidates(fs.kind, fs.kind.New(), f.field, form), cobra.ShellCompDirectiveNoFileComp
	})
}

// form is that of one value, nil where nothing is known of it.
func (f *filter) form() *doc.Shape {
	form := f.field.Shape
	if form != nil && form.Kind == doc.ListShape {
		form = form.Elem
	}
	return form
}

// read makes words of the flags that were given. A word that no record can have is
// a mistake of the command line.
func (fs *filters) read(set *record.Set) error {
	for _, f := range fs.each {
		if f.text == "" {
			continue
		}
		for _, word := range strings.Split(f.text, ",") {
			full, err := fs.word(set, f, strings.TrimSpace(word))
			if err != nil {
				return usagef("", "--%s: %v", f.flag, err)
			}
			f.words = append(f.words, full)
		}
	}
	if fs.party == "" {
		return nil
	}
	party, err := network.FindParty(set, fs.party)
	if err != nil {
		return usagef("list them with `unmn member list` or `unmn partner list`", "--party: %v", err)
	}
	fs.party = string(party)
	return nil
}

// word is one word of a flag as records have it.
func (fs *filters) word(set *record.Set, f *filter, word string) (string, error) {
	form := f.form()
	switch {
	case form == nil:
		return word, nil
	case form.Kind == doc.EnumShape:
		return pick(word, form.Enum)
	case form.Kind == doc.BoolShape:
		return pick(word, []string{"true", "false"})
	case !record.IsReference(form):
		return word, nil
	}
	full, err := set.Complete(fs.kind, fs.kind.New(), f.field, form, word)
	if err != nil {
		return "", err
	}
	whole, _, _ := strings.Cut(full, "#")
	candidates := set.Candidates(fs.kind, fs.kind.New(), f.field, form)
	if slices.Contains(candidates, whole) {
		return full, nil
	}
	for _, c := range candidates { // an id whose kind is not said
		if strings.HasSuffix(c, "/"+whole) {
			return c, nil
		}
	}
	return "", unknown(word, candidates, "no record has %q here", "")
}

// pick is the word of a list in any case.
func pick(word string, words []string) (string, error) {
	if at := slices.IndexFunc(words, func(w string) bool { return strings.EqualFold(w, word) }); at >= 0 {
		return words[at], nil
	}
	return "", unknown(word, words, "it cannot be %q", "it is one of")
}

// unknown says that a word is none of the candidates, with the nearest, or behind all
// the list of them; without all it lists none.
func unknown(word string, candidates []string, format, all string) error {
	if near := diag.Nearest(word, candidates); near != "" {
		return usagef("", format+"; did you mean %q", word, near)
	}
	if all == "" {
		return usagef("", format, word)
	}
	return usagef("", format+"; %s %s", word, all, strings.Join(candidates, ", "))
}

// matches reports whether a record has what every flag asks for.
func (fs *filters) matches(set *record.Set, item record.Item) bool {
	for _, f := range fs.each {
		if f.words != nil && !f.matches(item) {
			return false
		}
	}
	if fs.party != "" && !slices.ContainsFunc(set.References(item), func(r record.Reference) bool {
		return string(r.ID) == fs.party && (r.Kind == network.Members.Name || r.Kind == network.Partners.Name)
	}) {
		return false
	}
	if fs.since.Date == "" && fs.until.Date == "" {
		return true
	}
	value := item.Column(fs.dates)
	day := doc.Date(value[:min(10, len(value))])
	return day != "" && day >= fs.since.Date && (fs.until.Date == "" || day <= fs.until.Date)
}

// matches reports whether a record has one of the words: whole where it is known
// what values there are, else whole or, in longer values, a part, in either script.
func (f *filter) matches(item record.Item) bool {
	var have []string
	if f.column {
		have = []string{item.Column(f.flag)}
	} else {
		have = doc.Words(f.field, item.Rec())
	}
	form := f.form()
	exact := form != nil && closed(form)
	return slices.ContainsFunc(have, func(value string) bool {
		folded := script.Fold(value)
		return slices.ContainsFunc(f.words, func(word string) bool {
			if exact {
				return value == word || strings.HasPrefix(value, word+"#")
			}
			word = script.Fold(word)
			return folded == word || strings.Contains(folded, " ") && strings.Contains(folded, word) || strings.HasPrefix(folded, word+"-")
		})
	})
}
