package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newEngagementNewCommand is "engagement new".
func newEngagementNewCommand(a *app) *cobra.Command {
	var flags writeFlags
	var o network.EngagementOptions
	var id string
	var with []string
	var fields *fieldFlags
	cmd := &cobra.Command{
		Use:   "new SUMMARY",
		Short: "Record an exchange with external parties",
		Long: `--kind, --with, --by and --objective (3, 4, 5 or 7) are needed. --with names parties of
the register, and so many of a class: scrm,ngo:2. The id is the day, the form and with
whom it was.

` + writeExits,
		Example: `  unmn engagement new "The protocol was explained; SCRM names two officers" --kind meeting --with scrm --by undp,iom --objective 4 --date 2026-12-08
  unmn engagement new "What municipalities need for the winter" --kind consultation --with ngo:3,local-authority:2 --by unhcr --objective 3`,
		Args: exactly("what it was about and what came of it"),
	}
	cmd.Flags().StringSliceVar(&with, "with", nil, "with whom: scrm,ngo:2")
	cmd.Flags().StringVar(&id, "id", "", "the id, where another is wanted than that of the day, form and party")
	fields = addFieldFlags(cmd, a.shapeOf("engagement"), "summary", "with")
	flags.add(cmd)
	a.completeFlags(cmd, "with", "by")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := fields.apply(&o.Engagement); err != nil {
			return err
		}
		var err error
		if o.ID, err = optionalID(id); err != nil {
			return err
		}
		o.Engagement.Summary = doc.Plain(strings.TrimSpace(args[0]))
		return a.makeTold(cmd, flags, shown("engagement"), func(s *record.Set) (*record.Change, record.ID, []string, error) {
			o := o
			if err := completeEngagement(s, &o.Engagement, with); err != nil {
				return nil, "", nil, err
			}
			c, id, err := network.NewEngagement(s, a.today(s), o)
			return c, id, nil, err
		})
	}
	return cmd
}

// completeEngagement names in full who took part on both sides, and what follows.
func completeEngagement(s *record.Set, e *network.Engagement, with []string) error {
	var err error
	if e.With, err = network.ParseCounterparts(s, with); err != nil {
		return err
	}
	if err := fullRefs(s, "member", &e.By); err != nil {
		return err
	}
	return fullRefs(s, "action", &e.FollowUp)
}
