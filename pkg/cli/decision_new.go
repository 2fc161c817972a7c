package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newDecisionNewCommand is "decision new".
func newDecisionNewCommand(a *app) *cobra.Command {
	var flags writeFlags
	var o network.DecisionOptions
	var date dateFlag
	var id string
	cmd := &cobra.Command{
		Use:   "new TITLE",
		Short: "Draft a decision: a question for the Network",
		Long: `--question and --proposed-by are needed; the method is consensus-at-meeting unless
--method says otherwise. Whether the state must be consulted is pending until the
co-chairs determine it. The id is the day and the slug of the title.

` + writeExits,
		Example: `  unmn decision new "Common guidance on documentation" --question "Shall the Network adopt the guidance?" --proposed-by unhcr --topics documentation --gcm 4`,
		Args:    exactly("the title of the decision"),
	}
	cmd.Flags().Var(&date, "date", "the day it is proposed; today unless given")
	cmd.Flags().StringVar(&id, "id", "", "the id, where another is wanted than that of the day and title")
	fields := addFieldFlags(cmd, a.shapeOf("decision"), "title", "status", "reference", "opened_on", "closes_at")
	flags.add(cmd)
	a.completeFlags(cmd, "proposed-by")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := fields.apply(&o.Decision); err != nil {
			return err
		}
		var err error
		if o.ID, err = optionalID(id); err != nil {
			return err
		}
		o.Decision.Title, o.Date = doc.Plain(args[0]), date.Date
		var made record.ID
		next := func() string { return "unmn decision state " + string(made) }
		return a.writeThen(cmd.Context(), flags, next, func(s *record.Set) (*record.Change, error) {
			o := o
			if err := fullParty(s, &o.Decision.ProposedBy); err != nil {
				return nil, err
			}
			if err := fullRef(s, "decision", &o.Decision.Supersedes); err != nil {
				return nil, err
			}
			c, id, err := network.NewDecision(s, a.today(s), o)
			made = id
			return c, err
		})
	}
	return cmd
}

// optionalID reads an id that may be absent.
func optionalID(text string) (record.ID, error) {
	if text == "" {
		return "", nil
	}
	return record.ParseID(text)
}
