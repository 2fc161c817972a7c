package render_test

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"unmn/pkg/network"
)

// reportEnumerations are the words that reports print of each vocabulary.
func reportEnumerations() map[string][]string {
	return map[string][]string{
		"meeting-status.": network.MeetingStatus("").Values(), "group.": network.GroupKind("").Values(),
		"mark.":   append(network.AttendanceStatus("").Values(), string(network.Unrecorded), "none"),
		"report.": {"annual", "quarterly", "attendance", "handover"},
		"figure.": {"held", "annual", "extraordinary", "off", "adopted", "with-state", "as-taken", "failed", "open", "opened", "done", "late", "dropped",
			"actions", "overdue", "groups.new", "groups.continuing", "groups.closed", "activities", "completed", "activities.late", "updates", "engagements", "statements"},
		"tally.": {"no-reply", "awaited", "not-asked"}, "ask.": {"never-asked", "has-not-answered", "no-reply", "not-on-the-list", "overdue", "due"},
		"due.": {"action", "replies", "review", "meeting", "comments", "group", "confirm"}, "rule.": parameters(),
		"activity.": append(network.ActivityStatus("").Values(), "late"), "knowledge.": network.KnowledgeType("").Values(),
		"awaited.": {"answer", "clearance", "reply", "rsvp", "comment"},
		"scope.":   network.Scope("").Values(), "engagement.": network.EngagementKind("").Values(),
		"objective.": append(numbers(7), "n"), "gcm.": numbers(23), "value.": parameterValues(),
		"standing.": standings(),
	}
}

// standings are the words for how it stands with a clause.
func standings() []string {
	out := network.Standing("").Values()
	for i := range out {
		out[i] = strings.ReplaceAll(out[i], " ", "-")
	}
	return out
}

// numbers are those from 1 to n.
func numbers(n int) []string {
	var out []string
	for i := range n {
		out = append(out, strconv.Itoa(i+1))
	}
	return out
}

// parameters are the names of the parameters of the rules.
func parameters() []string {
	var out []string
	rules := reflect.TypeFor[network.Rules]()
	for i := range rules.NumField() {
		name, _, _ := strings.Cut(rules.Field(i).Tag.Get("yaml"), ",")
		out = append(out, name)
	}
	return out
}

// parameterValues are the words that a parameter can have as its value.
func parameterValues() []string {
	return slices.Concat([]string{"true", "false"}, network.Every("").Values(), network.ApprovalMethod("").Values(), network.Attribution("").Values(),
		network.Presumption("").Values(), network.StateObjection("").Values(), network.DecisionPlace("").Values())
}
