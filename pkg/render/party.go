package render

import (
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// builder makes the view of one document.
type builder struct {
	Request
	net       *network.Network
	words     *words
	notes     notes
	err       error    // the first prose that could not be read
	title     string   // of the document, for its properties
	reference string   // the official reference, empty for a draft
	origins   *origins // where words come from; nil where nobody asks
	issued    doc.Date // the day a letter bears; empty for what bears the day of its version
}

// partyEntry is a member or a partner.
type partyEntry struct {
	*network.Party
	id         record.ID
	member     bool
	visibility network.Visibility
}

// party is the member or partner of an id; false when there is none.
func (b *builder) party(id record.ID) (partyEntry, bool) {
	if e, ok := network.Members.Get(b.Set, id); ok {
		return partyEntry{&e.Rec.Party, id, true, e.Rec.Visibility}, true
	}
	if e, ok := network.Partners.Get(b.Set, id); ok {
		return partyEntry{&e.Rec.Party, id, false, e.Rec.Visibility}, true
	}
	return partyEntry{}, false
}

// short is the abbreviation of a party; false when the readers must not see it.
func (b *builder) short(ref network.PartyRef) (Text, bool) {
	p, ok := b.party(ref.ID())
	switch {
	case !ok:
		return b.line(string(ref)), true
	case b.hides(p):
		return "", false
	}
	return b.line(p.Short), true
}

// shorts are the abbreviations of parties, without those that are kept back.
func (b *builder) shorts(refs []network.PartyRef) []Text {
	var out []Text
	for _, ref := range refs {
		if s, ok := b.short(ref); ok {
			out = append(out, s)
		}
	}
	return out
}

// post is a post of the network; false when the key is none.
func (b *builder) post(key record.Key) (network.Post, bool) {
	i := slices.IndexFunc(b.net.Posts, func(p network.Post) bool { return string(p.ID) == string(key) })
	if i < 0 {
		return network.Post{}, false
	}
	return b.net.Posts[i], true
}

// who is a post or a party as a document names it: its title, or its abbreviation;
// empty when it is kept back.
func (b *builder) who(key record.Key) Text {
	if key == "" {
		return ""
	}
	if post, ok := b.post(key); ok {
		return b.text(post.Title)
	}
	s, _ := b.short(network.PartyRef(key))
	return s
}

// holder is a post or a party with the person who holds the post on a day.
func (b *builder) holder(key record.Key, day doc.Date) Officer {
	o := Officer{Title: b.who(key)}
	if _, ok := b.post(key); !ok || !b.persons() {
		return o
	}
	for e := range network.Members.All(b.Set) {
		for _, r := range e.Rec.Representatives {
			if r.Post == key && r.InOffice(day) {
				o.Name, o.Acting = b.line(b.person(r.Name, r.NameIn)), r.Acting
				return o
			}
		}
	}
	return o
}

// officers are the holders of posts, without what is kept back.
func (b *builder) officers(keys []record.Key, day doc.Date) []Officer {
	var out []Officer
	for _, key := range keys {
		if o := b.holder(key, day); o.Title != "" {
			out = append(out, o)
		}
	}
	return out
}

// belongs reports whether a party is in the Network, or in the register, on a day.
func belongs(p *network.Party, day doc.Date) bool {
	if p.Status == network.Ended && p.Until == "" {
		return false
	}
	return (p.Since == "" || p.Since <= day) && (p.Until == "" || day <= p.Until)
}

// named is the name of a person of a party as the language writes it, where the
// register has it for other scripts.
func (b *builder) named(p partyEntry, name string) Text {
	if name == "" || !b.persons() {
		return ""
	}
	if p.Party != nil {
		for _, r := range p.Representatives {
			if r.Name == name {
				return b.line(b.person(r.Name, r.NameIn))
			}
		}
	}
	return b.line(b.person(name, nil))
}

// capacity says in which capacity a party takes part, and where it comes in the
// order of attendance.
func (b *builder) capacity(p partyEntry, own network.Capacity, day doc.Date) (network.Seat, string) {
	switch {
	case own == "observer" || own == "guest" || own == "partner":
		return network.PartnerSeat, b.words.say("capacity." + string(own))
	case p.Party == nil:
		return network.PartnerSeat, ""
	}
	seat := network.SeatOf(b.net, network.PartyRef(p.id), p.Party, p.member, day)
	return seat, b.seat(seat)
}

// seat is the word for a place in the order of attendance.
func (b *builder) seat(s network.Seat) string {
	return b.words.say("capacity." + [...]string{"co-chair", "government", "member", "partner", "secretariat"}[s])
}
