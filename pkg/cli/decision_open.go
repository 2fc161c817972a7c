package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newDecisionOpenCommand is "decision open".
func newDecisionOpenCommand(a *app) *cobra.Command {
	var flags writeFlags
	var date dateFlag
	var closes localTimeFlag
	var institutions []string
	var noOther string
	cmd := &cobra.Command{
		Use:   "open ID",
		Short: "Open the consultation on a decision: who is consulted is settled that day",
		Long: `The list is made of everybody who is a member that day, the proposer counting as
agreeing. Where the state must be consulted it has the state lead as well, and the
institutions that a person confirms with --state; --no-other-ministry says why no
other is relevant. Nobody is taken off the list later. Without --closes it closes as
early as the rules of the network allow, in working days.

` + writeExits,
		Example: `  unmn decision open 2026-09-28-joint-data-protocol --no-other-ministry "data held by SCRM alone"
  unmn decision open 2026-09-28-joint-data-protocol --state scrm,ministry-interior --closes "2026-12-15 17:00"`,
		Args:              exactly("the id of a decision"),
		ValidArgsFunction: a.completeIDs("decision"),
	}
	cmd.Flags().Var(&date, "date", "the day it opens; today unless given")
	closesFlag(cmd.Flags(), &closes)
	cmd.Flags().StringSliceVar(&institutions, "state", nil, "the institutions that are confirmed as relevant")
	cmd.Flags().StringVar(&noOther, "no-other-ministry", "", "why no other ministry is relevant")
	flags.add(cmd)
	a.completeFlags(cmd, "state")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		var result network.OpenResult
		next := func(id record.ID) string { return askEverybody(id, result.Waiting) }
		_, err := a.takeStep(cmd, flags, "decision", args[0], next, func(s *record.Set, id record.ID) (*record.Change, error) {
			o := network.OpenOptions{ID: id, Date: date.Date, Closes: closes.LocalTime, NoOther: doc.Plain(noOther)}
			var err error
			if o.Institutions, err = partners(s, institutions); err != nil {
				return nil, err
			}
			c, r, err := network.OpenDecision(s, a.today(s), o)
			result = r
			return c, err
		})
		return err
	}
	return cmd
}

// askEverybody is the command that comes after an opening.
func askEverybody(id record.ID, waiting []network.PartyRef) string {
	if len(waiting) == 0 {
		return "unmn decision pending " + string(id)
	}
	return "unmn decision ask " + string(id) + " --all --channel e-mail"
}
