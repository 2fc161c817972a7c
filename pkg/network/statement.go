package network

import (
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// Statement is a joint statement: what the members say with one voice, who cleared
// it, and how the co-chairs delivered it.
type Statement struct {
	Issue             doc.Text           `yaml:"issue" must:"yes" doc:"the issue it is about, in one line"`
	Status            StatementStatus    `yaml:"status" must:"yes" doc:"where it stands"`
	Reference         string             `yaml:"reference" doc:"the official reference, issued when it is delivered"`
	Text              doc.Text           `yaml:"text" must:"yes" doc:"what is said"`
	Topics            []record.Key       `yaml:"topics" of:"network.topics" doc:"what it is about"`
	GCM               []int              `yaml:"gcm" range:"1-23" doc:"objectives of the Global Compact for Migration"`
	StateConsultation *StateConsultation `yaml:"state_consultation" doc:"whether the state was to be consulted, where somebody determined it"`
	AdvanceNotice     doc.Date           `yaml:"advance_notice" doc:"when the state lead was told beforehand, as a courtesy; nothing depends on it"`
	ClosesAt          doc.LocalTime      `yaml:"closes_at" doc:"until when members answer"`
	Rounds            []StatementRound   `yaml:"rounds" doc:"the rounds before this one: their text, deadline and agreement"`
	Clearance         []MemberClearance  `yaml:"clearance" doc:"every member that was asked to clear it, by round"`
	AgreedBy          []Clearance        `yaml:"agreed_by" flow:"yes" doc:"the co-chairs that agreed to it"`
	Delivered         *Delivery          `yaml:"delivered" doc:"how it was delivered"`
	Withdrawn         *Withdrawal        `yaml:"withdrawn" doc:"when and why it was withdrawn"`
	Visibility        Visibility         `yaml:"visibility" doc:"for whom editions show it; members unless said"`
	Notes             doc.Text           `yaml:"notes" doc:"anything else"`
}

// StatementRound is a round of clearance that is over: a revised text began the next.
type StatementRound struct {
	Round     int           `yaml:"round" key:"yes" must:"yes" range:"1-99" doc:"the round"`
	Text      doc.Text      `yaml:"text" must:"yes" doc:"its text"`
	ClosesAt  doc.LocalTime `yaml:"closes_at" doc:"when it was to close"`
	AgreedBy  []Clearance   `yaml:"agreed_by" flow:"yes" doc:"the co-chairs that had agreed to that text"`
	RevisedOn doc.Date      `yaml:"revised_on" must:"yes" doc:"when the next one began"`
	Reason    doc.Text      `yaml:"reason" doc:"why the text was revised"`
}

// MemberClearance is one member in one round: when and how it was asked to clear the
// statement, and what it answered.
type MemberClearance struct {
	Member       MemberRef          `yaml:"member" key:"yes" must:"yes" doc:"the member"`
	Round        int                `yaml:"round" key:"yes" must:"yes" range:"1-99" doc:"the round"`
	Mandate      bool               `yaml:"mandate" doc:"the issue touches its mandate: nothing is delivered without its answer"`
	Asked        *Asked             `yaml:"asked" doc:"when and how it was asked"`
	Reminders    []doc.Date         `yaml:"reminders" doc:"when it was reminded"`
	Status       ConsultationStatus `yaml:"status" must:"yes" doc:"where it stands"`
	Position     Position           `yaml:"position" doc:"what it answered"`
	AnsweredOn   doc.Date           `yaml:"answered_on" doc:"when"`
	NoResponseOn doc.Date           `yaml:"no_response_on" doc:"the day on which it had not answered in time"`
	Channel      Channel            `yaml:"channel" doc:"how it answered"`
	GivenBy      string             `yaml:"given_by" doc:"who gave the answer, by post"`
	Source       string             `yaml:"source" doc:"what the entry rests on"`
	Summary      doc.Text           `yaml:"summary" doc:"what the answer says"`
	Visibility   Visibility         `yaml:"visibility" doc:"for whom editions show it"`
}

// Delivery is how a statement was delivered.
type Delivery struct {
	Date    doc.Date   `yaml:"date" must:"yes" doc:"when"`
	By      record.Key `yaml:"by" must:"yes" of:"network.posts" doc:"the co-chair who delivered it"`
	Where   doc.Text   `yaml:"where" doc:"on what occasion, or where it was published"`
	URL     string     `yaml:"url" doc:"where it can be read"`
	AsTaken *AsTaken   `yaml:"as_taken" doc:"it was delivered although something was missing"`
}

// Withdrawal is when and why something was withdrawn.
type Withdrawal struct {
	Date   doc.Date `yaml:"date" must:"yes" doc:"when"`
	Reason doc.Text `yaml:"reason" must:"yes" doc:"why"`
}

// StatementStatus is where a joint statement stands.
type StatementStatus string

// The states of a joint statement.
const (
	StatementDraft       StatementStatus = "draft"
	StatementInClearance StatementStatus = "in-clearance"
	StatementCleared     StatementStatus = "cleared"
	StatementDelivered   StatementStatus = "delivered"
	StatementWithdrawn   StatementStatus = "withdrawn"
)

// Values are all states of a joint statement.
func (StatementStatus) Values() []string {
	return []string{"draft", "in-clearance", "cleared", "delivered", "withdrawn"}
}

// Statements is the kind of the joint statements.
var Statements = &record.Kind[Statement]{
	Name: "statement", Folder: "statements", Layout: record.ByYear,
	Doc:    "a joint statement of the members: who cleared it, and how the co-chairs delivered it",
	States: statementStates,
}

// round is the round that a statement is in, from 1.
func (s *Statement) round() int { return len(s.Rounds) + 1 }

// begun is the day on which the current round began, "" while nobody was asked.
func (s *Statement) begun() doc.Date {
	if n := len(s.Rounds); n > 0 {
		return s.Rounds[n-1].RevisedOn
	}
	return s.askedOn()
}

// askedOn is the day on which the first member was asked.
func (s *Statement) askedOn() doc.Date {
	var first doc.Date
	for _, row := range s.Clearance {
		if row.Asked != nil && (first == "" || row.Asked.Date < first) {
			first = row.Asked.Date
		}
	}
	return first
}

// row is where a member stands in the current round, nil when it is not on the list.
func (s *Statement) row(member MemberRef) *MemberClearance {
	for i := range s.Clearance {
		if row := &s.Clearance[i]; row.Member == member && row.Round == s.round() {
			return row
		}
	}
	return nil
}

// agreed reports that the holder of a post agreed to the current text, by a day; any
// day where none is given.
func (s *Statement) agreed(post record.Key, day doc.Date) bool {
	for _, c := range s.AgreedBy {
		if c.Post == post && (day == "" || c.Date <= day) {
			return true
		}
	}
	return false
}

// runs reports a statement whose clearance is going on or done, and that is not
// delivered.
func (s *Statement) runs() bool {
	return s.Status == StatementInClearance || s.Status == StatementCleared
}

// statementOnDay takes back what became of a statement after a day.
func statementOnDay(s *Statement, day doc.Date) {
	asked := s.askedOn()
	switch {
	case asked == "" || asked > day:
		if s.Withdrawn == nil || s.Withdrawn.Date > day {
			s.Status = StatementDraft
		}
	case s.Delivered != nil && s.Delivered.Date > day, s.Withdrawn != nil && s.Withdrawn.Date > day:
		s.Status = StatementInClearance
	}
}
