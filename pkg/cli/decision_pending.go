package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
)

// newDecisionPendingCommand is "decision pending".
func newDecisionPendingCommand(a *app) *cobra.Command {
	var flags readFlags
	cmd := &cobra.Command{
		Use:   "pending ID",
		Short: "Say who has not answered on a decision, and who was never asked",
		Long: `A party has not answered, was never asked, or did not reply in time, which is no
consent of an institution. Members of the opening day that are not on the list are
told as well. With --on it is as things stood on that day.`,
		Example:           "  unmn decision pending 2026-09-28-joint-data-protocol\n  unmn decision pending 2026-09-28-joint-data-protocol --json",
		Args:              exactly("the id of a decision"),
		ValidArgsFunction: a.completeIDs("decision"),
	}
	flags.add(a, cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.showPending(cmd.Context(), args[0], flags)
	}
	return cmd
}

func (a *app) showPending(ctx context.Context, text string, flags readFlags) error {
	if err := flags.check(); err != nil {
		return err
	}
	if err := a.configure(ctx); err != nil {
		return err
	}
	set, e, err := a.decision(ctx, text)
	if err != nil {
		return err
	}
	pending := network.PendingReplies(set, e.Rec, a.view.on.Date)
	if err := set.Err(); err != nil {
		return err
	}
	if flags.structured() {
		head := doc.Object{
			{Name: "version", Value: 1}, {Name: "decision", Value: e.ID}, {Name: "status", Value: e.Rec.Status}, {Name: "closes_at", Value: e.Rec.ClosesAt},
		}
		return a.printObjects(flags, head, "pending", pendingObjects(pending),
			"party", "short", "capacity", "state", "required", "asked", "channel", "reminders")
	}
	if len(pending) == 0 {
		a.note("decision %s is %s; nobody is still to be asked or to answer", e.ID, e.Rec.Status)
	}
	rows := make([][]string, len(pending))
	for i, p := range pending {
		how := string(p.Asked)
		if p.Channel != "" {
			how += " " + string(p.Channel)
		}
		rows[i] = []string{string(p.Party), string(p.Capacity), p.State, how, joined(p.Reminders), strings.Replace(string(e.Rec.ClosesAt), "T", " ", 1)}
	}
	return a.printRows(flags.format, []string{"party", "capacity", "state", "asked", "reminded", "closes"}, rows)
}

// pendingObjects are who is waited for as JSON.
func pendingObjects(pending []network.PendingReply) []doc.Object {
	rows := []doc.Object{}
	for _, p := range pending {
		rows = append(rows, doc.Object{
			{Name: "party", Value: p.Party}, {Name: "short", Value: p.Short}, {Name: "capacity", Value: p.Capacity},
			{Name: "state", Value: p.State}, {Name: "required", Value: p.Required}, {Name: "asked", Value: p.Asked},
			{Name: "channel", Value: p.Channel}, {Name: "reminders", Value: listed(p.Reminders)},
		})
	}
	return rows
}
