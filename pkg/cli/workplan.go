package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// workplanVerbs are the verbs that a workplan has beside those of every kind.
func workplanVerbs(a *app) []*cobra.Command {
	return []*cobra.Command{newWorkplanNewCommand(a), newWorkplanAddCommand(a), newWorkplanProgressCommand(a), newWorkplanAdoptCommand(a), newWorkplanRenderCommand(a)}
}

// completeActivity names in full what an activity refers to. Lists are copied: a plan
// may run again.
func completeActivity(s *record.Set, act *network.Activity) error {
	if err := fullParty(s, &act.Lead); err != nil {
		return err
	}
	if err := fullParties(s, &act.With); err != nil {
		return err
	}
	if err := fullParties(s, &act.Partners); err != nil {
		return err
	}
	return fullRef(s, "group", &act.Group)
}
