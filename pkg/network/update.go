package network

import (
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// Update is something that is worth knowing and that somebody shared with the
// members: news, data, a document, a study, a practice, a tool, an event.
type Update struct {
	Title      doc.Text      `yaml:"title" must:"yes" doc:"what it is called"`
	Type       KnowledgeType `yaml:"type" must:"yes" doc:"what sort of thing it is"`
	Scope      Scope         `yaml:"scope" must:"yes" doc:"how far it reaches"`
	SharedBy   PartyRef      `yaml:"shared_by" must:"yes" doc:"who shared it"`
	Date       doc.Date      `yaml:"date" must:"yes" doc:"when it was shared"`
	Source     string        `yaml:"source" must:"yes" doc:"where it comes from: who published it, and when"`
	Summary    doc.Text      `yaml:"summary" doc:"what it says"`
	Topics     []record.Key  `yaml:"topics" of:"network.topics" doc:"what it is about"`
	GCM        []int         `yaml:"gcm" range:"1-23" doc:"objectives of the Global Compact for Migration"`
	Link       string        `yaml:"link" doc:"where it can be read"`
	File       string        `yaml:"file" doc:"the name of the file it came as"`
	Licence    string        `yaml:"licence" doc:"on which terms it may be used"`
	Hub        *Hub          `yaml:"hub" doc:"its way to the Migration Network Hub"`
	Visibility Visibility    `yaml:"visibility" doc:"for whom editions show it; members unless said"`
	Notes      doc.Text      `yaml:"notes" doc:"anything else"`
}

// Hub is where something stands on its way to the Migration Network Hub.
type Hub struct {
	Status HubStatus `yaml:"status" must:"yes" doc:"where it stands"`
	URL    string    `yaml:"url" doc:"where the Hub shows it"`
}

// Updates is the kind of what is shared.
var Updates = &record.Kind[Update]{
	Name: "update", Folder: "updates", Layout: record.ByYear,
	Doc: "something worth knowing that somebody shared with the members",
}
