package render

import (
	"slices"

	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/script"
)

// buildMemberList makes the view of the member list.
func buildMemberList(b *builder) (any, error) {
	b.title = b.words.say("member-list") + ": " + b.plain(b.net.Name)
	b.reference = string(b.net.Reference)
	v := MemberListView{
		Head: b.head(b.words.say("member-list")), AsOf: b.date(b.On),
		Addresses: b.addresses(), Persons: b.persons(),
	}
	for e := range network.Members.All(b.Set) {
		p := partyEntry{&e.Rec.Party, e.ID, true, e.Rec.Visibility}
		if b.lists(p) {
			v.Members = append(v.Members, b.listed(p))
		}
	}
	for e := range network.Partners.All(b.Set) {
		p := partyEntry{&e.Rec.Party, e.ID, false, e.Rec.Visibility}
		switch {
		case !b.lists(p):
		case e.ID == b.net.StateLead.ID():
			v.StateLead = append(v.StateLead, b.listed(p))
		case b.Partners:
			v.Partners = append(v.Partners, b.listed(p))
		}
	}
	for _, list := range [][]Party{v.Members, v.Partners} {
		script.Sort(list, func(p Party) string { return string(p.Short) })
	}
	return v, nil
}

// lists reports whether the list has a party: it belongs to the register on that
// day and the edition shows it.
func (b *builder) lists(p partyEntry) bool {
	return belongs(p.Party, b.On) && b.shows(p.visibility, "")
}

// listed is one line of the list.
func (b *builder) listed(p partyEntry) Party {
	out := Party{
		Short: b.line(p.Short), Name: b.text(p.Party.Name), Class: Text(b.words.say("class." + string(p.Class))),
		Status: Text(b.words.say("status." + string(p.Status))), Since: b.day(p.Since),
	}
	if p.Since == "" && p.Basis != "" {
		out.Basis = Text(b.words.say("basis." + string(p.Basis)))
	}
	if b.addresses() {
		out.Mailbox = Link(p.Mailbox)
	}
	out.Persons = b.persons()
	if out.Persons {
		out.Representatives = b.representatives(p)
	}
	return out
}

// representatives are the people in office: those in posts of the Network first,
// then head, focal point, alternate.
func (b *builder) representatives(p partyEntry) []Representative {
	var keys []record.Key
	for _, post := range b.net.Posts {
		keys = append(keys, record.Key(post.ID))
	}
	keys = append(keys, "head", "focal-point", "alternate")
	var out []Representative
	for _, key := range keys {
		for _, r := range p.Representatives {
			if r.Post == key && r.InOffice(b.On) {
				out = append(out, b.representative(r))
			}
		}
	}
	return slices.Clip(out)
}

func (b *builder) representative(r network.Representative) Representative {
	out := Representative{Name: b.line(b.person(r.Name, r.NameIn)), Title: b.text(r.Title), Acting: r.Acting}
	if post, ok := b.post(r.Post); ok {
		out.Post = b.text(post.Title)
	} else {
		out.Post = Text(b.words.say("post." + string(r.Post)))
	}
	if b.addresses() {
		out.Email = Link(r.Email)
	}
	return out
}
