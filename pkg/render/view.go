package render

// Head is what every document says of itself.
type Head struct {
	Network   Text // the name of the Network
	Title     Text // what the document is of: "Ordinary meeting, fourth quarter of 2026"
	Reference Text // the official reference; empty for a draft
	Version   int  // 0 when it is not known
	Date      Text // of the version
}

// Officer is somebody in a post: the title of the post, and the name of the person
// where the register has one and the readers may see it.
type Officer struct {
	Title  Text
	Name   Text
	Acting bool
}

// MeetingView is what templates see of a meeting: the agenda and all that comes
// before it. The view of the agenda.
type MeetingView struct {
	Head
	Provisional bool // the meeting has not been held
	When        Text // day, hours, zone
	Place       Text
	Mode        Text // how people take part
	JoinLink    Link // only for members and closer
	Host        Text // the meeting of another body that it is part of
	Group       Text
	Chairs      []Officer
	Secretary   Officer
	CalledBy    []Officer
	RequestedBy []Text
	Urgent      bool
	Reason      Prose
	Items       []Item
	Timed       bool // every item has its hour
}

// Item is one item of the agenda. Of one that is not for the readers only the
// number is there and Hidden is set.
type Item struct {
	Number     int
	Hidden     bool
	Title      Text
	Purpose    Text
	Presenter  Text
	Planned    int  // minutes; 0 when not planned
	Time       Text // when it begins, in a Timed agenda
	Documents  []Link
	Approves   Text // title of the meeting whose minutes are up for approval
	Approved   bool // those minutes were approved here
	Summary    Prose
	Positions  []Position
	Conclusion []Prose
	Decision   *Decision
	NoDecision Prose // why an item for decision ended without one
	Actions    []Action
}

// Position is what one party declared, or where positions are not attributed, what
// so many declared.
type Position struct {
	Party    Text // empty where the position is not attributed
	Count    int  // of the parties, where it is not attributed
	Position Text
	Notes    []Text
}

// Decision is the decision an item was about.
type Decision struct {
	Reference Text // the official reference, or the id of a draft
	Draft     bool
	Title     Text
	Text      Prose
	Result    Text   // how it ended at this meeting; empty when it did not
	Missing   []Text // the consultations that were missing when it was concluded all the same
	Reason    Prose  // why it was concluded all the same
}

// Action is who does what by when.
type Action struct {
	Item  int // number of the item it comes from; 0 for the meeting as a whole
	Title Text
	Owner Text
	With  []Text
	Due   Text
}

// MinutesView is the view of minutes.
type MinutesView struct {
	MeetingView
	Status         Text // draft, circulated, approved, corrected
	Final          bool // approved
	PreparedBy     Officer
	CommentsUntil  Text // empty once they are approved
	ApprovedOn     Text
	ApprovedHow    Text
	ApprovedAt     Text // title of the meeting that approved them
	Opening        Prose
	Attendance     []Attendance
	Guests         []Guests
	MembersPresent int // members present or represented
	MembersInAll   int
	Actions        []Action // of all items
	Corrections    []Correction
	HiddenItems    []int // numbers of the items that the edition leaves out

}

// Attendance is one line of the attendance.
type Attendance struct {
	Organization Text
	Name         Text // of the person
	AlternateFor Text
	Capacity     Text
	Status       Text // present, represented, excused, not represented
	Mode         Text
	From, Until  Text
}

// Guests are people who are not in the register, counted.
type Guests struct {
	Class  Text
	Number int
}

// Correction is one corrigendum.
type Correction struct {
	Number    int
	Reference Text // of the correction itself, such as UNMN-RS/2026/minutes-2/Corr.1
	Date      Text
	Item      int // 0 when it is about no single item
	Text      Prose
	Reason    Prose
}

// InvitationView is the view of an invitation.
type InvitationView struct {
	MeetingView
	Invited       []Invited
	Guests        []Guests
	AllMembers    bool // the record names nobody, so all members are invited
	Signatories   []Officer
	Secretariat   Text
	AnswerTo      Link // the mailbox of the secretariat; only for members and closer
	Extraordinary bool
}

// Invited is one party that is invited.
type Invited struct {
	Organization Text
	Name         Text // of the organisation, in full
	Capacity     Text
}

// MemberListView is the view of the member list.
type MemberListView struct {
	Head
	AsOf      Text
	Members   []Party
	StateLead []Party // the Government institution that is consulted first
	Partners  []Party // the other partners, where they are asked for
	Addresses bool    // the edition has work addresses
	Persons   bool    // the edition names people
}

// PartnerListView is the view of the list of partners.
type PartnerListView struct {
	Head
	AsOf      Text
	Sections  []PartnerSection // the state lead first, then by class
	Addresses bool             // the edition has work addresses
	Persons   bool             // the edition names people
}

// PartnerSection is the partners of one class.
type PartnerSection struct {
	Title     Text
	Consulted bool // some have topics on which they are consulted
	Persons   bool // the edition names people
	Partners  []Party
}

// Party is one line of the member list or the list of partners.
type Party struct {
	Short           Text
	Name            Text
	Class           Text
	Status          Text
	Since           Text
	Basis           Text   // what it rests on, where there is no date
	ConsultedOn     []Text // the topics on which an institution is consulted
	Mailbox         Link
	Persons         bool // the edition names people
	Representatives []Representative
}

// Representative is a person who represents a party.
type Representative struct {
	Post   Text
	Name   Text
	Title  Text
	Email  Link
	Acting bool
}

// DecisionView is the view of one decision.
type DecisionView struct {
	Head
	Status        Text // where it stands
	Open          bool // the consultation is open
	Secret        bool // it is open, and these readers see who has answered, not what
	Question      Text
	Text          Prose
	Rationale     Prose
	ProposedBy    Text
	Method        Text
	Topics        []Text
	OpenedOn      Text
	Closes        Text
	State         Text // whether the state must be consulted
	StateBy       []Text
	StateReason   Prose
	NoOther       Prose // why no other institution is relevant
	Result        Text  // how it ended; empty while it has not
	ResultOn      Text
	ResultAt      Text // title of the meeting
	Note          Prose
	AsTaken       bool // it was concluded although consultations were missing
	Missing       []Text
	Reason        Prose
	Rounds        []ConsultationRound // the last one first
	SeveralRounds bool
	Explanations  []Explanation
	EffectiveOn   Text
	ReviewOn      Text
	Supersedes    Text
}

// ConsultationRound is one round of the consultation on a decision. What it was about is
// there for the rounds that are over.
type ConsultationRound struct {
	Number    int
	Last      bool
	Lists     []ConsultedList
	Hidden    int  // rows that the edition leaves out
	Kept      bool // of some rows it says that a party answered, not what
	Question  Text
	Text      Prose
	Closes    Text
	RevisedOn Text
	Reason    Prose
}

// ConsultedList is those who were consulted in one sort of capacity.
type ConsultedList struct {
	Title Text
	Rows  []Consulted
}

// Consulted is one party, when it was asked, and what became of that.
type Consulted struct {
	Organization Text
	Asked        Text // when and how, or that it was not, and why
	Reminded     []Text
	Answer       Text // its position, that it did not reply, or that it has yet to
	On           Text
	Summary      Text
	Disposition  Text // what was done with it
}

// Explanation is an explanation of position.
type Explanation struct {
	Party Text
	Date  Text
	Text  Prose
}
