package network

import (
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// Engagement is an exchange of the Network with external parties.
type Engagement struct {
	Date       doc.Date             `yaml:"date" must:"yes" doc:"when"`
	Kind       EngagementKind       `yaml:"kind" must:"yes" doc:"its form"`
	With       []Counterpart        `yaml:"with" must:"yes" flow:"yes" doc:"with whom"`
	By         []MemberRef          `yaml:"by" must:"yes" doc:"the members that took part"`
	Objective  int                  `yaml:"objective" must:"yes" range:"3-7" doc:"the objective of the Network that it serves: 3, 4, 5 or 7"`
	Summary    doc.Text             `yaml:"summary" must:"yes" doc:"what it was about and what came of it"`
	Topics     []record.Key         `yaml:"topics" of:"network.topics" doc:"what it was about"`
	GCM        []int                `yaml:"gcm" range:"1-23" doc:"objectives of the Global Compact for Migration"`
	FollowUp   []record.Ref[Action] `yaml:"follow_up" doc:"the actions that came of it"`
	Visibility Visibility           `yaml:"visibility" doc:"for whom editions show it; members unless said"`
	Notes      doc.Text             `yaml:"notes" doc:"anything else"`
}

// Counterpart is a party of the register, or so many people of a class.
type Counterpart struct {
	Party  PartyRef         `yaml:"party" doc:"the party"`
	Class  StakeholderClass `yaml:"class" doc:"what sort of bodies, where they are not in the register"`
	Number int              `yaml:"number" range:"1-999" doc:"how many of the class"`
}

// Engagements is the kind of the exchanges.
var Engagements = &record.Kind[Engagement]{
	Name: "engagement", Folder: "engagements", Layout: record.ByYear,
	Doc: "an exchange of the Network with external parties",
}
