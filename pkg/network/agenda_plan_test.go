package network

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// replaced is a file of the small register with some words replaced.
func replaced(file, old, fresh string) string {
	return strings.Replace(planFiles[file], old, fresh, 1)
}

// withAgenda is the small register with a planned meeting of four items: minutes,
// actions, joint-data-protocol, aob.
func withAgenda(t *testing.T) *record.Set {
	t.Helper()
	s := planSet(t, nil)
	c, _, err := NewMeeting(s, MeetingOptions{Meeting: Meeting{Start: "2026-12-03T10:00"}})
	return planned(t, s, c, err)
}

func agendaOf(t *testing.T, s *record.Set) []string {
	t.Helper()
	e, ok := Meetings.Get(s, "2026-q4")
	if !ok {
		t.Fatal("no meeting")
	}
	return itemIDs(e.Rec)
}

func TestAddAgendaItem(t *testing.T) {
	s := withAgenda(t)
	for _, c := range []struct {
		title string
		at    AgendaPlace
		want  []string
	}{
		{"Joint data-protocol", AgendaPlace{}, []string{"minutes", "actions", "joint-data-protocol", "joint-data-protocol-2", "aob"}},
		{"Новине", AgendaPlace{Number: 1}, []string{"novine", "minutes", "actions", "joint-data-protocol", "aob"}},
		{"Last", AgendaPlace{Number: 5}, []string{"minutes", "actions", "joint-data-protocol", "aob", "last"}},
		{"2027", AgendaPlace{Before: "actions"}, []string{"minutes", "item-2027", "actions", "joint-data-protocol", "aob"}},
	} {
		change, id, err := AddAgendaItem(s, AgendaAddOptions{Meeting: "2026-q4", Item: AgendaItem{Title: doc.Plain(c.title), Presenter: "iom"}, At: c.at})
		next := planned(t, s, change, err)
		if got := agendaOf(t, next); !slices.Equal(got, c.want) || !slices.Contains(got, string(id)) {
			t.Errorf("%s: %v (%s), want %v", c.title, got, id, c.want)
		}
		if !strings.HasPrefix(change.Subject, `meeting 2026-q4: add "`+c.title+`"`) {
			t.Error(change.Subject)
		}
	}
}

func TestAddAgendaItemForADecision(t *testing.T) {
	s := withAgenda(t)
	c, id, err := AddAgendaItem(s, AgendaAddOptions{Meeting: "2026-q4", Item: AgendaItem{Title: doc.Plain("Once more"), Decision: "2026-09-10-joint-data-protocol"}})
	next := planned(t, s, c, err)
	e, _ := Meetings.Get(next, "2026-q4")
	if i := e.Rec.Agenda[itemAt(e.Rec, id)]; i.Purpose != ForDecision || i.Title.String() != "Once more" {
		t.Errorf("%+v", i)
	}
	_, _, err = AddAgendaItem(s, AgendaAddOptions{Meeting: "2026-q4", Item: AgendaItem{Decision: "2026-09-10-joint"}})
	wantMissing(t, err, "2026-09-10-joint")
	_, _, err = AddAgendaItem(s, AgendaAddOptions{Meeting: "2026-q4", Item: AgendaItem{Decision: "2026-09-10-joint-data-protocol"}})
	wantRefusal(t, err, `item 3 of the agenda of "2026-q4" is "Joint data protocol" already`)
}

func TestAddAgendaItemRefusals(t *testing.T) {
	s := withAgenda(t)
	item := AgendaItem{Title: doc.Plain("Anything")}
	_, _, err := AddAgendaItem(s, AgendaAddOptions{Meeting: "2026-q3", Item: item})
	wantRefusal(t, err, "was held")
	_, _, err = AddAgendaItem(s, AgendaAddOptions{Meeting: "2026-q4"})
	wantUsage(t, err, "title")
	_, _, err = AddAgendaItem(s, AgendaAddOptions{Meeting: "2026-q4", Item: item, At: AgendaPlace{Number: 6}})
	wantUsage(t, err, "from 1 to 5")
	_, _, err = AddAgendaItem(s, AgendaAddOptions{Meeting: "2026-q4", Item: item, At: AgendaPlace{Number: 1, Before: "aob"}})
	wantUsage(t, err, "one place")
	_, _, err = AddAgendaItem(s, AgendaAddOptions{Meeting: "2026-q4", Item: item, At: AgendaPlace{Before: "actoins"}})
	wantMissing(t, err, `did you mean "actions"`)
	_, _, err = AddAgendaItem(s, AgendaAddOptions{Meeting: "2026-q4", Item: AgendaItem{ID: "aob", Title: doc.Plain("x")}})
	wantRefusal(t, err, `has an item "aob" already`)
}

func TestMoveAgendaItem(t *testing.T) {
	s := withAgenda(t)
	for _, c := range []struct {
		item string
		to   AgendaPlace
		want []string
	}{
		{"actions", AgendaPlace{Number: 1}, []string{"actions", "minutes", "joint-data-protocol", "aob"}},
		{"1", AgendaPlace{Number: 4}, []string{"actions", "joint-data-protocol", "aob", "minutes"}},
		{"minutes", AgendaPlace{Before: "3"}, []string{"actions", "minutes", "joint-data-protocol", "aob"}},
		{"4", AgendaPlace{Before: "1"}, []string{"aob", "minutes", "actions", "joint-data-protocol"}},
		{"razno", AgendaPlace{Number: 2}, []string{"minutes", "aob", "actions", "joint-data-protocol"}},
		{"Review of ACTIONS", AgendaPlace{}, []string{"minutes", "joint-data-protocol", "actions", "aob"}},
	} {
		change, err := MoveAgendaItem(s, "2026-q4", c.item, c.to)
		if got := agendaOf(t, planned(t, s, change, err)); !slices.Equal(got, c.want) {
			t.Errorf("%s to %+v: %v, want %v", c.item, c.to, got, c.want)
		}
	}
	_, err := MoveAgendaItem(s, "2026-q4", "1", AgendaPlace{Number: 5})
	wantUsage(t, err, "from 1 to 4")
	_, err = MoveAgendaItem(s, "2026-q4", "1", AgendaPlace{Before: "minutes"})
	wantUsage(t, err, "before itself")
	_, err = MoveAgendaItem(s, "2026-q4", "1", AgendaPlace{Number: 1, Before: "aob"})
	wantUsage(t, err, "one place")
	_, err = MoveAgendaItem(s, "2026-q4", "9", AgendaPlace{Number: 1})
	wantMissing(t, err, `"9"`)
	_, err = MoveAgendaItem(s, "2026-q3", "1", AgendaPlace{Number: 1})
	wantRefusal(t, err, "was held")
}

func TestRemoveAgendaItem(t *testing.T) {
	s := withAgenda(t)
	c, err := RemoveAgendaItem(s, "2026-q4", "joint")
	if got := agendaOf(t, planned(t, s, c, err)); !slices.Equal(got, []string{"minutes", "actions", "aob"}) {
		t.Error(got)
	}
	wantSubject(t, c, `meeting 2026-q4: take "Joint data protocol" off the agenda`)
	_, err = RemoveAgendaItem(s, "2026-q4", "nothing")
	wantMissing(t, err, "nothing")
	s = planSet(t, map[string]string{
		"meetings/2026/2026-q3.yaml":               replaced("meetings/2026/2026-q3.yaml", "status: held", "status: convened"),
		"actions/2026/2026-q3-send-the-draft.yaml": "",
	})
	_, err = RemoveAgendaItem(s, "2026-q3", "1")
	wantRefusal(t, err, "has minutes")
}

func TestFindAgendaItemAmbiguous(t *testing.T) {
	m := &Meeting{Agenda: []AgendaItem{{ID: "data-one", Title: doc.Plain("Data")}, {ID: "data-two", Title: doc.Plain("Data")}}}
	if _, err := FindAgendaItem("x", m, "data"); !errors.Is(err, record.ErrAmbiguous) {
		t.Error(err)
	}
	if _, err := FindAgendaItem("x", m, ""); !errors.Is(err, record.ErrNotFound) {
		t.Error(err)
	}
}
