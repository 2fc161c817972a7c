package render

import (
	"unicode"
	"unicode/utf8"

	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/script"
)

// buildPartnerList makes the view of the list of partners: the state lead, then
// everybody else by class, in the order of the vocabulary.
func buildPartnerList(b *builder) (any, error) {
	b.title = b.words.say("partner-list") + ": " + b.plain(b.net.Name)
	b.reference = string(b.net.Reference)
	v := PartnerListView{
		Head: b.head(b.words.say("partner-list")), AsOf: b.date(b.On),
		Addresses: b.addresses(), Persons: b.persons(),
	}
	lead := PartnerSection{Title: Text(b.words.say("state-lead")), Persons: v.Persons}
	byClass := map[network.StakeholderClass][]Party{}
	for e := range network.Partners.All(b.Set) {
		p := partyEntry{&e.Rec.Party, e.ID, false, e.Rec.Visibility}
		switch {
		case !b.lists(p):
		case e.ID == b.net.StateLead.ID():
			lead.add(b.partner(p))
		default:
			byClass[p.Class] = append(byClass[p.Class], b.partner(p))
		}
	}
	sections := []PartnerSection{lead}
	for _, class := range network.StakeholderClass("").Values() {
		list := byClass[network.StakeholderClass(class)]
		script.Sort(list, func(p Party) string { return string(p.Short) })
		section := PartnerSection{Title: Text(capitalised(b.words.say("class." + class))), Persons: v.Persons}
		for _, p := range list {
			section.add(p)
		}
		sections = append(sections, section)
	}
	for _, s := range sections {
		if len(s.Partners) > 0 {
			v.Sections = append(v.Sections, s)
		}
	}
	return v, nil
}

func (s *PartnerSection) add(p Party) {
	s.Partners = append(s.Partners, p)
	s.Consulted = s.Consulted || len(p.ConsultedOn) > 0
}

// partner is one line of the list, with the topics an institution is consulted on.
func (b *builder) partner(p partyEntry) Party {
	out := b.listed(p)
	out.ConsultedOn = b.topics(p.ConsultedOn)
	return out
}

// topics are the names of topics of the network.
func (b *builder) topics(keys []record.Key) []Text {
	var out []Text
	for _, key := range keys {
		for _, topic := range b.net.Topics {
			if string(topic.ID) == string(key) {
				out = append(out, b.text(topic.Name))
			}
		}
	}
	return out
}

// capitalised begins a text with a capital, as headings do.
func capitalised(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
