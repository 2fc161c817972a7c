package network

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
	"unmn/pkg/script"
)

// fillAgenda makes the agenda of a new meeting: the minutes that wait for approval,
// the review of actions, what an annual meeting is for, the reports of working groups
// that are due, the open decisions, what was given, and any other business.
func fillAgenda(d *record.Draft, m *Meeting) error {
	given := m.Agenda
	m.Agenda = nil
	titles := titlesFor(Networks.One(d).Languages)
	if last := lastUnapproved(d, m.Start, m.Group); last != nil {
		m.Agenda = append(m.Agenda, AgendaItem{
			ID: "minutes", Title: titles.minutesOf(last.Rec.Start.Date()), Purpose: MinutesApproval,
			Presenter: m.Secretary, Meeting: record.Ref[Meeting](last.ID),
		})
	}
	m.Agenda = append(m.Agenda, AgendaItem{ID: "actions", Title: titles.of(ActionReview), Purpose: ActionReview})
	if m.Type == Annual {
		for _, p := range []Purpose{ProgressReview, Collaboration, EmergingChallenges} {
			m.Agenda = append(m.Agenda, AgendaItem{ID: record.ID(p), Title: titles.of(p), Purpose: p})
		}
	}
	if m.Type != GroupMeeting {
		for _, due := range GroupReportsDue(d, m.Start.Date()) {
			m.Agenda = append(m.Agenda, titles.reportOf(d, m, due.Group))
		}
		for e := range Decisions.All(d) {
			if isUndecided(e.Rec.Status) {
				m.Agenda = append(m.Agenda, itemFor(m, e))
			}
		}
	}
	for _, item := range given {
		if err := completeItem(d, m, &item); err != nil {
			return err
		}
		m.Agenda = append(m.Agenda, item)
	}
	if !slices.ContainsFunc(m.Agenda, func(i AgendaItem) bool { return i.Purpose == AnyOtherBusiness }) {
		m.Agenda = append(m.Agenda, AgendaItem{ID: "aob", Title: titles.of(AnyOtherBusiness), Purpose: AnyOtherBusiness})
	}
	return nil
}

// isUndecided reports whether a decision is still before the Network.
func isUndecided(s DecisionStatus) bool {
	return s == DecisionDraft || s == DecisionOpen || s == DecisionObjected
}

// itemFor is the agenda item of a decision.
func itemFor(m *Meeting, e *record.Entry[Decision]) AgendaItem {
	return AgendaItem{
		ID: decisionItemID(m, e.ID), Title: e.Rec.Title, Purpose: ForDecision, Presenter: record.Key(e.Rec.ProposedBy),
		Decision: record.Ref[Decision](e.ID), Visibility: e.Rec.Visibility,
	}
}

// decisionItemID is the id of a decision without its day, free in the agenda.
func decisionItemID(m *Meeting, id record.ID) record.ID {
	short := string(id)
	if len(short) > len("2026-05-14-") {
		if _, err := doc.ParseDate(short[:len("2026-05-14")]); err == nil {
			short = short[len("2026-05-14-"):]
		}
	}
	free, err := freeItemID(m, short)
	if err != nil { // an id is its own slug
		return id
	}
	return free
}

// freeItemID is an id for an item, made of its title. Ids of items are short, for
// they stand in references, and never a number alone, for that is a place.
func freeItemID(m *Meeting, title string) (record.ID, error) {
	prefix := ""
	if isNumber(script.Slug(title, longestItemID)) {
		prefix = "item"
	}
	return freeSlug(prefix, title, longestItemID, func(id record.ID) bool { return itemAt(m, id) >= 0 })
}

// itemAt is the position of an item in the agenda, from 0; -1 when there is none.
func itemAt(m *Meeting, id record.ID) int {
	return slices.IndexFunc(m.Agenda, func(i AgendaItem) bool { return i.ID == id })
}

// agendaTitles gives the usual items their titles in the languages of a network.
type agendaTitles struct{ languages []string }

// titlesFor are titles in those of the languages that this program speaks, in
// English where it speaks none. Serbian Latin is derived from Cyrillic.
func titlesFor(languages []Language) agendaTitles {
	var t agendaTitles
	for _, l := range languages {
		switch l {
		case "en":
			t.languages = append(t.languages, "en")
		case "sr-Cyrl", "sr-Latn", "sr":
			if !slices.Contains(t.languages, "sr-Cyrl") {
				t.languages = append(t.languages, "sr-Cyrl")
			}
		}
	}
	if len(t.languages) == 0 {
		t.languages = []string{"en"}
	}
	return t
}

func (t agendaTitles) text(english, serbian string) doc.Text {
	out := doc.Text{}
	for _, l := range t.languages {
		out[l] = english
		if l == "sr-Cyrl" {
			out[l] = serbian
		}
	}
	return out
}

// of is the title of a usual item.
func (t agendaTitles) of(p Purpose) doc.Text {
	switch p {
	case ActionReview:
		return t.text("Review of actions", "Преглед спровођења договорених активности")
	case ProgressReview:
		return t.text("Review of progress", "Преглед постигнутог напретка")
	case Collaboration:
		return t.text("Ways to enhance collaboration", "Начини за унапређење сарадње")
	case EmergingChallenges:
		return t.text("Emerging challenges", "Нови изазови")
	}
	return t.text("Any other business", "Разно")
}

// minutesOf is the title of the item that approves the minutes of a meeting.
func (t agendaTitles) minutesOf(day doc.Date) doc.Text {
	return t.text("Adoption of the minutes of "+longDate(day), "Усвајање записника са састанка одржаног "+serbianDate(day))
}

// reportOf is the item in which a working group reports.
func (t agendaTitles) reportOf(r record.Reader, m *Meeting, group record.ID) AgendaItem {
	g, _ := Groups.Get(r, group)
	id, err := freeItemID(m, "report-"+string(group))
	if err != nil { // an id is its own slug
		id = group
	}
	title := doc.Text{}
	for _, l := range t.languages {
		name := cmp.Or(g.Rec.Name[l], g.Rec.Name.OneLine())
		title[l] = "Report of the working group: " + name
		if l == "sr-Cyrl" {
			title[l] = "Извештај радне групе: " + name
		}
	}
	return AgendaItem{ID: id, Title: title, Purpose: GroupReport, Presenter: record.Key(g.Rec.Lead), Group: record.Ref[Group](group), Visibility: g.Rec.Visibility}
}

// serbianDate is a day in a Serbian sentence, "3. децембра 2026. године".
func serbianDate(day doc.Date) string {
	months := strings.Fields("јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра")
	t := day.Time()
	return fmt.Sprintf("%d. %s %d. године", t.Day(), months[t.Month()-1], t.Year())
}
