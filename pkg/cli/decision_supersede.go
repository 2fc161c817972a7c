package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newDecisionSupersedeCommand is "decision supersede".
func newDecisionSupersedeCommand(a *app) *cobra.Command {
	var flags writeFlags
	cmd := &cobra.Command{
		Use:   "supersede OLD NEW",
		Short: "Record that an adopted decision takes the place of another",
		Long: `Both are adopted. A decision made with --supersedes does the same when it is adopted.

` + writeExits,
		Example:           "  unmn decision supersede 2026-09-28-joint-data-protocol 2027-03-01-second-data-protocol",
		Args:              exactly("the id of the old decision", "the id of the new one"),
		ValidArgsFunction: a.completeIDs("decision"),
	}
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		_, err := a.takeStep(cmd, flags, "decision", args[0], shown("decision"), func(s *record.Set, old record.ID) (*record.Change, error) {
			by, err := s.Find("decision", args[1])
			if err != nil {
				return nil, err
			}
			return network.SupersedeDecision(s, a.today(s), old, by)
		})
		return err
	}
	return cmd
}
