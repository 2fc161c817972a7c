package cli

import "github.com/spf13/cobra"

// ownVerbs are the verbs that one kind has beside those of every kind.
func ownVerbs(a *app, kind string) []*cobra.Command {
	switch kind {
	case "member":
		return []*cobra.Command{newMemberNewCommand(a), newMemberRepresentCommand(a), newMemberConfirmCommand(a), newMemberActivateCommand(a), newMemberDeactivateCommand(a), newMemberEndCommand(a), newMemberRenderCommand(a)}
	case "partner":
		return []*cobra.Command{newPartnerNewCommand(a), newPartnerRepresentCommand(a), newPartnerEndCommand(a), newPartnerRenderCommand(a)}
	case "meeting":
		return []*cobra.Command{
			newMeetingNewCommand(a), newMeetingRequestCommand(a), newMeetingAgendaCommand(a), newMeetingConveneCommand(a), newMeetingMoveCommand(a), newMeetingCancelCommand(a),
			newMeetingNotHeldCommand(a), newMeetingAttendCommand(a), newMeetingRSVPCommand(a), newMeetingRenderCommand(a),
		}
	case "network":
		return []*cobra.Command{newNetworkDecideCommand(a), newNetworkWaiveCommand(a)}
	case "group":
		return []*cobra.Command{newGroupNewCommand(a), newGroupJoinCommand(a), newGroupLeaveCommand(a), newGroupReportCommand(a), newGroupCloseCommand(a)}
	case "decision":
		return decisionVerbs(a)
	case "circulation":
		return circulationVerbs(a)
	case "statement":
		return statementVerbs(a)
	case "action":
		return []*cobra.Command{newActionNewCommand(a), newActionProgressCommand(a), newActionDoneCommand(a), newActionDropCommand(a)}
	case "workplan":
		return workplanVerbs(a)
	case "update":
		return []*cobra.Command{newUpdateNewCommand(a), newUpdateRenderCommand(a)}
	case "engagement":
		return []*cobra.Command{newEngagementNewCommand(a)}
	case "report":
		return append([]*cobra.Command{newReportNewCommand(a)}, reportVerbs(a)...)
	}
	return nil
}

// acrossKinds are the commands that are not about one kind.
func acrossKinds(a *app) []*cobra.Command {
	return []*cobra.Command{
		newInitCommand(a), newCheckCommand(a), newFmtCommand(a), newSaveCommand(a), newSchemaCommand(a),
		newExplainCommand(a), newMinutesCommand(a), newPendingCommand(a), newRemindCommand(a), newShowAnyCommand(a), newLogAnyCommand(a), newStatusCommand(a), newDueCommand(a), newSearchCommand(a), newCalendarCommand(a), newDemoCommand(a), newDoctorCommand(a), newTemplateCommand(a), newVerifyCommand(a), newVersionCommand(a),
	}
}
