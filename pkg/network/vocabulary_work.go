package network

// The words of what the Network does in a year: its workplan, what members share,
// and its exchange with others.

// WorkplanStatus is where a workplan stands.
type WorkplanStatus string

// The states of a workplan.
const (
	WorkplanDraft   WorkplanStatus = "draft"
	WorkplanAdopted WorkplanStatus = "adopted"
)

// Values are both states.
func (WorkplanStatus) Values() []string { return []string{"draft", "adopted"} }

// ActivityStatus is where an activity of a workplan stands, in the words of the
// global Network's workplan; the last is this register's own.
type ActivityStatus string

// The states of an activity.
const (
	ActivityToStart      ActivityStatus = "yet-to-start"
	ActivityOngoing      ActivityStatus = "ongoing"
	ActivityCompleted    ActivityStatus = "completed"
	ActivityDiscontinued ActivityStatus = "discontinued"
)

// Values are all states of an activity.
func (ActivityStatus) Values() []string {
	return []string{"yet-to-start", "ongoing", "completed", "discontinued"}
}

// Objectives is how many objectives the terms give the Network.
const Objectives = 7

// KnowledgeType is the sort of thing that is shared.
type KnowledgeType string

// Values are all sorts.
func (KnowledgeType) Values() []string {
	return []string{"update", "data", "document", "study", "practice", "tool", "event"}
}

// Scope is how far what is shared reaches.
type Scope string

// Values are all scopes.
func (Scope) Values() []string { return []string{"local", "national", "regional", "global"} }

// HubStatus is where something stands on its way to the Migration Network Hub.
type HubStatus string

// HubPublished is the state of what the Hub shows.
const HubPublished HubStatus = "published"

// Values are all states of a submission.
func (HubStatus) Values() []string { return []string{"planned", "submitted", "published"} }

// EngagementKind is the form of an exchange with external parties.
type EngagementKind string

// Values are all forms: the four last are global ones.
func (EngagementKind) Values() []string {
	return []string{"meeting", "consultation", "joint-event", "training", "gfmd", "imrf", "regional-review", "mptf"}
}
