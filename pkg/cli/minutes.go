package cli

import "github.com/spf13/cobra"

// newMinutesCommand is the noun of the minutes. They are no kind of their own: they
// are in the record of their meeting. The verbs stand in the order of their life.
func newMinutesCommand(a *app) *cobra.Command {
	return group("minutes", "The minutes of a meeting",
		newMinutesTakeCommand(a), newMinutesRenderCommand(a), newMinutesCirculateCommand(a),
		newMinutesCommentCommand(a), newMinutesImportCommand(a), newMinutesApproveCommand(a), newMinutesCorrectCommand(a))
}
