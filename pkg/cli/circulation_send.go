package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"unmn/pkg/network"
)

// newCirculationSendCommand is "circulation send".
func newCirculationSendCommand(a *app) *cobra.Command {
	var flags writeFlags
	var resume, unsure bool
	cmd := &cobra.Command{
		Use:   "send ID",
		Short: "Send the mails of a circulation that was recorded to be sent, and record who was reached",
		Long: `What was recorded with --send and is not with everybody yet, because the mail server
could not be reached or the sending was cut off, is made again and sent to the rest:
with --resume where some were reached already. Nobody gets it twice: of whom it is not
known whether the server took it is left out, unless --unsure is given. The mail server is
that of your preferences (see "unmn help preferences").

` + writeExits,
		Example: `  unmn circulation send 2026-12-08-minutes-2026-q4
  unmn circulation send 2026-12-08-minutes-2026-q4 --resume`,
		Args:              exactly("the id of a circulation"),
		ValidArgsFunction: a.completeIDs("circulation"),
	}
	cmd.Flags().BoolVar(&resume, "resume", false, "some were reached already; send to the rest")
	cmd.Flags().BoolVar(&unsure, "unsure", false, "also to those of whom it is not known")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.sendAgain(cmd.Context(), args[0], resume, unsure, flags)
	}
	return cmd
}

// sendAgain makes the mails of a dispatch again and sends them to the rest.
func (a *app) sendAgain(ctx context.Context, text string, resume, unsure bool, flags writeFlags) error {
	set, _, err := a.head(ctx)
	if err != nil {
		return err
	}
	id, err := set.Find(network.Circulations.Name, text)
	if err != nil {
		return err
	}
	e, _ := network.Circulations.Get(set, id)
	c := e.Rec
	switch {
	case c.Delivery != network.ByServer:
		return &network.Refusal{Message: fmt.Sprintf("circulation %s is sent by hand", id), Hint: "write its mails with `unmn circulation reproduce " + string(id) + " --out outbox`"}
	case c.Date > a.today(set):
		return &network.Refusal{Message: fmt.Sprintf("circulation %s is of %s, which has not come", id, day(c.Date.Time())), Hint: "send it on that day"}
	case len(c.Reached) > 0 && !resume:
		return &network.Refusal{Message: fmt.Sprintf("circulation %s reached %d of %s", id, len(c.Reached), plural(len(c.To), "addressee")), Hint: "send it to the rest with `unmn circulation send " + string(id) + " --resume`"}
	}
	b, err := a.pressOf(ctx, id, c)
	if err != nil {
		return err
	}
	sheets, err := b.remake(ctx)
	if err != nil {
		return err
	}
	for i, s := range sheets {
		if s.SHA256 != c.Files[i].SHA256 {
			return &network.Refusal{Message: fmt.Sprintf("%s cannot be made again as it was recorded: this program or its templates are others than then", s.Name), Hint: "see which with `unmn circulation reproduce " + string(id) + "`"}
		}
	}
	flags.sends = true
	return (&posting{app: a, id: id, unsure: unsure, flags: flags}).send(ctx, b.letters(c, sheets))
}
