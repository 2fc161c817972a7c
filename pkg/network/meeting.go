package network

import (
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// Meeting is one meeting: its notice, agenda, attendance and minutes. A meeting is
// made held by taking its minutes and ended by approving them; there is no other
// step for either.
type Meeting struct {
	Type         MeetingType       `yaml:"type" must:"yes" doc:"what sort of meeting it is"`
	Status       MeetingStatus     `yaml:"status" must:"yes" doc:"where it stands"`
	Reason       doc.Text          `yaml:"reason" doc:"why it was requested, postponed, cancelled or not held, or its notice waived"`
	Period       Period            `yaml:"period" doc:"the period whose meeting it is, such as 2026-Q4"`
	Title        doc.Text          `yaml:"title" doc:"its title, where the type and period do not say enough"`
	Reference    string            `yaml:"reference" doc:"the official reference of its minutes, issued when it is held"`
	Group        record.Ref[Group] `yaml:"group" doc:"the working group that meets"`
	Start        doc.LocalTime     `yaml:"start" must:"yes" doc:"when it begins, by the clock of the place"`
	End          doc.LocalTime     `yaml:"end" doc:"when it ends"`
	Timezone     Zone              `yaml:"timezone" doc:"the zone of its times, where it is not the network's"`
	Place        doc.Text          `yaml:"place" doc:"where"`
	Mode         Mode              `yaml:"mode" doc:"how people take part"`
	JoinURL      string            `yaml:"join_url" doc:"the link for those who take part online"`
	Host         *HostMeeting      `yaml:"host" doc:"the meeting of another body that it is part of"`
	NoHostReason doc.Text          `yaml:"no_host_reason" doc:"why it is not part of the host's meeting"`
	CalledBy     []record.Key      `yaml:"called_by" of:"network.posts" doc:"the posts whose holders called it"`
	RequestedBy  []MemberRef       `yaml:"requested_by" doc:"the members that asked for it"`
	RequestedOn  doc.Date          `yaml:"requested_on" doc:"when they asked; the co-chairs have then to call it, or to answer"`
	Urgent       bool              `yaml:"urgent" doc:"the notice was waived, for the reason given"`
	Chairs       []record.Key      `yaml:"chairs" of:"network.posts,member,partner" doc:"who chairs: posts or parties"`
	Secretary    record.Key        `yaml:"secretary" of:"network.posts,member,partner" doc:"who takes the minutes"`
	Sequence     int               `yaml:"sequence" doc:"how often the invitation changed, for calendars"`
	Notices      []Notice          `yaml:"notices" doc:"when the invitation went out, and to whom"`
	Changes      []MeetingChange   `yaml:"changes" doc:"how it was moved, postponed or called off, in order"`
	Invited      []Invitation      `yaml:"invited" flow:"yes" doc:"who was invited, and the answers"`
	Reminders    []PartyReminder   `yaml:"reminders" flow:"yes" doc:"who was reminded to answer the invitation, and when"`
	Agenda       []AgendaItem      `yaml:"agenda" doc:"the items in their order"`
	Attendance   []Attendance      `yaml:"attendance" flow:"yes" doc:"who was there"`
	Guests       []Guests          `yaml:"guests" flow:"yes" doc:"guests counted by class, not named"`
	Opening      doc.Text          `yaml:"opening" doc:"what was said before the first item"`
	Minutes      *Minutes          `yaml:"minutes" doc:"the life of the minutes"`
	Visibility   Visibility        `yaml:"visibility" doc:"for whom editions show it; members unless said"`
	Notes        doc.Text          `yaml:"notes" doc:"anything else"`
}

// MeetingChange is one change of what was planned: the meeting was given another
// time or place, was put off, or does not take place.
type MeetingChange struct {
	Date      doc.Date      `yaml:"date" must:"yes" doc:"when that was settled"`
	Status    MeetingStatus `yaml:"status" must:"yes" doc:"where the meeting stood from then on"`
	From      doc.LocalTime `yaml:"from" doc:"when it was to begin until then"`
	FromPlace doc.Text      `yaml:"from_place" doc:"where it was to be until then"`
	Reason    doc.Text      `yaml:"reason" doc:"why"`
}

// HostMeeting is the meeting of another body that the Network's is a segment of.
type HostMeeting struct {
	Body      string `yaml:"body" must:"yes" doc:"the body, by its abbreviation"`
	Reference string `yaml:"reference" doc:"the body's own reference of its meeting"`
	Items     string `yaml:"items" doc:"the items of its agenda that are the Network's"`
}

// Invitation is one row of who was invited: a party, or guests by class and number.
type Invitation struct {
	Party      PartyRef         `yaml:"party" key:"yes" doc:"the party"`
	Role       Capacity         `yaml:"role" doc:"in which capacity"`
	RSVP       RSVP             `yaml:"rsvp" doc:"the answer"`
	AnsweredOn doc.Date         `yaml:"answered_on" doc:"when it answered"`
	Class      StakeholderClass `yaml:"class" doc:"of guests that are not in the register"`
	Number     int              `yaml:"number" range:"1-999" doc:"how many guests of the class"`
}

// AgendaItem is one item: what was planned, and what the minutes say of it.
type AgendaItem struct {
	ID               record.ID            `yaml:"id" key:"yes" must:"yes" doc:"short and stable, whatever its number becomes"`
	Title            doc.Text             `yaml:"title" must:"yes" doc:"the title"`
	Purpose          Purpose              `yaml:"purpose" must:"yes" doc:"why it is on the agenda"`
	Presenter        record.Key           `yaml:"presenter" of:"network.posts,member,partner" doc:"who presents it"`
	MinutesPlanned   int                  `yaml:"minutes_planned" range:"1-600" doc:"how long it is planned to take, in minutes"`
	Documents        []string             `yaml:"documents" doc:"what to read before"`
	Meeting          record.Ref[Meeting]  `yaml:"meeting" doc:"the meeting whose minutes are to be approved"`
	Decision         record.Ref[Decision] `yaml:"decision" doc:"the decision it is about"`
	Group            record.Ref[Group]    `yaml:"group" doc:"the working group that reports"`
	Visibility       Visibility           `yaml:"visibility" doc:"for whom editions show it; the meeting's unless said"`
	Summary          doc.Text             `yaml:"summary" doc:"what was said"`
	Positions        []ItemPosition       `yaml:"positions" flow:"yes" doc:"what parties declared"`
	Conclusions      []doc.Text           `yaml:"conclusions" doc:"what was concluded"`
	Approved         bool                 `yaml:"approved" doc:"the minutes it is about were approved here"`
	NoDecisionReason doc.Text             `yaml:"no_decision_reason" doc:"why an item for decision ended without one"`
}

// ItemPosition is what one party declared on an item.
type ItemPosition struct {
	Party      PartyRef   `yaml:"party" key:"yes" must:"yes" doc:"the party"`
	Position   Position   `yaml:"position" must:"yes" doc:"what it declared"`
	Note       string     `yaml:"note" doc:"in its words"`
	Named      bool       `yaml:"named" doc:"the party wants to be named in the minutes"`
	Visibility Visibility `yaml:"visibility" doc:"for whom editions show it; the item's unless said"`
}

// Attendance is how one party was there.
type Attendance struct {
	Party        PartyRef         `yaml:"party" key:"yes" must:"yes" doc:"the party"`
	Status       AttendanceStatus `yaml:"status" must:"yes" doc:"how it was there"`
	Name         string           `yaml:"name" doc:"the person"`
	AlternateFor string           `yaml:"alternate_for" doc:"the person who was represented"`
	Mode         Mode             `yaml:"mode" doc:"how the person took part"`
	From         Clock            `yaml:"from" doc:"when the person arrived, if later"`
	Until        Clock            `yaml:"until" doc:"when the person left, if earlier"`
	Capacity     Capacity         `yaml:"capacity" doc:"in which capacity, where it is not that of the party"`
}

// Guests are people present who are not in the register.
type Guests struct {
	Class  StakeholderClass `yaml:"class" key:"yes" must:"yes" doc:"what sort of body they come from"`
	Number int              `yaml:"number" must:"yes" range:"1-999" doc:"how many"`
}

// Minutes is the life of the minutes of a meeting; their content is in the agenda.
type Minutes struct {
	Status        MinutesStatus `yaml:"status" must:"yes" doc:"where they stand"`
	PreparedBy    record.Key    `yaml:"prepared_by" of:"network.posts,member,partner" doc:"who took them"`
	Cleared       []Clearance   `yaml:"cleared" flow:"yes" doc:"who cleared them"`
	DraftedOn     doc.Date      `yaml:"drafted_on" doc:"when they were first taken"`
	Circulated    []Circulated  `yaml:"circulated" doc:"when they were sent out, to whom, and in which wording"`
	CommentsUntil doc.Date      `yaml:"comments_until" doc:"until when comments are welcome"`
	Comments      []Comment     `yaml:"comments" doc:"comments on the draft"`
	Approved      *Approval     `yaml:"approved" doc:"how they were approved"`
	Corrections   []Correction  `yaml:"corrections" doc:"corrections after approval"`
}

// Notice is one sending of the invitation to a meeting. It is never edited; what is
// sent again is another row.
type Notice struct {
	Date    doc.Date    `yaml:"date" must:"yes" doc:"when it was sent"`
	Channel Channel     `yaml:"channel" must:"yes" doc:"how"`
	To      []PartyRef  `yaml:"to" doc:"to whom"`
	Cleared []Clearance `yaml:"cleared" flow:"yes" doc:"who cleared it"`
}

// Circulated is one sending of minutes. It is never edited; what is sent again is
// another row.
type Circulated struct {
	Date    doc.Date   `yaml:"date" must:"yes" doc:"when they were sent"`
	Channel Channel    `yaml:"channel" must:"yes" doc:"how"`
	To      []PartyRef `yaml:"to" must:"yes" doc:"to whom"`
	SHA256  string     `yaml:"sha256" doc:"the hash of what was sent"`
}

// Clearance is one post's leave to send something out.
type Clearance struct {
	Post record.Key `yaml:"post" key:"yes" must:"yes" of:"network.posts" doc:"the post"`
	Date doc.Date   `yaml:"date" must:"yes" doc:"when"`
}

// Comment is one comment on draft minutes and what was done with it.
type Comment struct {
	Number      int         `yaml:"number" key:"yes" must:"yes" range:"1-999" doc:"its number"`
	Party       PartyRef    `yaml:"party" must:"yes" doc:"whose comment it is"`
	Date        doc.Date    `yaml:"date" must:"yes" doc:"when it came"`
	Item        record.Key  `yaml:"item" of:".agenda" doc:"the item it is about"`
	Text        doc.Text    `yaml:"text" must:"yes" doc:"what it says"`
	Late        bool        `yaml:"late" doc:"it came when the time for comments was over"`
	Disposition Disposition `yaml:"disposition" doc:"what was done with it"`
	Reason      doc.Text    `yaml:"reason" doc:"why that was done with it"`
	Visibility  Visibility  `yaml:"visibility" doc:"for whom editions show it"`
}

// Approval is how minutes became final.
type Approval struct {
	Date    doc.Date            `yaml:"date" must:"yes" doc:"when"`
	How     ApprovalMethod      `yaml:"how" must:"yes" doc:"how"`
	Meeting record.Ref[Meeting] `yaml:"meeting" doc:"the meeting that approved them"`
	Reason  doc.Text            `yaml:"reason" doc:"why it was otherwise than the rules have it"`
	SHA256  string              `yaml:"sha256" doc:"the hash of what was approved; it locks the minutes"`
}

// Correction is one corrigendum to approved minutes.
type Correction struct {
	Number      int         `yaml:"number" key:"yes" must:"yes" range:"1-99" doc:"its number"`
	Date        doc.Date    `yaml:"date" must:"yes" doc:"when"`
	Item        record.Key  `yaml:"item" of:".agenda" doc:"the item it corrects"`
	Text        doc.Text    `yaml:"text" must:"yes" doc:"what it says now"`
	Reason      doc.Text    `yaml:"reason" must:"yes" doc:"why"`
	RequestedBy record.Key  `yaml:"requested_by" of:"network.posts,member,partner" doc:"on whose request"`
	Cleared     []Clearance `yaml:"cleared" flow:"yes" doc:"who signed it off"`
}

// IsOff reports a meeting that does not take place as planned: what a meeting must have is
// not asked of it, and calendars take it out.
func (m *Meeting) IsOff() bool {
	return m.Status == Postponed || m.Status == Cancelled || m.Status == NotHeld
}

// Meetings is the kind of the meetings.
var Meetings = &record.Kind[Meeting]{
	Name: "meeting", Folder: "meetings", Layout: record.ByYear,
	Doc:    "a meeting: its notice, agenda, attendance and minutes",
	States: meetingStates,
}
