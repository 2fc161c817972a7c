package network_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"unmn/pkg/diag"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// root is the repository, whose records/ is the register of the UN Network on
// Migration in Serbia.
const root = "../.."

func TestRecordsOfThisRepositoryAreAsTheyBegan(t *testing.T) {
	made := map[string]bool{}
	for _, f := range begin(t, serbia()).Files {
		if strings.HasPrefix(f.Path, record.Root+"/") {
			golden(t, filepath.Join(root, filepath.FromSlash(f.Path)), f.New)
			made[f.Path] = true
		}
	}
	eachFile(t, filepath.Join(root, record.Root), func(file string, _ []byte) {
		if name := record.Root + "/" + file; !made[name] {
			t.Errorf("%s is no part of what the terms of reference say", name)
		}
	})
}

func TestRecordsOfThisRepositoryKeepTheRules(t *testing.T) {
	s, err := record.Load(os.DirFS(root), network.Types()...)
	if err != nil {
		t.Fatal(err)
	}
	list := network.Join(s, s.Check())
	if list.Errors() > 0 {
		report(t, list)
	}
	var out bytes.Buffer
	if err := diag.Print(&out, list); err != nil {
		t.Fatal(err)
	}
	golden(t, filepath.Join("testdata", "records.report"), out.Bytes())
	for _, typ := range network.Types() {
		for _, item := range s.Items(typ.Name()) {
			have, _ := s.File(item.Path())
			want, problems := record.Format(typ, item.Path(), have)
			if problems != nil || !bytes.Equal(have, want) {
				t.Errorf("%s is not written as the formatter writes it", item.Path())
			}
		}
	}
}

// What the terms of reference do not say is not in the register: no people, no
// days, no addresses, no meetings.
func TestRecordsOfThisRepositoryInventNothing(t *testing.T) {
	s, err := record.Load(os.DirFS(root), network.Types()...)
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"meeting", "decision", "group", "action", "statement", "circulation", "workplan", "update", "engagement", "report"} {
		if ids := s.IDs(kind); len(ids) > 0 {
			t.Errorf("%s: %v", kind, ids)
		}
	}
	parties := map[record.ID]*network.Party{}
	for m := range network.Members.All(s) {
		parties[m.ID] = &m.Rec.Party
	}
	for p := range network.Partners.All(s) {
		parties[p.ID] = &p.Rec.Party
	}
	for id, p := range parties {
		if len(p.Representatives) > 0 || p.Since != "" || p.Mailbox != "" || p.URL != "" || p.ConfirmedOn != "" {
			t.Errorf("%s says more than the terms of reference", id)
		}
	}
	want := []network.MemberRef{"rco", "iom", "unhcr", "unicef", "un-women", "undp", "unfpa", "who", "unodc"}
	n := network.Networks.One(s)
	if !slices.Equal(n.FoundingMembers, want) || len(network.Members.IDs(s)) != len(want) {
		t.Errorf("members: %v", n.FoundingMembers)
	}
	if n.Since != "" || n.StateLead != "scrm" || n.Host == nil || n.Host.Short != "RMTG" {
		t.Errorf("network: %+v", n)
	}
	settled := 0
	for _, line := range strings.Split(string(mustFile(t, s, "records/network.yaml")), "\n") {
		if strings.Contains(line, "basis: ") && !strings.Contains(line, "basis: assumed") {
			settled++
		}
	}
	if settled != 1 { // the quarterly meeting; the terms leave the rest open
		t.Errorf("%d parameters are said to be settled", settled)
	}
}

func mustFile(t *testing.T, s *record.Set, name string) []byte {
	t.Helper()
	data, ok := s.File(name)
	if !ok {
		t.Fatalf("there is no %s", name)
	}
	return data
}
