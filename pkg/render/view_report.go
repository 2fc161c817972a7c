package render

// ReportView is the view of the report of a year or of a shorter period.
type ReportView struct {
	Head
	Days       Text // first and last day
	Stands     Text // the day on which it stands
	Running    bool // the days are not over
	Narrow     bool // the edition counts less than everything
	CoChairs   bool // the edition of the co-chairs
	Year       bool // it is the report of a year
	Statistics bool // it tells how often each member took part

	Foreword   Prose // what the secretariat wrote for the year, as what follows
	Highlights []Highlight
	Challenges Prose
	Outlook    Prose

	Figures []Figure

	Statements   []ReportStatement // that were delivered
	Plans        []ReportPlan
	Objectives   []ObjectiveLine // all of the Network's; of a year
	GCM          []GCMLine
	Stakeholders []StakeholderLine
	Updates      []ReportUpdate
	Engagements  []ReportEngagement

	Meetings []ReportMeeting
	Off      []ReportMeeting // that were not held, with Status and Reason
	Ahead    []ReportMeeting // that are still to be held

	Adopted  []ReportDecision
	Internal []ReportDecision // working decisions of the Network, where the terms tell them apart
	Failed   []ReportDecision // with Result
	Open     []ReportDecision

	Done    []ReportAction
	Dropped []ReportAction
	Actions []ReportAction // that are open

	NewGroups, Groups, ClosedGroups []ReportGroup

	Members      int
	Joined, Left []Text

	Attendance  []AttendanceLine // with Statistics
	Assumptions []Assumption     // for co-chairs
	Clauses     []ReportClause   // of a year, for co-chairs
}

// ReportClause is how it stands with one clause of the terms of reference.
type ReportClause struct {
	ID       Text
	Summary  Text
	Standing Text
	Evidence []Text // the records that prove it, as kind/id; the first few
	More     int    // how many further ones there are
}

// Figure is one number with what it counts.
type Figure struct {
	Label Text
	Value int
	Part  bool // it is part of the figure before it
}

// ReportMeeting is a meeting in a report.
type ReportMeeting struct {
	Date         Text
	Title        Text
	Reference    Text
	Members      Text // how many of how many took part
	Institutions int
	Partners     int
	Guests       int
	Status       Text
	Reason       Text
}

// ReportDecision is a decision in a report, with how it was consulted on.
type ReportDecision struct {
	Date         Text // of its end, or when the consultation closes
	Reference    Text // the official reference, or the id of a draft
	Title        Text
	How          Text
	Members      Text // how many of how many members answered, and who did not
	Institutions Text // the same of Government institutions; empty where none was consulted
	Result       Text
	Missing      []Text // the consultations that were missing when it was concluded all the same
	Reason       Text   // why it was, or why the state is not concerned
}

// ReportAction is an action in a report.
type ReportAction struct {
	Title   Text
	Owner   Text
	Due     Text
	Closed  Text
	Why     Text // why it was dropped, or what proves it
	Overdue bool
}

// ReportGroup is a working group in a report.
type ReportGroup struct {
	Name     Text
	Kind     Text
	Lead     Text
	Since    Text
	Until    Text // when it was closed, or is to end
	Parties  int
	Meetings int
	Reason   Text // why it was closed
}

// Assumption is a parameter of the rules that nobody has decided on.
type Assumption struct {
	Question Text
	Value    Text
}

// AttendanceView is the view of the attendance of several meetings.
type AttendanceView struct {
	Head
	Days       Text
	Stands     Text
	Running    bool
	Narrow     bool
	Statistics bool
	Meetings   []ReportMeeting
	Rows       []AttendanceLine
}

// AttendanceLine is one party in it: a mark for each meeting, and how often.
type AttendanceLine struct {
	Organization Text
	Capacity     Text
	Marks        []Text
	TookPart     Text // at how many of the meetings at which it was expected; with Statistics
	Expected     int  // at how many meetings it was expected
	Present      int
	Represented  int
	Regrets      int
	Absent       int
	Unrecorded   int
}

// HandoverView is the view of the note of a handover.
type HandoverView struct {
	Head
	AsOf        Text
	Asks        []Ask
	Due         []DueItem
	Open        []ReportDecision
	Drafts      []ReportDecision
	Assumptions []Assumption
	Members     []Party
	StateLead   []Party
	Partners    []Party
	Persons     bool
}

// Ask is somebody who has not answered.
type Ask struct {
	What     Text // what sort of answer
	Title    Text // on what
	Party    Text
	State    Text
	Asked    Text
	Reminded Text // the last time
	Deadline Text
}

// DueItem is one thing that falls due.
type DueItem struct {
	Day     Text
	What    Text
	Title   Text
	Party   Text
	Overdue bool
}

// Highlight is what stood out under one objective of the Network.
type Highlight struct {
	Number    int // of the objective
	Objective Text
	Text      Prose
}

// ReportPlan is a workplan in a report.
type ReportPlan struct {
	Period     Text
	Draft      bool
	Counts     []Figure // activities by where they stand
	Activities []ReportActivity
}

// ReportActivity is an activity of a workplan.
type ReportActivity struct {
	Title     Text
	Objective int
	Lead      Text
	Timeline  Text
	Status    Text
	Late      bool
	Note      Text // what was last reported
}

// ObjectiveLine is one objective of the Network in the coverage.
type ObjectiveLine struct {
	Objective                          Text
	Activities, Completed, Engagements int
	GCM                                Text // the numbers of the objectives of the Global Compact
	With                               []Text
}

// GCMLine is one objective of the Global Compact in the coverage.
type GCMLine struct {
	Objective                                               Text
	Decisions, Statements, Activities, Updates, Engagements int
}

// StakeholderLine is one sort of body in the coverage.
type StakeholderLine struct {
	Class                             Text
	Meetings, Engagements, Activities int
}

// ReportUpdate is something that was shared.
type ReportUpdate struct {
	Date, Title, Type, Scope, By, Source Text
}

// ReportEngagement is an exchange with others.
type ReportEngagement struct {
	Date, Kind Text
	With, By   []Text
	Objective  int
	Summary    Text
}

// ReportStatement is a joint statement that was delivered.
type ReportStatement struct {
	Date, Issue, Reference Text
	By                     Text // the co-chair who delivered it
	Members                Text // how many of how many members answered, and who did not
	Link                   Link
}
