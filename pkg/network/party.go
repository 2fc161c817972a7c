package network

import (
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// Party is what members and partners have in common. Their ids are unique across
// both, so that a party is named by its id alone.
type Party struct {
	Name            doc.Text         `yaml:"name" must:"yes" doc:"the full name"`
	Short           string           `yaml:"short" must:"yes" doc:"the abbreviation used in documents"`
	Class           StakeholderClass `yaml:"class" must:"yes" doc:"what sort of body it is"`
	Status          MembershipStatus `yaml:"status" must:"yes" doc:"where it stands"`
	Basis           MembershipBasis  `yaml:"basis" doc:"what its place in the register rests on"`
	Since           doc.Date         `yaml:"since" doc:"from when; may be absent when the basis is the terms"`
	Until           doc.Date         `yaml:"until" doc:"the last day"`
	ConfirmedOn     doc.Date         `yaml:"confirmed_on" doc:"when its entry was last confirmed as right"`
	URL             string           `yaml:"url" doc:"its page"`
	Languages       []Language       `yaml:"languages" doc:"the languages it is written to in"`
	Mailbox         string           `yaml:"mailbox" doc:"the address of its office, not of a person"`
	Via             PartyRef         `yaml:"via" doc:"the party through whom it is addressed"`
	Addressee       doc.Text         `yaml:"addressee" doc:"to whom letters are addressed"`
	Salutation      doc.Text         `yaml:"salutation" doc:"how letters begin"`
	Interests       []record.Key     `yaml:"interests" of:"network.topics" doc:"the topics it works on"`
	ConsultedOn     []record.Key     `yaml:"consulted_on" of:"network.topics" doc:"the topics on which an institution is to be consulted"`
	ConsultedBasis  doc.Text         `yaml:"consulted_basis" doc:"the law or act behind that"`
	Representatives []Representative `yaml:"representatives" doc:"its people in the Network over time, work data only"`
}

// Representative is a person in a function for a time. Only work data belongs
// here: no telephone number, no private address.
type Representative struct {
	Name         string     `yaml:"name" must:"yes" doc:"the name"`
	NameIn       doc.Text   `yaml:"name_in" doc:"the name as other scripts write it"`
	Title        doc.Text   `yaml:"title" doc:"the title in the organisation"`
	Post         record.Key `yaml:"post" must:"yes" of:"network.posts" words:"head,focal-point,alternate" doc:"head, focal-point, alternate, or a post of the network"`
	Acting       bool       `yaml:"acting" doc:"holds the post for the time being"`
	Email        string     `yaml:"email" doc:"the work address"`
	Since        doc.Date   `yaml:"since" doc:"from when"`
	Until        doc.Date   `yaml:"until" doc:"the last day"`
	DesignatedBy string     `yaml:"designated_by" doc:"who named the person, and how"`
}

// InOffice reports whether the person represents the party on a day.
func (r Representative) InOffice(day doc.Date) bool {
	return r.Since <= day && (r.Until == "" || day <= r.Until)
}

// Member is an entity of the Network.
type Member struct {
	Party      `yaml:",inline"`
	Reminders  []doc.Date   `yaml:"reminders" flow:"yes" doc:"when it was reminded to confirm its entry"`
	Inactive   []Inactivity `yaml:"inactive" flow:"yes" doc:"when it took no part for a time"`
	Visibility Visibility   `yaml:"visibility" doc:"for whom editions show it; members unless said"`
	Notes      doc.Text     `yaml:"notes" doc:"anything else"`
}

// Inactivity is a time in which a member takes no part: it is not invited and not
// consulted.
type Inactivity struct {
	Since  doc.Date `yaml:"since" key:"yes" must:"yes" doc:"from when"`
	Until  doc.Date `yaml:"until" doc:"the last day; none while it lasts"`
	Reason doc.Text `yaml:"reason" doc:"why"`
}

// Partner is a body outside the Network: a Government institution, an NGO, anybody.
type Partner struct {
	Party      `yaml:",inline"`
	Visibility Visibility `yaml:"visibility" doc:"for whom editions show it; members unless said"`
	Notes      doc.Text   `yaml:"notes" doc:"anything else"`
}

// Members is the kind of the members.
var Members = &record.Kind[Member]{
	Name: "member", Folder: "members", Layout: record.Flat,
	Doc:    "an entity of the Network and its representatives over time",
	States: memberStates,
}

// Partners is the kind of the partners.
var Partners = &record.Kind[Partner]{
	Name: "partner", Folder: "partners", Layout: record.Flat,
	Doc:    "a body outside the Network: a Government institution, an NGO or anybody else",
	States: partnerStates,
}
