package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/render"
)

// newMeetingRenderCommand is "meeting render".
func newMeetingRenderCommand(a *app) *cobra.Command {
	flags := renderFlags{meeting: true}
	var document string
	cmd := &cobra.Command{
		Use:   "render ID",
		Short: "Make the agenda or the invitation of a meeting as a document",
		Long: `With --format ics it is an invitation that calendars take in: those invited are asked
to answer, and a meeting that was moved or called off is moved or taken out where the
calendar had it.

` + renderExits,
		Example: `  unmn meeting render 2027-q1
  unmn meeting render 2027-q1 --document invitation --lang sr-Cyrl --out invitation.html
  unmn meeting render 2027-q1 --format ics --out q1.ics`,
		Args:              exactly("the id of a meeting"),
		ValidArgsFunction: a.completeIDs("meeting"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if format, err := flags.formatOf(); err == nil && format.name == calendarFormat {
				return a.invite(cmd.Context(), flags, args[0])
			}
			switch name := render.Name(document); name {
			case render.Agenda, render.Invitation:
				return a.render(cmd.Context(), flags, args[0], render.Request{Document: name})
			case render.Minutes:
				return usagef("unmn minutes render "+args[0], "the minutes have a command of their own")
			}
			return usagef("", "--document cannot be %q; it is %s", document, strings.Join(meetingDocuments(), " or "))
		},
	}
	cmd.Flags().StringVar(&document, "document", string(render.Agenda), strings.Join(meetingDocuments(), " or "))
	//nolint:errcheck // fails only for a flag that does not exist
	cmd.RegisterFlagCompletionFunc("document", cobra.FixedCompletions(meetingDocuments(), cobra.ShellCompDirectiveNoFileComp))
	flags.add(a, cmd)
	return cmd
}

// meetingDocuments are the documents of a meeting beside its minutes.
func meetingDocuments() []string { return []string{string(render.Agenda), string(render.Invitation)} }
