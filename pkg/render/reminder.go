package render

import (
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// Reminder is the text that reminds one party of everything it was asked and has not
// answered. Its subject is the party.
const Reminder Name = "reminder"

// ReminderView is the view of a reminder.
type ReminderView struct {
	Head
	To          Text // the organization
	Address     Link // where it is sent
	Salutation  Text // as the party is addressed; empty for the usual words
	Items       []ReminderItem
	Secretariat Text
	AnswerTo    Link // the mailbox of the secretariat
}

// ReminderItem is one thing that waits for the party.
type ReminderItem struct {
	What  Text // what is waited for
	Title Text // what it is about; empty where the edition does not show that
	Asked Text // when it was asked; may be empty
	Until Text // by when; may be empty
}

// buildReminder makes the view of a reminder.
func buildReminder(b *builder) (any, error) {
	p, ok := b.party(b.Subject)
	if !ok {
		return nil, record.Missing("member or partner", string(b.Subject), "", nil)
	}
	b.title = b.words.say("reminder") + ": " + string(b.line(p.Short))
	v := ReminderView{
		Head: b.head(b.words.say("reminder")), To: b.line(p.Short), Salutation: b.text(p.Salutation),
	}
	s, ok := b.party(b.net.Secretariat.ID())
	if ok {
		v.Secretariat = b.line(s.Short)
	}
	if ok && b.addresses() {
		v.Address, v.AnswerTo = Link(network.AddressOn(p.Party, b.On)), Link(s.Mailbox)
	}
	o := network.WaitingOptions{Day: b.On, Parties: []network.PartyRef{network.PartyRef(b.Subject)}, Within: b.Within}
	for _, w := range network.ToRemind(b.Set, o) {
		item := ReminderItem{What: Text(b.words.say("waiting." + string(w.What))), Asked: b.date(w.Since)}
		if b.shows(w.Visibility, "") {
			item.Title = b.text(w.Title)
		}
		if w.What == network.ForConfirmation {
			item.Asked = ""
		}
		item.Until = b.until(doc.LocalTime(w.Until))
		v.Items = append(v.Items, item)
	}
	return v, nil
}

// defaultLanguage is the language of a document where the request names none: that of
// the party it is for, else the network's first.
func defaultLanguage(r Request, known []network.Language) network.Language {
	party := r.To
	if r.Document == Reminder {
		party = network.PartyRef(r.Subject)
	}
	for _, l := range network.LanguagesOf(r.Set, party) {
		if slices.Contains(known, l) {
			return l
		}
	}
	return known[0]
}
