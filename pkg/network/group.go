package network

import (
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// Group is a working group, drawn from members, with external partners if wanted.
type Group struct {
	Name          doc.Text             `yaml:"name" must:"yes" doc:"the name"`
	Kind          GroupKind            `yaml:"kind" must:"yes" doc:"whether it lasts"`
	Status        GroupStatus          `yaml:"status" must:"yes" doc:"where it stands"`
	Mandate       doc.Text             `yaml:"mandate" must:"yes" doc:"what it is for"`
	Deliverables  []doc.Text           `yaml:"deliverables" doc:"what it is to bring"`
	EstablishedBy record.Ref[Decision] `yaml:"established_by" doc:"the decision that established it"`
	Since         doc.Date             `yaml:"since" doc:"from when"`
	Lead          PartyRef             `yaml:"lead" doc:"who leads it"`
	CoLeads       []PartyRef           `yaml:"co_leads" doc:"who leads it as well"`
	Members       []GroupMember        `yaml:"members" flow:"yes" doc:"who belongs to it"`
	EndsOn        doc.Date             `yaml:"ends_on" doc:"when an ad hoc group ends"`
	ReportsEvery  Every                `yaml:"reports_every" doc:"how often it reports"`
	Reports       []GivenReport        `yaml:"reports" doc:"what it reported to the Network, in order"`
	Closed        *Closing             `yaml:"closed" doc:"when and why it was closed"`
	Visibility    Visibility           `yaml:"visibility" doc:"for whom editions show it; members unless said"`
	Notes         doc.Text             `yaml:"notes" doc:"anything else"`
}

// GroupMember is one party in a working group.
type GroupMember struct {
	Party    PartyRef `yaml:"party" key:"yes" must:"yes" doc:"the party"`
	Name     string   `yaml:"name" doc:"the person"`
	Since    doc.Date `yaml:"since" doc:"from when"`
	Until    doc.Date `yaml:"until" doc:"the last day"`
	Capacity Capacity `yaml:"capacity" doc:"in which capacity"`
	External bool     `yaml:"external" doc:"it is no member of the Network"`
}

// GivenReport is one report of a working group to the Network.
type GivenReport struct {
	Date    doc.Date            `yaml:"date" must:"yes" doc:"when"`
	Meeting record.Ref[Meeting] `yaml:"meeting" doc:"the meeting it was given to"`
	Text    doc.Text            `yaml:"text" must:"yes" doc:"what it says, in short"`
	Link    string              `yaml:"link" doc:"where the report is"`
}

// Closing is the end of a working group.
type Closing struct {
	Date   doc.Date     `yaml:"date" must:"yes" doc:"when"`
	By     []record.Key `yaml:"by" of:"network.posts,member" doc:"who closed it"`
	Reason doc.Text     `yaml:"reason" must:"yes" doc:"why"`
}

// Groups is the kind of the working groups.
var Groups = &record.Kind[Group]{
	Name: "group", Folder: "groups", Layout: record.Flat,
	Doc:    "a working group, permanent or ad hoc",
	States: groupStates,
}
