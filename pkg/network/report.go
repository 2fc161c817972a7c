package network

import (
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// Report is what the secretariat itself writes for the report of a year; its id is
// the year. The figures of the report are no part of it: they follow from the
// records.
type Report struct {
	PreparedBy record.Key  `yaml:"prepared_by" must:"yes" of:"network.posts,member" doc:"who writes it"`
	Foreword   doc.Text    `yaml:"foreword" doc:"the foreword"`
	Highlights []Highlight `yaml:"highlights" doc:"what stood out, by objective of the Network"`
	Challenges doc.Text    `yaml:"challenges" doc:"what was difficult, and what was learnt"`
	Outlook    doc.Text    `yaml:"outlook" doc:"what comes next"`
	Visibility Visibility  `yaml:"visibility" doc:"for whom editions show it; members unless said"`
	Notes      doc.Text    `yaml:"notes" doc:"anything else"`
}

// Highlight is what stood out under one objective of the Network.
type Highlight struct {
	Objective int      `yaml:"objective" key:"yes" must:"yes" range:"1-7" doc:"the objective"`
	Text      doc.Text `yaml:"text" must:"yes" doc:"what stood out"`
}

// Reports is the kind of the years' reports.
var Reports = &record.Kind[Report]{
	Name: "report", Folder: "reports", Layout: record.Flat,
	Doc: "what the secretariat itself writes for the report of a year",
}
