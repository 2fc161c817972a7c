package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newMinutesApproveCommand is "minutes approve".
func newMinutesApproveCommand(a *app) *cobra.Command {
	var flags writeFlags
	var date dateFlag
	var how wordFlag[network.ApprovalMethod]
	var reason textFlag
	var at string
	cmd := &cobra.Command{
		Use:   "approve MEETING",
		Short: "Approve circulated minutes, which makes them final",
		Long: `Minutes are approved at a later meeting (--at), or because nobody objected while
comments were welcome, as the rules of the network have it; another way than that needs
--how and the --reason. A line APPROVED in the notes of the later meeting approves them
as well. What was approved is locked by its hash: from then on there are corrections
only. It refuses, with every reason, while it is not said of a comment what was done.

` + writeExits,
		Example: `  unmn minutes circulate 2026-q4 --cleared-by co-chair-iom --date 2026-12-03
  unmn minutes approve 2026-q4 --how no-objection --reason "The next meeting is in spring" --date 2026-12-14`,
		Args:              exactly("the id of a meeting"),
		ValidArgsFunction: a.completeIDs("meeting"),
	}
	cmd.Flags().StringVar(&at, "at", "", "the meeting that approved them")
	addWordFlag(cmd, &how, "how", "as the rules have it unless given")
	cmd.Flags().Var(&date, "date", "when; the day of the meeting, or today, unless given")
	cmd.Flags().Var(&reason, "reason", "why it was otherwise than the rules have it")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.takeToldStep(cmd, flags, "meeting", args[0], then("minutes", "render"), func(s *record.Set, id record.ID) (*record.Change, []string, error) {
			o := network.ApproveOptions{Meeting: id, How: how.word, Date: date.Date, Reason: reason.Text}
			if at != "" {
				var err error
				if o.At, err = s.Find("meeting", at); err != nil {
					return nil, nil, err
				}
			}
			return network.ApproveMinutes(s, a.today(s), o)
		})
	}
	return cmd
}
