package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/render"
)

// newCirculationReproduceCommand is "circulation reproduce".
func newCirculationReproduceCommand(a *app) *cobra.Command {
	var flags readFlags
	var out string
	cmd := &cobra.Command{
		Use:   "reproduce ID",
		Short: "Make again what was sent, of the commit it was made of, and compare the bytes",
		Long: `Each file is said to be the same or different by its hash. With --out the files are
written into a folder.

Exit status: 0 all are the same; 1 failed; 2 a value cannot be read; 3 one is
different; 5 no such circulation, or its commit is not in the repository.`,
		Example:           "  unmn circulation reproduce 2026-12-08-member-list\n  unmn circulation reproduce 2026-12-08-member-list --out documents",
		Args:              exactly("the id of a circulation"),
		ValidArgsFunction: a.completeIDs("circulation"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.reproduce(cmd.Context(), args[0], out, flags)
		},
	}
	a.addAsRecorded(cmd)
	flags.addForm(cmd)
	cmd.Flags().StringVarP(&out, "out", "o", "", "write the files into this folder")
	return cmd
}

func (a *app) reproduce(ctx context.Context, text, out string, flags readFlags) error {
	set, _, err := a.reading(ctx, &flags)
	if err != nil {
		return err
	}
	id, err := set.Find("circulation", text)
	if err != nil {
		return err
	}
	item, err := set.Item("circulation", id)
	if err != nil {
		return err
	}
	a.remember("circulation", id)
	if out != "" {
		if err := a.outside(ctx, filepath.Join(out, "file")); err != nil {
			return err
		}
	}
	c := item.Rec().(*network.Circulation)
	sheets, err := a.remake(ctx, c)
	if err != nil {
		return err
	}
	different := 0
	verdict := make([]string, len(sheets))
	for i, s := range sheets {
		verdict[i] = "same"
		if s.SHA256 != c.Files[i].SHA256 || s.Name != c.Files[i].Name {
			verdict[i] = "different"
			different++
		}
	}
	if err := a.showRemade(flags, id, c, sheets, verdict); err != nil {
		return err
	}
	if err := a.layOut(out, sheets); err != nil || different == 0 {
		return err
	}
	return &network.Refusal{
		Message: fmt.Sprintf("%d of %s cannot be made again as sent: this program or its templates are others than then", different, plural(len(sheets), "file")),
		Hint:    "what was sent has the hashes in `unmn circulation show " + string(id) + "`",
	}
}

// remake makes the files of a dispatch again, of the commit they were made of.
func (a *app) remake(ctx context.Context, c *network.Circulation) ([]enclosure, error) {
	if c.Commit == "" {
		return nil, usagef("", "it came in; there is nothing to make again")
	}
	r, err := a.repo(ctx)
	if err != nil {
		return nil, err
	}
	snap, err := r.At(ctx, string(c.Commit))
	if err != nil {
		return nil, err
	}
	set, err := a.load(snap)
	if err != nil {
		return nil, err
	}
	p := paper{document: render.Name(c.Document)}
	if len(c.What) > 0 {
		p.kind, p.id, _ = c.What[0].Split()
	}
	var sheets []enclosure
	for _, f := range c.Files {
		s, err := a.enclose(ctx, set, snap, p, c.Edition, f.Language, strings.TrimPrefix(filepath.Ext(f.Name), "."))
		if err != nil {
			return nil, err
		}
		sheets = append(sheets, s)
	}
	return sheets, nil
}

// showRemade says of each file whether it is what was sent.
func (a *app) showRemade(flags readFlags, id record.ID, c *network.Circulation, sheets []enclosure, verdict []string) error {
	objects := make([]doc.Object, len(sheets))
	rows := make([][]string, len(sheets))
	for i, s := range sheets {
		objects[i] = doc.Object{
			{Name: "name", Value: s.Name}, {Name: "language", Value: s.Language}, {Name: "sent", Value: c.Files[i].SHA256}, {Name: "made", Value: s.SHA256}, {Name: "result", Value: verdict[i]},
		}
		rows[i] = []string{s.Name, string(s.Language), verdict[i]}
	}
	if flags.structured() {
		head := doc.Object{{Name: "version", Value: 1}, {Name: "circulation", Value: id}, {Name: "commit", Value: c.Commit}}
		return a.printObjects(flags, head, "files", objects, "name", "language", "sent", "made", "result")
	}
	return a.printRows(flags.format, []string{"file", "language", "result"}, rows)
}
