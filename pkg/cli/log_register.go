package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
	"unmn/pkg/repo"
)

// runRegisterLog tells the latest commits, a line each.
func runRegisterLog(ctx context.Context, a *app, flags logFlags) error {
	if flags.field != "" {
		return usagef("name the record, as in `unmn log meeting/2026-q4 --field agenda`", "--field is about one record")
	}
	t, err := a.teller(ctx, flags)
	if err != nil {
		return err
	}
	flags = t.flags
	table := a.form(flags.format) == "table"
	var rows [][]string
	objects := []doc.Object{}
	for e, err := range t.repo.LogFrom(ctx, t.from, ".") {
		if err != nil {
			return err
		}
		if t.early(e) {
			continue
		}
		if flags.limit > 0 && len(rows) == flags.limit {
			break
		}
		records, err := t.touched(ctx, e)
		if err != nil {
			return err
		}
		n := t.note(e)
		objects = append(objects, append(n.object(), doc.Member{Name: "records", Value: records}))
		if table {
			records = few(records)
		}
		rows = append(rows, []string{n.day(), n.who, n.subject, strings.Join(records, ", "), short(n.hash)})
	}
	if flags.structured() {
		return a.printObjects(flags.readFlags, doc.Object{{Name: "version", Value: 1}}, "commits", objects,
			"commit", "author", "email", "when", "subject", "reason", "sources", "records")
	}
	return a.printRows(flags.format, []string{"when", "who", "subject", "records", "commit"}, rows)
}

// touched are the records a commit changed, by kind and id, then the other files;
// what the program generates is named once.
func (t *teller) touched(ctx context.Context, e repo.Entry) ([]string, error) {
	files, err := t.repo.Changed(ctx, e)
	if err != nil {
		return nil, err
	}
	records, others := []string{}, []string{}
	for _, name := range files {
		if typ, id, ok := t.set.Locate(name); ok {
			records = append(records, typ.Name()+"/"+string(id))
			continue
		}
		if strings.HasPrefix(name, record.SchemaDir+"/") {
			name = record.SchemaDir
		}
		others = append(others, name)
	}
	return append(records, slices.Compact(others)...), nil
}

// few are so many of the words as a table has room for.
func few(words []string) []string {
	const most = 2
	if len(words) <= most+1 {
		return words
	}
	return append(slices.Clone(words[:most]), fmt.Sprintf("%d more", len(words)-most))
}
