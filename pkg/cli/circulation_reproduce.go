package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/repo"
)

// newCirculationReproduceCommand is "circulation reproduce".
func newCirculationReproduceCommand(a *app) *cobra.Command {
	var flags readFlags
	var out string
	cmd := &cobra.Command{
		Use:   "reproduce ID",
		Short: "Make again what was sent, of the commit it was made of, and compare the bytes",
		Long: `Each file is said to be the same or different by its hash. With --out the files and the
mails, as drafts, are written into a folder.

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
	cmd.Flags().StringVarP(&out, "out", "o", "", "write the files, and the mails as drafts, into this folder")
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
	if err := a.outsideFolder(ctx, out); err != nil {
		return err
	}
	c := item.Rec().(*network.Circulation)
	b, err := a.pressOf(ctx, id, c)
	if err != nil {
		return err
	}
	sheets, err := b.remake(ctx)
	if err != nil {
		return err
	}
	different := 0
	verdict := make([]string, len(sheets))
	for i, s := range sheets {
		verdict[i] = "same"
		if s.SHA256 != c.Files[i].SHA256 {
			verdict[i] = "different"
			different++
		}
	}
	if err := a.showRemade(flags, id, c, sheets, verdict); err != nil {
		return err
	}
	if err := a.layOut(out, sheets, b.letters(c, sheets)); err != nil || different == 0 {
		return err
	}
	return &network.Refusal{
		Message: fmt.Sprintf("%d of %s cannot be made again as sent: this program or its templates are others than then", different, plural(len(sheets), "file")),
		Hint:    "what was sent has the hashes in `unmn circulation show " + string(id) + "`",
	}
}

// pressOf is where the files of a dispatch were made: of the records of the commit that
// recorded it.
func (a *app) pressOf(ctx context.Context, id record.ID, c *network.Circulation) (press, error) {
	if c.Commit == "" {
		return press{}, usagef("", "it came in; there is nothing to make again")
	}
	set, snap, err := a.asDispatched(ctx, id)
	return press{app: a, set: set, snap: snap, id: id, rec: c}, err
}

// asDispatched is the register as the commit left it that recorded a dispatch.
func (a *app) asDispatched(ctx context.Context, id record.ID) (*record.Set, *repo.Snapshot, error) {
	r, err := a.repo(ctx)
	if err != nil {
		return nil, nil, err
	}
	first := ""
	for entry, err := range r.Log(ctx, network.Circulations.PathOf(id)) {
		if err != nil {
			return nil, nil, err
		}
		first = entry.Hash
	}
	if first == "" {
		return nil, nil, record.Missing(network.Circulations.Name, string(id), "", nil)
	}
	return a.recordedAt(ctx, network.CommitHash(first))
}

// remake makes the files of a dispatch again.
func (b press) remake(ctx context.Context) ([]enclosure, error) {
	var sheets []enclosure
	for _, f := range b.rec.Files {
		s := enclosure{SentFile: f}
		if err := b.fill(ctx, &s); err != nil {
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
