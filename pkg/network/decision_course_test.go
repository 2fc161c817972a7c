package network

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

const dataProtocol record.ID = "2026-09-10-joint-data-protocol"

// courseSet is the small register with a written consultation, and more of it.
func courseSet(t *testing.T, overlay map[string]string) *record.Set {
	t.Helper()
	files := map[string]string{
		"partners/interior.yaml":                             "name: Ministry in charge of the interior\nshort: MOI\nclass: government\nstatus: active\nconsulted_on: [migration-data]\nconsulted_basis: Law\n",
		"decisions/2026/2026-09-10-joint-data-protocol.yaml": strings.Replace(planFiles["decisions/2026/2026-09-10-joint-data-protocol.yaml"], "consensus-at-meeting", "written-consultation", 1),
	}
	maps.Copy(files, overlay)
	return planSet(t, files)
}

// required determines, in a set, that the state must be consulted.
func required(t *testing.T, s *record.Set) *record.Set {
	t.Helper()
	c, _, err := DetermineState(s, planToday, DetermineOptions{
		ID: dataProtocol, Determination: StateRequired, Ground: "relevant", By: []record.Key{"co-chair-rc", "co-chair-iom"}, Date: "2026-09-11",
	})
	return planned(t, s, c, err)
}

// opened opens the decision on 14 September 2026, with the institutions named.
func opened(t *testing.T, s *record.Set, institutions ...PartnerRef) *record.Set {
	t.Helper()
	o := OpenOptions{ID: dataProtocol, Date: "2026-09-14", Institutions: institutions}
	if institutions == nil {
		o.NoOther = doc.Plain("SCRM alone")
	}
	c, _, err := OpenDecision(s, planToday, o)
	return planned(t, s, c, err)
}

// asked asks everybody on the list, and answered records answers, on a day.
func asked(t *testing.T, s *record.Set, day doc.Date) *record.Set {
	t.Helper()
	c, _, err := AskDecision(s, planToday, AskOptions{ID: dataProtocol, All: true, First: AskRow{Date: day}})
	return planned(t, s, c, err)
}

func answered(t *testing.T, s *record.Set, day doc.Date, replies map[PartyRef]Reply) (*record.Set, []string) {
	t.Helper()
	o := AnswerOptions{ID: dataProtocol}
	for _, party := range slices.Sorted(maps.Keys(replies)) {
		o.Rows = append(o.Rows, AnswerRow{Party: party, Reply: replies[party], Date: day})
	}
	c, told, err := AnswerDecision(s, planToday, o)
	return planned(t, s, c, err), told
}

func decisionOf(t *testing.T, s *record.Set) *Decision {
	t.Helper()
	e, ok := Decisions.Get(s, dataProtocol)
	if !ok {
		t.Fatal("the decision is gone")
	}
	return e.Rec
}

// wantReasons wants refusals with exactly these messages, each with a hint and, save
// where want says "", a rule.
func wantReasons(t *testing.T, err error, want ...string) {
	t.Helper()
	var reasons Refusals
	if !errors.As(err, &reasons) {
		t.Fatalf("%v is no list of refusals", err)
	}
	var got []string
	for _, r := range reasons {
		_, message, _ := strings.Cut(r.Message, ": ")
		got = append(got, r.Rule+": "+message)
		if r.Hint == "" {
			t.Errorf("the refusal %q has no hint", r.Message)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("refused with\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestDetermineState(t *testing.T) {
	s := courseSet(t, nil)
	_, _, err := DetermineState(s, planToday, DetermineOptions{ID: dataProtocol, Determination: StateNotRequired, By: []record.Key{"iom"}})
	wantReasons(t, err,
		"state-determination: whether the state must be consulted is for co-chair-rc, co-chair-iom to determine, not for iom",
		"state-determination: that the consultation of the state is not required needs a reason")
	_, _, err = DetermineState(s, planToday, DetermineOptions{ID: dataProtocol, Determination: StateRequired})
	wantUsage(t, err, "--by co-chair-rc,co-chair-iom")
	next := required(t, s)
	if c := decisionOf(t, next).StateConsultation; c.Determination != StateRequired || c.Date != "2026-09-11" || c.Ground != "relevant" {
		t.Errorf("%+v", c)
	}
	c, _, err := DetermineState(s, planToday, DetermineOptions{ID: dataProtocol, RequestedBy: []PartyRef{"scrm", "undp"}})
	next = planned(t, s, c, err)
	wantSubject(t, c, "decision "+string(dataProtocol)+": state consultation asked for by scrm, undp")
	if c := decisionOf(t, next).StateConsultation; c.Determination != StatePending || !slices.Equal(c.RequestedBy, []PartyRef{"scrm", "undp"}) {
		t.Errorf("%+v", c)
	}
	var bases []StateBasis
	for _, g := range SuggestState(next, decisionOf(t, next)).Grounds {
		bases = append(bases, g.Basis)
	}
	if !slices.Equal(bases, []StateBasis{"state-request", "member-flag"}) {
		t.Errorf("grounds %v", bases)
	}
}

func TestSuggestState(t *testing.T) {
	s := courseSet(t, nil)
	for words, d := range map[string]Decision{
		"ministry-competence interior": {Topics: []record.Key{"migration-data"}},
		"public-statement interior":    {Text: doc.Plain("as agreed with MOI, and others")},
		"public-statement scrm":        {Question: doc.Text{"en": "Does it stand?", "sr-Cyrl": "Да ли Commissariat учествује?"}},
		"government-partner scrm":      {ProposedBy: "scrm"},
		"public-statement ":            {Title: doc.Plain("Statement on what the Governments said")},
		"":                             {Text: doc.Plain("The moil of MOIRA; intergovernmental")},
	} {
		var got []string
		for _, g := range SuggestState(s, &d).Grounds {
			got = append(got, string(g.Basis)+" "+string(g.Party))
		}
		if words == "" && got != nil || words != "" && !slices.Contains(got, words) {
			t.Errorf("%v suggests %q, want %q", d, got, words)
		}
	}
	for _, text := range []string{"предлог Владе Србије", "надлежно министарство", "Komesarijat za izbeglice"} {
		if governmentIn(decisionText(&Decision{Text: doc.Plain(text)})) == "" {
			t.Errorf("%q does not name the Government", text)
		}
	}
}

func TestOpenDecisionFreezesTheList(t *testing.T) {
	s := required(t, courseSet(t, nil))
	_, _, err := OpenDecision(s, planToday, OpenOptions{ID: dataProtocol, Date: "2026-09-14", Closes: "2026-09-16T17:00"})
	wantReasons(t, err,
		"state-consulted: the other relevant ministries were not considered",
		"consensus-by-consultation: it cannot close before 28 September 2026, 17:00, which is the shortest period from 14 September 2026")
	next := opened(t, s, "scrm", "interior")
	var got []string
	for _, c := range decisionOf(t, next).Consultation {
		got = append(got, string(c.Party)+" "+string(c.Capacity)+" "+string(c.Status))
	}
	want := []string{"iom member not-consulted", "undp member responded", "scrm state-lead not-consulted", "interior government not-consulted"}
	if !slices.Equal(got, want) {
		t.Errorf("the list is %q, want %q", got, want)
	}
	if d := decisionOf(t, next); d.Status != DecisionOpen || d.ClosesAt != "2026-09-28T17:00" || d.Consultation[1].Position != agrees {
		t.Errorf("%+v", d)
	}
	_, _, err = OpenDecision(next, planToday, OpenOptions{ID: dataProtocol})
	wantRefusal(t, err, "cannot be opened: it is open")
	// A member that ends later stays on the list, and one that begins later is not on it.
	later := planFiles["members/undp.yaml"] + "since: \"2026-09-15\"\n"
	if list := decisionOf(t, opened(t, required(t, courseSet(t, map[string]string{"members/undp.yaml": later})))).Consultation; len(list) != 2 {
		t.Errorf("%+v", list)
	}
}

func TestPendingIsNotOpened(t *testing.T) {
	_, _, err := OpenDecision(courseSet(t, nil), planToday, OpenOptions{ID: dataProtocol})
	wantReasons(t, err, "state-determination: whether state consultation is required is pending")
	for verb, run := range map[string]func(s *record.Set) error{
		"consulted on": func(s *record.Set) error {
			_, _, err := AskDecision(s, planToday, AskOptions{ID: dataProtocol, All: true})
			return err
		},
		"answered": func(s *record.Set) error {
			_, _, err := AnswerDecision(s, planToday, AnswerOptions{ID: dataProtocol, Rows: []AnswerRow{{Party: "iom", Reply: "agree"}}})
			return err
		},
		"reminded of": func(s *record.Set) error {
			_, err := RemindDecision(s, planToday, RemindOptions{ID: dataProtocol})
			return err
		},
		"closed": func(s *record.Set) error {
			_, _, err := CloseWithoutConsensus(s, planToday, ClosingOptions{ID: dataProtocol})
			return err
		},
		"revised": func(s *record.Set) error {
			_, _, err := ReviseDecision(s, planToday, ReviseOptions{ID: dataProtocol, Text: doc.Plain("x")})
			return err
		},
	} {
		wantRefusal(t, run(courseSet(t, nil)), "cannot be "+verb+": it is a draft, and was never opened")
	}
}

func TestAskIsDatedAndNobodyIsAskedTwice(t *testing.T) {
	s := opened(t, required(t, courseSet(t, nil)))
	next := asked(t, s, "2026-09-15")
	for _, c := range decisionOf(t, next).Consultation {
		if c.Party != "undp" && (c.Status != awaiting || c.Asked.Date != "2026-09-15" || c.Asked.Channel != "e-mail") {
			t.Errorf("%+v", c)
		}
	}
	ask := func(rows ...AskRow) error {
		_, _, err := AskDecision(next, planToday, AskOptions{ID: dataProtocol, Rows: rows})
		return err
	}
	wantReasons(t, ask(AskRow{Party: "iom", Date: "2026-09-16"}, AskRow{Party: "example-ngo"}, AskRow{Party: "scrm", Date: "2026-09-01"}),
		": iom was asked on 15 September 2026 already",
		"frozen-list: example-ngo is not on the list, which is that of 14 September 2026",
		"dates-in-order: the question to scrm cannot be dated 1 September 2026, before 14 September 2026")
	wantMissing(t, ask(AskRow{Party: "nobody"}), "nobody")
	wantUsage(t, ask(), "--all")
	// A day that was recorded wrongly is put right, and what was not there is added, dated.
	c, _, err := AskDecision(next, planToday, AskOptions{ID: dataProtocol, Add: true, Rows: []AskRow{{Party: "iom", Date: "2026-09-14"}, {Party: "example-ngo", Date: "2026-09-20"}}})
	d := decisionOf(t, planned(t, next, c, err))
	if d.Consultation[0].Asked.Date != "2026-09-14" {
		t.Errorf("%+v", d.Consultation[0])
	}
	if row := d.Consultation[lastRow(d, "example-ngo")]; row.AddedOn != "2026-09-20" || row.Required || row.Capacity != "partner" {
		t.Errorf("%+v", row)
	}
}

func TestNoReplyIsAFactOfItsOwn(t *testing.T) {
	s := asked(t, opened(t, required(t, courseSet(t, nil))), "2026-09-15")
	row := func(party PartyRef, day doc.Date) error {
		_, _, err := AnswerDecision(s, planToday, AnswerOptions{ID: dataProtocol, Rows: []AnswerRow{{Party: party, Reply: NoReply, Date: day}}})
		return err
	}
	wantReasons(t, row("scrm", "2026-09-27"), "state-consulted: scrm has until 28 September 2026, 17:00 to answer")
	wantReasons(t, row("undp", "2026-09-28"), ": undp has answered on 14 September 2026")
	next, told := answered(t, s, "2026-09-28", map[PartyRef]Reply{"scrm": NoReply, "iom": NoReply})
	if !slices.Equal(told, []string{"SCRM did not reply; that is not taken as its consent"}) {
		t.Errorf("told %q", told)
	}
	if c := decisionOf(t, next).Consultation[2]; c.Status != noResponse || c.NoResponseOn != "2026-09-28" || c.Position != "" {
		t.Errorf("%+v", c)
	}
	var states []string
	for _, day := range []doc.Date{"", "2026-09-13", "2026-09-14", "2026-09-20"} {
		for _, p := range PendingReplies(next, decisionOf(t, next), day) {
			states = append(states, string(p.Party)+" "+p.State)
		}
	}
	if !slices.Equal(states, []string{"iom no reply", "scrm no reply", "iom never asked", "scrm never asked", "iom has not answered", "scrm has not answered"}) {
		t.Errorf("pending %q", states)
	}
	// A late answer is still an answer.
	next, told = answered(t, next, "2026-09-30", map[PartyRef]Reply{"scrm": "agree"})
	if c := decisionOf(t, next).Consultation[2]; c.Status != responded || c.NoResponseOn != "" || len(told) != 1 {
		t.Errorf("%+v %q", c, told)
	}
}

func TestObjectionAndRevision(t *testing.T) {
	s := asked(t, opened(t, required(t, courseSet(t, nil))), "2026-09-15")
	next, _ := answered(t, s, "2026-09-16", map[PartyRef]Reply{"iom": "objection", "scrm": "objection"})
	if d := decisionOf(t, next); d.Status != DecisionObjected {
		t.Fatalf("the decision is %s", d.Status)
	}
	withdrawn, _ := answered(t, next, "2026-09-17", map[PartyRef]Reply{"iom": "reservation"})
	if d := decisionOf(t, withdrawn); d.Status != DecisionOpen {
		t.Errorf("the decision is %s", d.Status)
	}
	_, _, err := CloseWithoutConsensus(next, planToday, ClosingOptions{ID: dataProtocol})
	wantRefusal(t, err, "cannot be closed: it is objected to")
	_, _, err = ReviseDecision(next, planToday, ReviseOptions{ID: dataProtocol})
	wantUsage(t, err, "--text")
	c, _, err := ReviseDecision(next, planToday, ReviseOptions{ID: dataProtocol, Text: doc.Plain("Shorter."), Date: "2026-09-18"})
	d := decisionOf(t, planned(t, next, c, err))
	if d.Status != DecisionOpen || len(d.Rounds) != 1 || len(d.Consultation) != 6 || d.ClosesAt != "2026-10-02T17:00" {
		t.Errorf("%+v", d)
	}
	for party, want := range map[PartyRef]ConsultationStatus{"iom": notConsulted, "undp": responded, "scrm": notConsulted} {
		if row := d.Consultation[lastRow(d, party)]; row.Round != 2 || row.Status != want {
			t.Errorf("%+v", row)
		}
	}
	if d.Consultation[0].Position != objects || d.Consultation[0].Round != 1 {
		t.Errorf("the first round is %+v", d.Consultation[0])
	}
}

func TestAdoptRefusesWithEveryReason(t *testing.T) {
	s := opened(t, required(t, courseSet(t, nil)), "scrm", "interior")
	c, _, err := AskDecision(s, planToday, AskOptions{ID: dataProtocol, Rows: []AskRow{{Party: "scrm", Date: "2026-09-15"}, {Party: "interior", Date: "2026-09-15"}}})
	s = planned(t, s, c, err)
	s, _ = answered(t, s, "2026-09-16", map[PartyRef]Reply{"interior": "objection"})
	adopt := func(s *record.Set, day doc.Date) (*record.Change, AdoptResult, error) {
		return AdoptDecision(s, planToday, AdoptOptions{ID: dataProtocol, Date: day})
	}
	_, _, err = adopt(s, "2026-10-01")
	wantReasons(t, err,
		"state-consulted: it is not said what was done with the objection of interior",
		"consensus-by-consultation: iom was never asked",
		"state-consulted: scrm has not answered")
	_, _, err = adopt(s, "2026-09-13")
	wantRefusal(t, err, "it opened on 14 September 2026")
	c, result, err := AdoptDecision(s, planToday, AdoptOptions{ID: dataProtocol, Date: "2026-10-01", AsTaken: true, Reason: doc.Plain("in the room")})
	d := decisionOf(t, planned(t, s, c, err))
	if d.Reference != "UNMN-RS/2026/decision-1" || len(d.Outcome.AsTaken.Missing) != 3 || len(result.Missing) != 3 {
		t.Errorf("%+v", d.Outcome)
	}
	if text := d.Outcome.AsTaken.Missing[1]; text["en"] != "IOM was never asked" || text["sr-Cyrl"] == "" {
		t.Errorf("%v", text)
	}
	_, _, err = AdoptDecision(s, planToday, AdoptOptions{ID: dataProtocol, AsTaken: true})
	wantUsage(t, err, "--reason")
	_, _, err = AdoptDecision(courseSet(t, nil), planToday, AdoptOptions{ID: dataProtocol, Date: "2026-10-01"})
	wantReasons(t, err, "consensus-by-consultation: it was never opened for consultation",
		"state-determination: it was not determined whether the state must be consulted")
}

// A draft that was concluded all the same has the list of the day.
func TestAdoptADraftAsTaken(t *testing.T) {
	s := courseSet(t, nil)
	c, result, err := AdoptDecision(s, planToday, AdoptOptions{ID: dataProtocol, Date: "2026-10-01", AsTaken: true, Reason: doc.Plain("in the room")})
	d := decisionOf(t, planned(t, s, c, err))
	if d.OpenedOn != "2026-10-01" || len(d.Consultation) != 2 || len(result.Missing) != 3 {
		t.Errorf("%+v %q", d, result.Missing)
	}
}

func TestAnInstitutionsObjectionBlocksWhereTheNetworkDecidedSo(t *testing.T) {
	s := courseSet(t, map[string]string{"network.yaml": planFiles["network.yaml"] + "  state_objection: {value: blocks, basis: assumed}\n"})
	s = asked(t, opened(t, required(t, s)), "2026-09-15")
	next, _ := answered(t, s, "2026-09-16", map[PartyRef]Reply{"iom": "agree", "scrm": "objection"})
	if d := decisionOf(t, next); d.Status != DecisionObjected {
		t.Fatalf("the decision is %s", d.Status)
	}
	_, _, err := AdoptDecision(next, planToday, AdoptOptions{ID: dataProtocol, Date: "2026-10-01"})
	wantReasons(t, err, "state-consulted: the objection of scrm stands")
}

// Required after the opening reopens the consultation for the institutions.
func TestRequiredAfterTheOpening(t *testing.T) {
	s := courseSet(t, nil)
	c, _, err := DetermineState(s, planToday, DetermineOptions{ID: dataProtocol, Determination: StateNotRequired, By: []record.Key{"co-chair-iom"}, Reason: doc.Plain("internal")})
	s = opened(t, planned(t, s, c, err))
	if d := decisionOf(t, s); d.ClosesAt != "2026-09-21T17:00" || len(d.Consultation) != 2 {
		t.Fatalf("%+v", d)
	}
	o := DetermineOptions{ID: dataProtocol, Determination: StateRequired, By: []record.Key{"co-chair-iom"}, Date: "2026-09-16", Institutions: []PartnerRef{"interior"}}
	c, r, err := DetermineState(s, planToday, o)
	d := decisionOf(t, planned(t, s, c, err))
	if !slices.Equal(r.Added, []PartyRef{"scrm", "interior"}) || d.ClosesAt != "2026-09-30T17:00" {
		t.Errorf("%+v %s", r, d.ClosesAt)
	}
	if row := d.Consultation[2]; row.AddedOn != "2026-09-16" || !row.Required || row.Capacity != asStateLead {
		t.Errorf("%+v", row)
	}
}

func TestSupersede(t *testing.T) {
	taken := func(reference string) string {
		return "title: T\nstatus: adopted\nreference: UNMN-RS/2026/" + reference + "\nquestion: Q?\nproposed_by: undp\nmethod: written-consultation\noutcome:\n  result: adopted\n  as_taken: {reason: r}\n  date: \"2026-09-01\"\n"
	}
	s := courseSet(t, map[string]string{"decisions/2026/2026-old.yaml": taken("decision-1"), "decisions/2026/2026-new.yaml": taken("decision-2")})
	c, err := SupersedeDecision(s, planToday, "2026-old", "2026-new")
	next := planned(t, s, c, err)
	if old, _ := Decisions.Get(next, "2026-old"); old.Rec.Status != DecisionSuperseded {
		t.Errorf("%+v", old.Rec)
	}
	_, err = SupersedeDecision(next, planToday, "2026-old", "2026-old")
	wantUsage(t, err, "itself")
	_, err = SupersedeDecision(s, planToday, "2026-old", dataProtocol)
	wantRefusal(t, err, "cannot supersede another: it is a draft")
}
