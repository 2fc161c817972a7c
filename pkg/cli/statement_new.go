package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newStatementNewCommand is "statement new".
func newStatementNewCommand(a *app) *cobra.Command {
	var flags writeFlags
	var prose proseFlags
	var draft network.Statement
	var date dateFlag
	var id string
	cmd := &cobra.Command{
		Use:   "new ISSUE",
		Short: "Draft a joint statement on an issue",
		Long: `The text is given with --text or --file. The id is the day and the slug of the
issue. The members are asked to clear it with "statement ask".

` + writeExits,
		Example: `  unmn statement new "Winter conditions at the border" --text "The members call for safe shelter." --gcm 8 --topics borders
  unmn statement new "Human Rights Day" --text "Rights have no borders." --date 2026-12-01`,
		Args:              exactly("the issue of the statement"),
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	cmd.Flags().Var(&date, "date", "the day it is drafted; today unless given")
	cmd.Flags().StringVar(&id, "id", "", "the id, where another is wanted than that of the day and issue")
	prose.add(cmd, "the text")
	fields := addSomeFieldFlags(cmd, a.shapeOf("statement"), "topics", "gcm", "advance_notice", "visibility", "notes")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := fields.apply(&draft); err != nil {
			return err
		}
		named, err := optionalID(id)
		if err != nil {
			return err
		}
		if draft.Text, err = prose.read(a); err != nil {
			return err
		}
		draft.Issue = doc.Plain(args[0])
		var made record.ID
		next := func() string { return "unmn statement ask " + string(made) + " --within 48h" }
		return a.writeThen(cmd.Context(), flags, next, func(s *record.Set) (*record.Change, error) {
			c, id, err := network.NewStatement(s, a.today(s), network.StatementOptions{ID: named, Date: date.Date, Statement: draft})
			made = id
			return c, err
		})
	}
	return cmd
}
