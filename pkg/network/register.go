package network

import (
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// Network is the one record that says who the Network is: its posts, its host
// meeting and the parameters of its rules. With the terms it is the only
// difference between the registers of two countries.
type Network struct {
	Name             doc.Text        `yaml:"name" must:"yes" doc:"the full name"`
	Country          Country         `yaml:"country" must:"yes" doc:"the country, ISO 3166-1 alpha-2"`
	Reference        ReferencePrefix `yaml:"reference" must:"yes" doc:"the beginning of every official reference, such as UNMN-RS"`
	Timezone         Zone            `yaml:"timezone" must:"yes" doc:"the IANA time zone of all local times"`
	Languages        []Language      `yaml:"languages" must:"yes" doc:"the languages of documents, the first is the default"`
	EstablishedBy    doc.Text        `yaml:"established_by" doc:"who established the Network"`
	Since            doc.Date        `yaml:"since" doc:"the day from which periods count"`
	Coordinator      MemberRef       `yaml:"coordinator" must:"yes" doc:"the member that coordinates"`
	Secretariat      MemberRef       `yaml:"secretariat" must:"yes" doc:"the member that is the secretariat"`
	FoundingMembers  []MemberRef     `yaml:"founding_members" doc:"the members the terms name"`
	StateLead        PartnerRef      `yaml:"state_lead" doc:"the Government institution that is consulted first"`
	Posts            []Post          `yaml:"posts" must:"yes" doc:"the posts of the Network, co-chairs first"`
	Host             *Host           `yaml:"host" doc:"the meeting of another body within which the Network meets"`
	Topics           []Named         `yaml:"topics" flow:"yes" doc:"the topics that decisions and institutions are tagged with"`
	Frameworks       []Named         `yaml:"frameworks" doc:"the national and global frameworks that records refer to"`
	Footnotes        []Footnote      `yaml:"footnotes" doc:"notes that are printed wherever their term occurs"`
	AlignedWith      *Alignment      `yaml:"aligned_with" doc:"the document of the global Network that this one is aligned with"`
	Holidays         []Holiday       `yaml:"holidays" flow:"yes" doc:"days that are no working days"`
	Waivers          []Waiver        `yaml:"waivers" doc:"what was waived, by whom and why"`
	ConsultationNote doc.Text        `yaml:"consultation_note" doc:"how institutions are consulted here, printed in letters"`
	Rules            Rules           `yaml:"rules" must:"yes" doc:"the parameters of the rules"`
	Notes            doc.Text        `yaml:"notes" doc:"anything else"`
}

// PartnerRef refers to a partner.
type PartnerRef = record.Ref[Partner]

// Post is a function in the Network that a person holds, such as a co-chair's.
type Post struct {
	ID      record.ID `yaml:"id" key:"yes" must:"yes" doc:"what records call the post"`
	Title   doc.Text  `yaml:"title" must:"yes" doc:"the title of its holder"`
	Member  MemberRef `yaml:"member" doc:"the member whose representative holds the post"`
	CoChair bool      `yaml:"co_chair" doc:"the holder is a co-chair"`
}

// Host is the established meeting of another body that the Network meets within.
type Host struct {
	Short string   `yaml:"short" must:"yes" doc:"its abbreviation"`
	Name  doc.Text `yaml:"name" doc:"its name in full"`
}

// Named is an entry of a list of words: a topic or a framework.
type Named struct {
	ID   record.ID `yaml:"id" key:"yes" must:"yes" doc:"what records call it"`
	Name doc.Text  `yaml:"name" must:"yes" doc:"what documents call it"`
}

// Footnote is printed wherever its term occurs.
type Footnote struct {
	Term string   `yaml:"term" key:"yes" must:"yes" doc:"the term"`
	Text doc.Text `yaml:"text" must:"yes" doc:"the note"`
}

// Alignment is the last look at the global Network's working methods.
type Alignment struct {
	Document   string   `yaml:"document" must:"yes" doc:"the document of the global Network"`
	ReviewedOn doc.Date `yaml:"reviewed_on" doc:"when the alignment was last looked at"`
}

// Holiday is a day on which nobody works.
type Holiday struct {
	Date doc.Date `yaml:"date" key:"yes" must:"yes" doc:"the day"`
	Name string   `yaml:"name" doc:"what is kept"`
}

// Waiver is the leave not to do something that an obligation asks for, given by those
// who may and kept with its reason.
type Waiver struct {
	Rule     record.ID            `yaml:"rule" must:"yes" doc:"the obligation, by the name of its rule"`
	For      string               `yaml:"for" must:"yes" doc:"what it is not asked for: a period such as 2026-Q3, or a record such as meeting/2026-q3"`
	Date     doc.Date             `yaml:"date" must:"yes" doc:"when it was waived"`
	By       []record.Key         `yaml:"by" of:"network.posts" must:"yes" doc:"who waived it"`
	Decision record.Ref[Decision] `yaml:"decision" doc:"the decision that waived it"`
	Reason   doc.Text             `yaml:"reason" must:"yes" doc:"why"`
}

// Rules are the parameters of the rules. What the terms of reference leave open is
// assumed until a decision of the Network settles it; days are calendar days
// unless they are called working days.
type Rules struct {
	MeetingEvery        Param[Every]          `yaml:"meeting_every" flow:"yes" doc:"how often an ordinary meeting is due"`
	AnnualCounts        Param[bool]           `yaml:"annual_counts" flow:"yes" doc:"the annual meeting counts as the ordinary one of its period"`
	ExtraordinaryCounts Param[bool]           `yaml:"extraordinary_counts" flow:"yes" doc:"an extraordinary meeting counts as the ordinary one of its period"`
	NoticeDays          Param[int]            `yaml:"notice_days" flow:"yes" doc:"days between the invitation and the meeting"`
	Quorum              Param[int]            `yaml:"quorum" flow:"yes" doc:"members that must be present or represented, in per cent; 0 means none"`
	MinutesDraftDays    Param[int]            `yaml:"minutes_draft_days" flow:"yes" doc:"working days within which minutes are circulated"`
	MinutesCommentDays  Param[int]            `yaml:"minutes_comment_days" flow:"yes" doc:"working days for comments on minutes"`
	MinutesApproval     Param[ApprovalMethod] `yaml:"minutes_approval" flow:"yes" doc:"how minutes are approved"`
	Attribution         Param[Attribution]    `yaml:"attribution" flow:"yes" doc:"when minutes name who took a position"`
	ClearanceBy         Param[[]PostRef]      `yaml:"clearance_by" flow:"yes" doc:"who clears what leaves the secretariat"`
	MemberDays          Param[int]            `yaml:"member_days" flow:"yes" doc:"working days that members have to answer a consultation"`
	GovernmentDays      Param[int]            `yaml:"government_days" flow:"yes" doc:"working days that Government institutions have to answer"`
	ReminderDays        Param[int]            `yaml:"reminder_days" flow:"yes" doc:"days before a deadline at which a reminder is due"`
	SilenceAllowed      Param[bool]           `yaml:"silence_allowed" flow:"yes" doc:"decisions may be made by silence procedure"`
	SilenceHours        Param[int]            `yaml:"silence_hours" flow:"yes" doc:"the shortest silence procedure, in hours"`
	SilenceInstitutions Param[bool]           `yaml:"silence_of_institutions" flow:"yes" doc:"the silence of a Government institution is taken as consent"`
	StateDeterminedBy   Param[[]PostRef]      `yaml:"state_determined_by" flow:"yes" doc:"who determines whether state consultation is required"`
	StatePresumption    Param[Presumption]    `yaml:"state_presumption" flow:"yes" doc:"what stands until that is determined"`
	StateRequest        Param[bool]           `yaml:"state_on_request" flow:"yes" doc:"the request of one member or of the state lead makes it required"`
	StateObjection      Param[StateObjection] `yaml:"state_objection" flow:"yes" doc:"what the objection of a Government institution does"`
	ConsensusWithState  Param[bool]           `yaml:"consensus_includes_state" flow:"yes" doc:"consensus includes the state lead"`
	MemberListConfirm   Param[Every]          `yaml:"member_list_confirm" flow:"yes" doc:"how often each membership is confirmed"`
	MemberListShare     Param[Every]          `yaml:"member_list_share" flow:"yes" doc:"how often the member list is shared"`
	UpdateEvery         Param[Every]          `yaml:"update_every" flow:"yes" doc:"how often updates are shared"`
	AlignmentEvery      Param[Every]          `yaml:"alignment_every" flow:"yes" doc:"how often the alignment with the global Network is reviewed"`
	ContactEvery        Param[Every]          `yaml:"contact_every" flow:"yes" doc:"how old the last exchange with the state lead may be"`
	WorkplanEvery       Param[Every]          `yaml:"workplan_every" flow:"yes" doc:"how often a workplan is adopted"`
	DecidesAt           Param[DecisionPlace]  `yaml:"decides_at" flow:"yes" doc:"at which meetings decisions are taken"`
}

// PostRef refers to a post of the network record by its id.
type PostRef = record.ID

// ReferencePrefix begins official references, "UNMN-RS".
type ReferencePrefix string

// Country is an ISO 3166-1 alpha-2 code, "RS".
type Country string

// Networks is the kind of the one network record.
var Networks = &record.Kind[Network]{
	Name: "network", Layout: record.Single,
	Doc: "who the Network is: its posts, its host meeting, the parameters of its rules",
}
