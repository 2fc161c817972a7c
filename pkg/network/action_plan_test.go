package network

import (
	"testing"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

func TestNewAction(t *testing.T) {
	s := planSet(t, nil)
	for source, want := range map[record.AnyRef]record.ID{
		"meeting/2026-q3":                         "2026-q3-inform-the-municipalities",
		"meeting/2026-q3#aob":                     "2026-q3-inform-the-municipalities",
		"decision/2026-09-10-joint-data-protocol": "2026-inform-the-municipalities",
		"group/data":                              "2026-inform-the-municipalities",
	} {
		c, id, err := NewAction(s, planToday, ActionOptions{Action: Action{
			Title: doc.Plain("Inform the municipalities"), Owner: "undp", With: []PartyRef{"iom"}, Due: "2027-01-31", Source: source,
		}})
		next := planned(t, s, c, err)
		e, _ := Actions.Get(next, id)
		if id != want || e.Rec.Status != ActionOpen {
			t.Errorf("%s: %s %+v", source, id, e.Rec)
		}
		wantSubject(t, c, "action "+string(want)+": undp by 31 January 2027")
		if last := c.Trailers[len(c.Trailers)-1]; last.Key != "Unmn-Source" || last.Value != string(source) {
			t.Error(c.Trailers)
		}
	}
}

func TestNewActionRefusals(t *testing.T) {
	s := planSet(t, nil)
	good := Action{Title: doc.Plain("Send the draft"), Owner: "undp", Due: "2027-01-31", Source: "meeting/2026-q3"}
	if _, id, err := NewAction(s, planToday, ActionOptions{Action: good}); err != nil || id != "2026-q3-send-the-draft-2" {
		t.Error(id, err)
	}
	for words, spoil := range map[string]func(*Action){
		"title":    func(a *Action) { a.Title = nil },
		"--owner":  func(a *Action) { a.Owner = "" },
		"--due":    func(a *Action) { a.Due = "" },
		"--source": func(a *Action) { a.Source = "" },
	} {
		a := good
		spoil(&a)
		_, _, err := NewAction(s, planToday, ActionOptions{Action: a})
		wantUsage(t, err, words)
	}
	a := good
	a.With = []PartyRef{"undpp"}
	_, _, err := NewAction(s, planToday, ActionOptions{Action: a})
	wantMissing(t, err, `did you mean "undp"`)
	_, _, err = NewAction(s, planToday, ActionOptions{ID: "2026-q3-send-the-draft", Action: good})
	wantRefusal(t, err, `the id "2026-q3-send-the-draft" is taken`)
	_, _, err = NewAction(s, planToday, ActionOptions{})
	wantUsage(t, err, "says what is to be done, who does it (--owner), the day")
}

func TestFindSource(t *testing.T) {
	s := planSet(t, nil)
	for text, want := range map[string]record.AnyRef{
		"meeting/2026-q3":         "meeting/2026-q3",
		"meeting/2026#1":          "meeting/2026-q3#joint-data-protocol",
		"meeting/2026-q3#joint":   "meeting/2026-q3#joint-data-protocol",
		"decision/2026-09":        "decision/2026-09-10-joint-data-protocol",
		"group/da":                "group/data",
		"meeting/2026-q3#aob":     "meeting/2026-q3#aob",
		"meeting/2026-q3#Any oth": "meeting/2026-q3#aob",
	} {
		if got, err := FindSource(s, text); err != nil || got != want {
			t.Errorf("%s: %s, %v", text, got, err)
		}
	}
	_, err := FindSource(s, "member/iom")
	wantUsage(t, err, "meeting/ID")
	_, err = FindSource(s, "2026-q3")
	wantUsage(t, err, "meeting/ID")
	_, err = FindSource(s, "group/data#1")
	wantUsage(t, err, "only meetings")
	_, err = FindSource(s, "meeting/2027-q1")
	wantMissing(t, err, "2027-q1")
	_, err = FindSource(s, "meeting/2026-q3#nothing")
	wantMissing(t, err, "nothing")
}

func TestFinishAction(t *testing.T) {
	s := planSet(t, map[string]string{"actions/2026/2026-dropped.yaml": "title: x\nstatus: dropped\nowner: iom\ndue: \"2026-10-01\"\nsource: group/data\nclosed_on: \"2026-10-02\"\nevidence: no longer needed\n"})
	c, err := FinishAction(s, planToday, DoneOptions{ID: "2026-q3-send-the-draft", Evidence: doc.Plain("letter 12/26")})
	next := planned(t, s, c, err)
	wantSubject(t, c, "action 2026-q3-send-the-draft: done")
	if e, _ := Actions.Get(next, "2026-q3-send-the-draft"); e.Rec.Status != ActionDone || e.Rec.ClosedOn != planToday || e.Rec.Evidence.String() != "letter 12/26" {
		t.Errorf("%+v", e.Rec)
	}
	_, err = FinishAction(next, planToday, DoneOptions{ID: "2026-q3-send-the-draft"})
	wantRefusal(t, err, "was done already on 2026-11-24")
	_, err = FinishAction(s, planToday, DoneOptions{ID: "2026-dropped"})
	wantRefusal(t, err, "was dropped already on 2026-10-02")
	_, err = FinishAction(s, planToday, DoneOptions{ID: "2026-nothing"})
	wantMissing(t, err, "2026-nothing")
}
