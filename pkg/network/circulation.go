package network

import (
	"fmt"
	"regexp"
	"sync"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// Circulation is one dispatch: which document was sent to whom, in which version, and
// what came back. The dispatch is never edited once made; replies are added.
type Circulation struct {
	Direction      Direction       `yaml:"direction" must:"yes" doc:"whether it went out or came in"`
	Purpose        Purposed        `yaml:"purpose" must:"yes" doc:"what it was sent for"`
	Document       record.ID       `yaml:"document" must:"yes" doc:"which document, such as member-list or minutes"`
	What           []record.AnyRef `yaml:"what" of:"meeting,decision,statement,workplan" doc:"the records it is about"`
	Edition        Visibility      `yaml:"edition" doc:"for which readers it was made"`
	Cleared        []Clearance     `yaml:"cleared" flow:"yes" doc:"who cleared it"`
	Commit         CommitHash      `yaml:"commit" doc:"the commit of the records it was made of, with what the dispatch itself changed"`
	Files          []SentFile      `yaml:"files" doc:"the files, by their hashes"`
	To             []Addressee     `yaml:"to" doc:"to whom it was sent, and where, as it was then"`
	Date           doc.Date        `yaml:"date" must:"yes" doc:"when"`
	Channel        Channel         `yaml:"channel" must:"yes" doc:"how"`
	Delivery       Carrier         `yaml:"delivery" doc:"who sends the mails: a person, or this program; by hand unless said"`
	By             record.Key      `yaml:"by" must:"yes" of:"network.posts,member,partner" doc:"who sent it"`
	OurReference   string          `yaml:"our_reference" doc:"our reference"`
	TheirReference string          `yaml:"their_reference" doc:"the reference of whoever sent it, where it came in"`
	Asks           doc.Text        `yaml:"asks" doc:"what is asked of them, in one line"`
	Deadline       doc.LocalTime   `yaml:"deadline" doc:"until when they reply"`
	Replies        []SentReply     `yaml:"replies" doc:"what came back"`
	Reached        []SentTo        `yaml:"reached" flow:"yes" doc:"for whom the mail server took it, where this program sends it"`
	Failures       []SentFailure   `yaml:"failures" flow:"yes" doc:"whom it did not reach"`
	Reminders      []PartyReminder `yaml:"reminders" flow:"yes" doc:"who was reminded to reply, and when"`
	Visibility     Visibility      `yaml:"visibility" doc:"for whom editions show it; members unless said"`
	Notes          doc.Text        `yaml:"notes" doc:"anything else"`
}

// SentFile is one file of a dispatch.
type SentFile struct {
	Name     string   `yaml:"name" key:"yes" must:"yes" doc:"its name; the ending says its format"`
	Language Language `yaml:"language" must:"yes" doc:"its language"`
	// Edition is there where not all addressees may read the same.
	Edition Visibility `yaml:"edition" doc:"for which readers it is, where that is not the edition of the dispatch"`
	Party   PartyRef   `yaml:"party" doc:"the one it is addressed to, where it is a letter to one"`
	SHA256  FileHash   `yaml:"sha256" must:"yes" doc:"the hash of its bytes"`
}

// Addressee is one party that something was sent to.
type Addressee struct {
	Party   PartyRef `yaml:"party" key:"yes" must:"yes" doc:"the party"`
	Address string   `yaml:"address" doc:"the work address it went to; none where the register had none"`
}

// SentReply is one reply to a dispatch.
type SentReply struct {
	Party   PartyRef `yaml:"party" must:"yes" doc:"who replied"`
	Date    doc.Date `yaml:"date" must:"yes" doc:"when"`
	Channel Channel  `yaml:"channel" doc:"how"`
	Source  string   `yaml:"source" doc:"what the entry rests on"`
	Summary doc.Text `yaml:"summary" doc:"what it says"`
}

// SentTo is one party for which a mail server took a mail of a dispatch.
type SentTo struct {
	Party PartyRef      `yaml:"party" key:"yes" must:"yes" doc:"the party"`
	At    doc.LocalTime `yaml:"at" must:"yes" doc:"when, by the clock of the network"`
}

// SentFailure is one party that a dispatch did not reach.
type SentFailure struct {
	Party  PartyRef `yaml:"party" key:"yes" must:"yes" doc:"the party"`
	Date   doc.Date `yaml:"date" must:"yes" doc:"when that was known"`
	Reason string   `yaml:"reason" doc:"why"`
}

// Carrier is who sends the mails of a dispatch.
type Carrier string

// The ways of delivery.
const (
	ByHand   Carrier = "by-hand"   // somebody sends the files or drafts that were made
	ByServer Carrier = "by-server" // this program hands them to a mail server
)

// Values are both ways.
func (Carrier) Values() []string { return []string{"by-hand", "by-server"} }

// Direction is whether something went out or came in.
type Direction string

// The directions.
const (
	WentOut Direction = "out"
	CameIn  Direction = "in"
)

// Values are both directions.
func (Direction) Values() []string { return []string{"out", "in"} }

// Purposed is what a circulation was sent for.
type Purposed string

// Values are all purposes of a circulation.
func (Purposed) Values() []string {
	return []string{"information", "comments", "clearance", "consultation", "confirmation", "invitation", "result"}
}

// CommitHash is the whole name of a commit, in hexadecimal.
type CommitHash string

// FileHash is the SHA-256 of a file, in hexadecimal.
type FileHash string

const (
	commitPattern = `^([0-9a-f]{40}|[0-9a-f]{64})$`
	hashPattern   = `^[0-9a-f]{64}$`
)

var (
	commitForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(commitPattern) })
	hashForm   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(hashPattern) })
)

// UnmarshalText reads the whole name of a commit.
func (c *CommitHash) UnmarshalText(text []byte) error {
	if !commitForm().Match(text) {
		return fmt.Errorf("%q is no commit: write all its digits, as `git log` shows them", text)
	}
	*c = CommitHash(text)
	return nil
}

// MarshalText writes the name as it is.
func (c CommitHash) MarshalText() ([]byte, error) { return []byte(c), nil }

// Pattern is the form of the name for JSON Schema.
func (CommitHash) Pattern() string { return commitPattern }

// UnmarshalText reads a hash.
func (h *FileHash) UnmarshalText(text []byte) error {
	if !hashForm().Match(text) {
		return fmt.Errorf("%q is no SHA-256: it has 64 digits from 0 to f", text)
	}
	*h = FileHash(text)
	return nil
}

// MarshalText writes the hash as it is.
func (h FileHash) MarshalText() ([]byte, error) { return []byte(h), nil }

// Pattern is the form of the hash for JSON Schema.
func (FileHash) Pattern() string { return hashPattern }

// About is the record that a dispatch is about; nothing for a list of many.
func (c *Circulation) About() (kind string, id record.ID) {
	if len(c.What) > 0 {
		kind, id, _ = c.What[0].Split()
	}
	return kind, id
}

// ByMail reports a dispatch by mail, which has a text and an address for each.
func (c *Circulation) ByMail() bool { return c.Channel == usualChannel }

// Circulations is the kind of the circulations.
var Circulations = &record.Kind[Circulation]{
	Name: "circulation", Folder: "circulations", Layout: record.ByYear,
	Doc: "what was sent to whom, when and in which version, and what came back",
}
