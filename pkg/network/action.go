package network

import (
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// Action is who does what by when. Nothing is copied from meeting to meeting:
// carried over and overdue are questions asked of the register.
type Action struct {
	Title      doc.Text      `yaml:"title" must:"yes" doc:"what is to be done"`
	Status     ActionStatus  `yaml:"status" must:"yes" doc:"where it stands"`
	Owner      PartyRef      `yaml:"owner" must:"yes" doc:"who does it"`
	With       []PartyRef    `yaml:"with" doc:"who helps"`
	Due        doc.Date      `yaml:"due" must:"yes" doc:"by when"`
	Source     record.AnyRef `yaml:"source" must:"yes" of:"meeting#agenda,decision,group" doc:"where it comes from: meeting/ID#item, decision/ID or group/ID"`
	Progress   []Progress    `yaml:"progress" doc:"what was reported"`
	Reminders  []doc.Date    `yaml:"reminders" flow:"yes" doc:"when its owner was reminded"`
	ClosedOn   doc.Date      `yaml:"closed_on" doc:"when it was done or dropped"`
	Evidence   doc.Text      `yaml:"evidence" doc:"what proves it, or why it was dropped"`
	Visibility Visibility    `yaml:"visibility" doc:"for whom editions show it; members unless said"`
	Notes      doc.Text      `yaml:"notes" doc:"anything else"`
}

// Progress is one report on an action.
type Progress struct {
	Date doc.Date `yaml:"date" must:"yes" doc:"when"`
	By   PartyRef `yaml:"by" doc:"who reported"`
	Note doc.Text `yaml:"note" must:"yes" doc:"what"`
}

// Actions is the kind of the actions.
var Actions = &record.Kind[Action]{
	Name: "action", Folder: "actions", Layout: record.ByYear,
	Doc:    "who does what by when",
	States: actionStates,
}
