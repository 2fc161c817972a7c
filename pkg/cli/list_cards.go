package cli

import (
	"fmt"
	"io"
	"strings"

	"unmn/pkg/exchange"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// writeCards writes cards of the people of parties and of their offices. The records
// hold work data only, and no more goes into a card.
func writeCards(w io.Writer, set *record.Set, t record.Type, items []record.Item) error {
	posts := map[record.Key]string{}
	for _, post := range network.Networks.One(set).Posts {
		posts[record.Key(post.ID)] = post.Title.OneLine()
	}
	var cards []exchange.Card
	for _, item := range items {
		switch rec := item.Rec().(type) {
		case *network.Member:
			cards = append(cards, cardsOf(&rec.Party, t.Name()+"-"+string(item.ID), posts)...)
		case *network.Partner:
			cards = append(cards, cardsOf(&rec.Party, t.Name()+"-"+string(item.ID), posts)...)
		}
	}
	return exchange.Cards(w, cards)
}

// cardsOf are the cards of one party: its office, then its people.
func cardsOf(p *network.Party, uid string, posts map[record.Key]string) []exchange.Card {
	about := exchange.Card{UID: uid, Name: p.Name.OneLine(), Body: p.Name.OneLine(), URL: p.URL, Notes: []string{p.Short, string(p.Class)}}
	var cards []exchange.Card
	if p.Mailbox != "" {
		office := about
		office.Email = p.Mailbox
		cards = append(cards, office)
	}
	holders := map[record.Key]int{}
	for _, r := range p.Representatives {
		person := about
		person.Name, person.Title, person.Email = r.Name, r.Title.OneLine(), r.Email
		if person.Role = posts[r.Post]; person.Role == "" {
			role := strings.ReplaceAll(string(r.Post), "-", " ") // as people read it: Focal point
			person.Role = strings.ToUpper(role[:min(1, len(role))]) + role[min(1, len(role)):]
		}
		person.UID = uid + "-" + string(r.Post)
		if holders[r.Post]++; holders[r.Post] > 1 {
			person.UID += fmt.Sprintf("-%d", holders[r.Post])
		}
		cards = append(cards, person)
	}
	return cards
}
