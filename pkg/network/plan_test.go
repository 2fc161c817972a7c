package network

import (
	"errors"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// planToday is the current day of every test of a plan.
const planToday doc.Date = "2026-11-24"

// planFiles are a small register: two members that stay, one that left, the state
// lead, and what plans look at.
var planFiles = map[string]string{
	"network.yaml": `
name: UN Network on Migration in Examplia
country: RS
reference: UNMN-RS
timezone: Europe/Belgrade
languages: [en, sr-Cyrl, sr-Latn]
coordinator: iom
secretariat: iom
state_lead: scrm
posts:
  - id: co-chair-rc
    title: UN Resident Coordinator
    co_chair: true
  - id: co-chair-iom
    title: Head of Office
    member: iom
    co_chair: true
host:
  short: RMTG
topics:
  - {id: migration-data, name: Migration data}
rules:
  meeting_every: {value: quarter, basis: R1a}
`,
	"members/iom.yaml": `
name: International Organization for Migration
short: IOM
class: un-entity
status: active
basis: terms
representatives:
  - name: Focal point, IOM
    post: focal-point
    since: "2025-01-01"
  - name: Head of Office, IOM
    post: co-chair-iom
    since: "2025-01-01"
`,
	"members/undp.yaml":         "name: United Nations Development Programme\nshort: UNDP\nclass: un-entity\nstatus: active\nbasis: terms\n",
	"members/who.yaml":          "name: World Health Organization\nshort: WHO\nclass: un-entity\nstatus: ended\nbasis: terms\nuntil: \"2026-06-30\"\n",
	"members/unodc.yaml":        "name: United Nations Office on Drugs and Crime\nshort: UNODC\nclass: un-entity\nstatus: expressed-interest\nbasis: expressed-interest\n",
	"partners/scrm.yaml":        "name: Commissariat\nshort: SCRM\nclass: government\nstatus: active\n",
	"partners/example-ngo.yaml": "name: Example NGO\nshort: EXN\nclass: ngo\nstatus: active\n",
	"meetings/2026/2026-q3.yaml": `
type: ordinary
status: held
period: 2026-Q3
start: 2026-09-03T10:00
agenda:
  - id: joint-data-protocol
    title: Joint data protocol
    purpose: for-discussion
    summary: It was presented.
  - id: aob
    title: Any other business
    purpose: aob
attendance:
  - {party: iom, status: present}
minutes:
  status: draft
`,
	"decisions/2026/2026-09-10-joint-data-protocol.yaml": `
title: Joint data protocol
status: draft
question: Is the protocol adopted?
proposed_by: undp
method: consensus-at-meeting
`,
	"actions/2026/2026-q3-send-the-draft.yaml": `
title: Send the draft
status: open
owner: iom
due: "2026-10-01"
source: meeting/2026-q3#joint-data-protocol
`,
	"groups/data.yaml": `
name: Data
kind: permanent
status: active
mandate: Data on migration
lead: undp
members:
  - {party: undp, since: "2026-01-01"}
  - {party: example-ngo, since: "2026-01-01", until: "2026-05-01", external: true}
`,
}

// planSet is the small register with some of its files replaced; an empty text
// removes one.
func planSet(t *testing.T, overlay map[string]string) *record.Set {
	t.Helper()
	files := fstest.MapFS{}
	all := maps.Clone(planFiles)
	maps.Copy(all, overlay)
	for name, text := range all {
		if text != "" {
			files["records/"+name] = &fstest.MapFile{Data: []byte(strings.TrimPrefix(text, "\n"))}
		}
	}
	s, err := record.Load(files, Types()...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// planned is the set a change leads to. The change must bring no problem that
// weighs as an error.
func planned(t *testing.T, s *record.Set, c *record.Change, err error) *record.Set {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	next, problems := s.Apply(c)
	if problems.Errors() > 0 {
		t.Fatalf("%s: %v", c.Subject, problems)
	}
	return next
}

// wantSubject compares what a change says of itself.
func wantSubject(t *testing.T, c *record.Change, want string) {
	t.Helper()
	if c.Subject != want {
		t.Errorf("subject %q, want %q", c.Subject, want)
	}
}

// wantRefusal wants a refusal that says so, with something to type.
func wantRefusal(t *testing.T, err error, words string) {
	t.Helper()
	var r *Refusal
	if !errors.As(err, &r) {
		t.Errorf("%v is no refusal, want one with %q", err, words)
		return
	}
	if !strings.Contains(r.Message, words) {
		t.Errorf("refused with %q, want %q in it", r.Message, words)
	}
	if r.Hint == "" {
		t.Errorf("the refusal %q has no hint", r.Message)
	}
}

// wantUsage wants an error about the arguments.
func wantUsage(t *testing.T, err error, words string) {
	t.Helper()
	if !errors.Is(err, ErrUsage) || !strings.Contains(err.Error(), words) {
		t.Errorf("got %v, want an error of usage with %q", err, words)
	}
}

// wantMissing wants the error of something that is not there.
func wantMissing(t *testing.T, err error, words string) {
	t.Helper()
	if !errors.Is(err, record.ErrNotFound) || !strings.Contains(err.Error(), words) {
		t.Errorf("got %v, want an error of something missing with %q", err, words)
	}
}

// planNetworkOf is the network record with another coordinator and secretariat and
// without the post of the first one.
func planNetworkOf(member string) string {
	text := strings.NewReplacer("coordinator: iom", "coordinator: "+member, "secretariat: iom", "secretariat: "+member).Replace(planFiles["network.yaml"])
	return strings.Replace(text, "    member: iom\n", "", 1)
}
