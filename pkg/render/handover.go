package render

import (
	"fmt"
	"strings"

	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/script"
)

// buildHandover makes the view of the note of a handover. It names who owes what and
// how to reach them: nobody but co-chairs and members reads it.
func buildHandover(b *builder) (any, error) {
	if !b.addresses() {
		return nil, &network.Refusal{
			Message: fmt.Sprintf("the note of a handover is for co-chairs and members; there is no edition for %s", b.For),
			Hint:    "make it with `unmn report handover --for members`",
		}
	}
	note := network.HandoverOf(b.Set, b.On, b.For)
	b.title = b.words.say("report.handover") + ": " + b.plain(b.net.Name)
	b.reference = string(b.net.Reference)
	v := HandoverView{Head: b.head(b.words.say("report.handover")), AsOf: b.date(b.On), Assumptions: b.assumptions(note.Assumptions), Persons: b.persons()}
	for _, a := range note.Asks {
		v.Asks = append(v.Asks, b.ask(a))
	}
	for _, d := range note.Due {
		v.Due = append(v.Due, b.dueItem(d))
	}
	for _, row := range note.Open {
		v.Open = append(v.Open, b.reportDecision(row))
	}
	for _, row := range note.Drafts {
		v.Drafts = append(v.Drafts, b.reportDecision(row))
	}
	b.contacts(&v)
	return v, nil
}

func (b *builder) ask(w network.Waiting) Ask {
	party, _ := b.short(w.Party)
	out := Ask{
		What: Text(b.words.say("awaited." + string(w.What))), Title: b.text(w.Title), Party: party,
		State: Text(b.words.say("ask." + strings.ReplaceAll(w.State, " ", "-"))), Asked: b.day(w.Since), Deadline: b.day(w.UntilDay()),
	}
	if kind, id, _ := w.Record.Split(); kind == network.Meetings.Name {
		out.Title = b.titleByID(id)
	}
	if n := len(w.Reminders); n > 0 {
		out.Reminded = b.day(w.Reminders[n-1])
	}
	return out
}

func (b *builder) dueItem(d network.DueItem) DueItem {
	out := DueItem{Day: b.day(d.Day), What: Text(b.words.say("due." + string(d.What))), Title: b.text(d.Title), Overdue: d.Overdue}
	if kind, id, _ := d.Of.Split(); kind == network.Meetings.Name {
		out.Title = b.titleByID(id)
	}
	if d.Party != "" {
		out.Party, _ = b.short(d.Party)
	}
	return out
}

// contacts are whom to reach and how, as the list of members has them.
func (b *builder) contacts(v *HandoverView) {
	for e := range network.Members.All(b.Set) {
		if p := (partyEntry{&e.Rec.Party, e.ID, true, e.Rec.Visibility}); b.lists(p) {
			v.Members = append(v.Members, b.listed(p))
		}
	}
	for e := range network.Partners.All(b.Set) {
		p := partyEntry{&e.Rec.Party, e.ID, false, e.Rec.Visibility}
		switch {
		case !b.lists(p):
		case e.ID == record.ID(b.net.StateLead):
			v.StateLead = append(v.StateLead, b.listed(p))
		default:
			v.Partners = append(v.Partners, b.listed(p))
		}
	}
	for _, list := range [][]Party{v.Members, v.Partners} {
		script.Sort(list, func(p Party) string { return string(p.Short) })
	}
}
