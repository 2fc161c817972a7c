package network

import (
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// Workplan is what the Network does in a period. What is not completed in it is
// carried over to the next by name: the activity there says which one it carries on,
// and the progress of each period stays in the plan of that period.
type Workplan struct {
	Period     Period               `yaml:"period" must:"yes" doc:"the period it is for: 2027, or 2027-H1"`
	Status     WorkplanStatus       `yaml:"status" must:"yes" doc:"where it stands"`
	AdoptedBy  record.Ref[Decision] `yaml:"adopted_by" doc:"the decision that adopted it"`
	AdoptedOn  doc.Date             `yaml:"adopted_on" doc:"when it was adopted: the day of that decision"`
	Follows    record.Ref[Workplan] `yaml:"follows" doc:"the workplan before, whose open activities it carries on"`
	Activities []Activity           `yaml:"activities" doc:"what is done"`
	Visibility Visibility           `yaml:"visibility" doc:"for whom editions show it; members unless said"`
	Notes      doc.Text             `yaml:"notes" doc:"anything else"`
}

// Activity is one thing the Network does, and how far it is.
type Activity struct {
	ID          record.ID         `yaml:"id" key:"yes" must:"yes" doc:"what commands call it; the same in every plan it is carried to"`
	Title       doc.Text          `yaml:"title" must:"yes" doc:"what is done"`
	Status      ActivityStatus    `yaml:"status" must:"yes" doc:"where it stands"`
	Objective   int               `yaml:"objective" must:"yes" range:"1-7" doc:"the objective of the Network that it serves"`
	GCM         []int             `yaml:"gcm" range:"1-23" doc:"objectives of the Global Compact for Migration"`
	SDG         []SDGTarget       `yaml:"sdg" doc:"goals or targets of the 2030 Agenda, such as 10.7"`
	Frameworks  []record.Key      `yaml:"frameworks" of:"network.frameworks" doc:"the frameworks it helps to implement"`
	Lead        PartyRef          `yaml:"lead" must:"yes" doc:"who leads it"`
	With        []PartyRef        `yaml:"with" doc:"the members who take part"`
	Partners    []PartnerRef      `yaml:"partners" doc:"the partners who take part"`
	Group       record.Ref[Group] `yaml:"group" doc:"the working group that does it"`
	Timeline    Period            `yaml:"timeline" must:"yes" doc:"by when: 2027-Q2"`
	AddedValue  doc.Text          `yaml:"added_value" doc:"what a common UN approach adds, where one entity acts alone"`
	Funding     *Funding          `yaml:"funding" doc:"what it is paid from"`
	UNINFO      string            `yaml:"uninfo" doc:"link to it in UN INFO"`
	CarriedFrom record.AnyRef     `yaml:"carried_from" of:"workplan#activities" doc:"the activity it carries on: workplan/2026#id"`
	AddedOn     doc.Date          `yaml:"added_on" doc:"when it was added, after the workplan was adopted"`
	Progress    []ActivityReport  `yaml:"progress" doc:"what was reported, with its day"`
	Visibility  Visibility        `yaml:"visibility" doc:"for whom editions show it; that of the workplan unless said"`
}

// ActivityReport is one report on an activity and where it stood by it.
type ActivityReport struct {
	Date   doc.Date       `yaml:"date" must:"yes" doc:"when"`
	Status ActivityStatus `yaml:"status" must:"yes" doc:"where it stood"`
	By     PartyRef       `yaml:"by" doc:"who reported"`
	Note   doc.Text       `yaml:"note" must:"yes" doc:"what"`
}

// Funding is what an activity is paid from.
type Funding struct {
	Source    string `yaml:"source" must:"yes" doc:"who pays: MPTF, a donor, own funds"`
	Reference string `yaml:"reference" doc:"the number of the project or agreement"`
}

// Workplans is the kind of the workplans.
var Workplans = &record.Kind[Workplan]{
	Name: "workplan", Folder: "workplans", Layout: record.Flat,
	Doc:    "what the Network does in a period, and how far it is",
	States: workplanStates,
}
