package network

import (
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// Decision is a question put to the Network, who was consulted on it, and what
// became of it.
type Decision struct {
	Title             doc.Text             `yaml:"title" must:"yes" doc:"the title"`
	Status            DecisionStatus       `yaml:"status" must:"yes" doc:"where it stands"`
	Reference         string               `yaml:"reference" doc:"the official reference, issued at adoption"`
	Question          doc.Text             `yaml:"question" must:"yes" doc:"the question in one sentence"`
	Text              doc.Text             `yaml:"text" doc:"the text to be adopted"`
	Rationale         doc.Text             `yaml:"rationale" doc:"why"`
	Topics            []record.Key         `yaml:"topics" of:"network.topics" doc:"what it is about"`
	GCM               []int                `yaml:"gcm" range:"1-23" doc:"objectives of the Global Compact for Migration"`
	Principles        []GCMPrinciple       `yaml:"principles" doc:"guiding principles of the Global Compact"`
	SDG               []SDGTarget          `yaml:"sdg" doc:"goals or targets of the 2030 Agenda, such as 10.7"`
	Frameworks        []record.Key         `yaml:"frameworks" of:"network.frameworks" doc:"the frameworks it touches"`
	ProposedBy        PartyRef             `yaml:"proposed_by" must:"yes" doc:"who proposes it"`
	Method            DecisionMethod       `yaml:"method" must:"yes" doc:"how it is to be reached"`
	StateConsultation *StateConsultation   `yaml:"state_consultation" doc:"whether the state must be consulted, and whom"`
	OpenedOn          doc.Date             `yaml:"opened_on" doc:"when the consultation opened; its list is that of this day"`
	ClosesAt          doc.LocalTime        `yaml:"closes_at" doc:"when it closes"`
	Rounds            []Round              `yaml:"rounds" doc:"the rounds before this one: their text and deadline"`
	Consultation      []Consultation       `yaml:"consultation" doc:"everybody who is consulted, by party and round"`
	Explanations      []Explanation        `yaml:"explanations" doc:"explanations of position"`
	Outcome           *Outcome             `yaml:"outcome" doc:"what became of it"`
	EffectiveOn       doc.Date             `yaml:"effective_on" doc:"from when it applies"`
	ReviewOn          doc.Date             `yaml:"review_on" doc:"when to look at it again"`
	Supersedes        record.Ref[Decision] `yaml:"supersedes" doc:"the decision it replaces"`
	Visibility        Visibility           `yaml:"visibility" doc:"for whom editions show it; members unless said"`
	Notes             doc.Text             `yaml:"notes" doc:"anything else"`
}

// GCMPrinciple is a guiding principle of the Global Compact for Migration
// (A/RES/73/195, paragraph 15), by its letter and short name.
type GCMPrinciple string

// Values are the ten principles.
func (GCMPrinciple) Values() []string {
	return []string{
		"people-centred", "international-cooperation", "national-sovereignty", "rule-of-law-and-due-process",
		"sustainable-development", "human-rights", "gender-responsive", "child-sensitive",
		"whole-of-government", "whole-of-society",
	}
}

// StateConsultation is whether a decision needs the consultation of the state, on
// whose word, and which institutions a person confirmed.
type StateConsultation struct {
	Determination Determination `yaml:"determination" must:"yes" doc:"whether it is required"`
	Ground        StateGround   `yaml:"ground" doc:"the words of the terms it rests on"`
	Basis         []StateBasis  `yaml:"basis" doc:"the facts behind it"`
	By            []record.Key  `yaml:"by" of:"network.posts" doc:"who determined it"`
	Date          doc.Date      `yaml:"date" doc:"when"`
	Reason        doc.Text      `yaml:"reason" doc:"why, where it is not required"`
	Institutions  []PartnerRef  `yaml:"institutions" doc:"the institutions that were confirmed as relevant"`
	NoOther       doc.Text      `yaml:"no_other" doc:"why no other ministry is relevant"`
	RequestedBy   []PartyRef    `yaml:"requested_by" doc:"the members or institutions that asked for it"`
}

// Round is a round of consultation that is over: a revised text began the next.
type Round struct {
	Round     int           `yaml:"round" key:"yes" must:"yes" range:"1-99" doc:"the round"`
	Question  doc.Text      `yaml:"question" doc:"its question, where the next round has another"`
	Text      doc.Text      `yaml:"text" doc:"its text"`
	ClosesAt  doc.LocalTime `yaml:"closes_at" doc:"when it was to close"`
	RevisedOn doc.Date      `yaml:"revised_on" must:"yes" doc:"when the next one began"`
	Reason    doc.Text      `yaml:"reason" doc:"why the text was revised"`
}

// Consultation is one party in one round: when and how it was asked, what it
// answered, and what was done with the answer.
type Consultation struct {
	Party          PartyRef           `yaml:"party" key:"yes" must:"yes" doc:"the party"`
	Round          int                `yaml:"round" key:"yes" must:"yes" range:"1-99" doc:"the round"`
	Capacity       Capacity           `yaml:"capacity" must:"yes" doc:"in which capacity it is consulted"`
	Required       bool               `yaml:"required" doc:"the decision cannot do without it"`
	AddedOn        doc.Date           `yaml:"added_on" doc:"when it was added, after the opening"`
	NotAsked       doc.Text           `yaml:"not_asked" doc:"why it is not asked"`
	Asked          *Asked             `yaml:"asked" doc:"when and how it was asked"`
	Reminders      []doc.Date         `yaml:"reminders" doc:"when it was reminded"`
	Status         ConsultationStatus `yaml:"status" must:"yes" doc:"where it stands"`
	Position       Position           `yaml:"position" doc:"what it answered"`
	AnsweredOn     doc.Date           `yaml:"answered_on" doc:"when"`
	NoResponseOn   doc.Date           `yaml:"no_response_on" doc:"the day on which it had not answered in time; no answer is no consent of an institution"`
	Channel        Channel            `yaml:"channel" doc:"how it answered"`
	GivenBy        string             `yaml:"given_by" doc:"who gave the answer"`
	Source         string             `yaml:"source" doc:"what the entry rests on"`
	TheirReference string             `yaml:"their_reference" doc:"the party's own reference of its answer"`
	Summary        doc.Text           `yaml:"summary" doc:"what the answer says"`
	Disposition    Disposition        `yaml:"disposition" doc:"what was done with it"`
	Visibility     Visibility         `yaml:"visibility" doc:"for whom editions show it; unless said, for the readers of the decision, what it answered for members alone"`
}

// Asked is when and how a party was asked.
type Asked struct {
	Date         doc.Date `yaml:"date" must:"yes" doc:"when"`
	Channel      Channel  `yaml:"channel" must:"yes" doc:"how"`
	OurReference string   `yaml:"our_reference" doc:"our reference"`
	Source       string   `yaml:"source" doc:"what the entry rests on"`
}

// Explanation is an explanation of position, recorded with the decision.
type Explanation struct {
	Party PartyRef `yaml:"party" key:"yes" must:"yes" doc:"whose it is"`
	Date  doc.Date `yaml:"date" must:"yes" doc:"when"`
	Text  doc.Text `yaml:"text" must:"yes" doc:"what it says"`
}

// Outcome is how a decision ended.
type Outcome struct {
	Result  OutcomeResult       `yaml:"result" must:"yes" doc:"how it ended"`
	How     DecisionMethod      `yaml:"how" doc:"by which method"`
	AsTaken *AsTaken            `yaml:"as_taken" doc:"it was concluded although consultations were missing"`
	Date    doc.Date            `yaml:"date" must:"yes" doc:"when"`
	Meeting record.Ref[Meeting] `yaml:"meeting" doc:"at which meeting"`
	By      []record.Key        `yaml:"by" of:"network.posts,member" doc:"who concluded it"`
	Note    doc.Text            `yaml:"note" doc:"anything to add"`

	Announced *Asked `yaml:"announced" doc:"when and how everybody who was consulted was told"`
}

// AsTaken records that a matter was concluded all the same, and what was missing.
type AsTaken struct {
	Reason  doc.Text   `yaml:"reason" must:"yes" doc:"why"`
	Missing []doc.Text `yaml:"missing" doc:"what was missing"`
}

// SDGTarget is a goal or target of the 2030 Agenda, "10.7".
type SDGTarget string

// Decisions is the kind of the decisions.
var Decisions = &record.Kind[Decision]{
	Name: "decision", Folder: "decisions", Layout: record.ByYear,
	Doc:    "a question put to the Network, who was consulted on it, and what became of it",
	States: decisionStates,
}
