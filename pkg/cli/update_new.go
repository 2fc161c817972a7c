package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newUpdateNewCommand is "update new".
func newUpdateNewCommand(a *app) *cobra.Command {
	var flags writeFlags
	var o network.UpdateOptions
	var id, hub, hubURL string
	var fields *fieldFlags
	cmd := &cobra.Command{
		Use:   "new TITLE",
		Short: "Record something that was shared with the members",
		Long: `--type, --scope, --shared-by and --source are needed. The source says who published
it and when. The id is the day it was shared and the slug of the title.

` + writeExits,
		Example: `  unmn update new "Mixed movements, November" --type data --scope regional --shared-by unhcr --source "UNHCR, 1 December 2026" --link https://data.example.org/november
  unmn update new "Guide to fair recruitment" --type tool --scope global --shared-by iom --source "IOM, 2025" --file guide.pdf --gcm 6 --hub planned`,
		Args: exactly("a title"),
	}
	cmd.Flags().StringVar(&id, "id", "", "the id, where another is wanted than that of the day and title")
	cmd.Flags().StringVar(&hub, "hub", "", "its way to the Migration Network Hub: planned, submitted, published")
	cmd.Flags().StringVar(&hubURL, "hub-url", "", "its page on the Hub")
	fields = addFieldFlags(cmd, a.shapeOf("update"), "title")
	flags.add(cmd)
	a.completeFlags(cmd, "shared-by")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := fields.apply(&o.Update); err != nil {
			return err
		}
		var err error
		if o.ID, err = optionalID(id); err != nil {
			return err
		}
		if o.Update.Hub, err = hubOf(hub, hubURL); err != nil {
			return err
		}
		o.Update.Title = doc.Plain(strings.TrimSpace(args[0]))
		return a.makeTold(cmd, flags, shown("update"), func(s *record.Set) (*record.Change, record.ID, []string, error) {
			o := o
			if err := fullParty(s, &o.Update.SharedBy); err != nil {
				return nil, "", nil, err
			}
			c, id, err := network.NewUpdate(s, a.today(s), o)
			return c, id, nil, err
		})
	}
	return cmd
}

// hubOf is the way to the Hub that flags tell, nil where they tell none.
func hubOf(status, url string) (*network.Hub, error) {
	if status == "" && url == "" {
		return nil, nil
	}
	if status == "" {
		status = string(network.HubPublished)
	}
	state, err := oneOf[network.HubStatus](status)
	if err != nil {
		return nil, usagef("", "--hub: %v", err)
	}
	return &network.Hub{Status: state, URL: url}, nil
}
