package network

import (
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// Terms are the terms of reference of the Network, clause by clause.
type Terms struct {
	Document    doc.Text `yaml:"document" must:"yes" doc:"the title of the document"`
	Version     string   `yaml:"version" doc:"its version"`
	AdoptedBy   doc.Text `yaml:"adopted_by" doc:"who adopted it"`
	EffectiveOn doc.Date `yaml:"effective_on" doc:"from when it applies"`
	Clauses     []Clause `yaml:"clauses" must:"yes" doc:"the clauses in their order"`
	Notes       doc.Text `yaml:"notes" doc:"anything else"`
}

// Clause is one obligation of the terms of reference.
type Clause struct {
	ID       ClauseID       `yaml:"id" key:"yes" must:"yes" doc:"its number here, such as R1a"`
	Part     string         `yaml:"part" must:"yes" doc:"the heading it stands under"`
	Summary  doc.Text       `yaml:"summary" must:"yes" doc:"what it says, in the register's own words"`
	Quote    doc.Text       `yaml:"quote" doc:"the words of the document, put in by the secretariat"`
	Bound    []record.ID    `yaml:"bound" must:"yes" doc:"who must act"`
	When     string         `yaml:"when" must:"yes" doc:"when"`
	Rule     doc.Text       `yaml:"rule" must:"yes" doc:"how it can be told whether it is met"`
	Severity ClauseSeverity `yaml:"severity" must:"yes" doc:"how it is looked after; none is not for a machine"`
	Evidence []record.ID    `yaml:"evidence" doc:"the kinds of record that prove it"`
	Rules    []record.ID    `yaml:"rules" doc:"the checks and obligations of the program that look after it, by name"`

	NotForMachine doc.Text `yaml:"not_for_machine" doc:"why no program can tell whether it is met, and who can; for clauses without rules"`
}

// TermsKind is the kind of the one record of the terms of reference.
var TermsKind = &record.Kind[Terms]{
	Name: "terms", Layout: record.Single,
	Doc: "the terms of reference, clause by clause",
}
