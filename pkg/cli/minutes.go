package cli

import "github.com/spf13/cobra"

// newMinutesCommand is the noun of the minutes. They are no kind of their own: they
// are in the record of their meeting.
func newMinutesCommand(a *app) *cobra.Command {
	return group("minutes", "The minutes of a meeting", newMinutesTakeCommand(a), newMinutesRenderCommand(a))
}
