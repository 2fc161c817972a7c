package render

import (
	"slices"
	"strings"

	"unmn/pkg/network"
)

// UpdateDigest is the document of what was shared in a stretch of days.
const UpdateDigest Name = "update-digest"

// UpdateDigestView is the view of a digest.
type UpdateDigestView struct {
	Head
	Since    Text
	Until    Text
	Sections []UpdateSection // by the sort of thing, those that have any
}

// UpdateSection is what was shared of one sort.
type UpdateSection struct {
	Title   Text
	Updates []Update
}

// Update is one thing that was shared.
type Update struct {
	Title    Text
	SharedBy Text
	Date     Text
	Scope    Text
	Source   Text
	Topics   []Text
	Summary  Prose
	Link     Link
	File     Text
}

// buildUpdateDigest makes the view of the updates from one day to another, the latest
// of each sort first. Without a first day it is of the period in which updates are
// due, up to its last.
func buildUpdateDigest(b *builder) (any, error) {
	until, since := dateOf(b.Until, b.On), b.Since
	if since == "" {
		since, _ = network.PeriodOf(until, b.net.Rules.UpdateEvery.Or("quarter")).Span()
	}
	if since > until {
		return nil, usagef("a digest from %s to %s has no day", since, until)
	}
	b.title, b.reference = b.words.say("update-digest")+": "+b.plain(b.net.Name), string(b.net.Reference)
	v := UpdateDigestView{Head: b.head(b.words.say("update-digest")), Since: b.date(since), Until: b.date(until)}
	bySort := map[network.KnowledgeType][]*network.Update{}
	for e := range network.Updates.All(b.Set) {
		if u := e.Rec; since <= u.Date && u.Date <= until && b.shows(u.Visibility, "") {
			bySort[u.Type] = append(bySort[u.Type], u)
		}
	}
	for _, sort := range network.KnowledgeType("").Values() {
		list := bySort[network.KnowledgeType(sort)]
		if len(list) == 0 {
			continue
		}
		slices.SortStableFunc(list, func(a, c *network.Update) int { return strings.Compare(string(c.Date), string(a.Date)) })
		section := UpdateSection{Title: Text(b.words.say("shared." + sort))}
		for _, u := range list {
			section.Updates = append(section.Updates, b.update(u))
		}
		v.Sections = append(v.Sections, section)
	}
	return v, nil
}

// update is one thing as the readers see it.
func (b *builder) update(u *network.Update) Update {
	out := Update{
		Title: b.text(u.Title), Date: b.date(u.Date), Scope: Text(b.words.say("scope." + string(u.Scope))), Source: b.line(u.Source),
		Summary: b.prose(u.Summary, "update "+u.Title.OneLine()+": summary"), Link: Link(u.Link), File: b.line(u.File),
	}
	out.SharedBy, _ = b.short(u.SharedBy)
	out.Topics = b.topics(u.Topics)
	return out
}
