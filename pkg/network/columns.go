package network

import (
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// The columns that lists show and filter by, kind by kind. The id comes first
// everywhere and is not among them; parties stand by their ids, so that what a
// list shows is what a filter takes.

// column makes a column of a value that the record holds itself.
func column[T any](name, about string, value func(r *T) string) record.Column[T] {
	return record.Column[T]{Name: name, Doc: about, Value: func(e *record.Entry[T], _ *record.Set) string {
		return value(e.Rec)
	}}
}

var networkColumns = []record.Column[Network]{
	column("name", "the name of the network", func(n *Network) string { return n.Name.OneLine() }),
	column("country", "its country", func(n *Network) string { return string(n.Country) }),
	column("reference", "the beginning of its references", func(n *Network) string { return string(n.Reference) }),
	column("timezone", "its time zone", func(n *Network) string { return string(n.Timezone) }),
}

var termsColumns = []record.Column[Terms]{
	column("document", "the title of the document", func(t *Terms) string { return t.Document.OneLine() }),
	column("version", "its version", func(t *Terms) string { return t.Version }),
	column("effective-on", "from when it applies", func(t *Terms) string { return string(t.EffectiveOn) }),
}

var memberColumns = slices.Insert(
	partyColumns("member", func(m *Member) *Party { return &m.Party }), 4,
	column("since", "from when it is a member", func(m *Member) string { return string(m.Since) }),
)

var partnerColumns = partyColumns("partner", func(p *Partner) *Party { return &p.Party })

// partyColumns are what lists of members and of partners show alike.
func partyColumns[T any](what string, party func(*T) *Party) []record.Column[T] {
	return []record.Column[T]{
		column("short", "the abbreviation of the "+what, func(r *T) string { return party(r).Short }),
		column("name", "the name of the "+what, func(r *T) string { return party(r).Name.OneLine() }),
		column("class", "what sort of body it is", func(r *T) string { return string(party(r).Class) }),
		column("status", "where it stands", func(r *T) string { return string(party(r).Status) }),
		column("focal-point", "its focal point on the day", func(r *T) string { return focalPointOf(party(r)) }),
	}
}

// focalPointOf is the first focal point, "" when there is none. Lists show a record
// with the people of one day only.
func focalPointOf(p *Party) string {
	for _, r := range p.Representatives {
		if r.Post == focalPoint {
			return r.Name
		}
	}
	return ""
}

var meetingColumns = []record.Column[Meeting]{
	column("start", "when it begins", func(m *Meeting) string { return strings.Replace(string(m.Start), "T", " ", 1) }),
	column("type", "what sort of meeting it is", func(m *Meeting) string { return string(m.Type) }),
	column("status", "where it stands", func(m *Meeting) string { return string(m.Status) }),
	column("period", "the period whose meeting it is", func(m *Meeting) string { return string(m.Period) }),
	column("title", "its title", func(m *Meeting) string { return m.Title.OneLine() }),
}

var decisionColumns = []record.Column[Decision]{
	column("title", "the title", func(d *Decision) string { return d.Title.OneLine() }),
	column("status", "where it stands", func(d *Decision) string { return string(d.Status) }),
	column("method", "how it is to be reached", func(d *Decision) string { return string(d.Method) }),
	column("proposed-by", "who proposes it", func(d *Decision) string { return string(d.ProposedBy) }),
	{Name: "opened", Doc: "when the consultation opened", Field: "opened_on",
		Value: func(e *record.Entry[Decision], _ *record.Set) string { return string(e.Rec.OpenedOn) }},
}

var groupColumns = []record.Column[Group]{
	column("name", "the name", func(g *Group) string { return g.Name.OneLine() }),
	column("kind", "permanent or ad hoc", func(g *Group) string { return string(g.Kind) }),
	column("status", "where it stands", func(g *Group) string { return string(g.Status) }),
	column("lead", "who leads it", func(g *Group) string { return string(g.Lead) }),
	{Name: "ends", Doc: "when an ad hoc group ends", Field: "ends_on",
		Value: func(e *record.Entry[Group], _ *record.Set) string { return string(groupEnd(e.Rec)) }},
}

// groupEnd is the day a group was closed, or is to end.
func groupEnd(g *Group) doc.Date {
	if g.Closed != nil {
		return g.Closed.Date
	}
	return g.EndsOn
}

var actionColumns = []record.Column[Action]{
	column("title", "what is to be done", func(a *Action) string { return a.Title.OneLine() }),
	column("owner", "who does it", func(a *Action) string { return string(a.Owner) }),
	column("due", "by when", func(a *Action) string { return string(a.Due) }),
	column("status", "where it stands", func(a *Action) string { return string(a.Status) }),
	column("source", "where it comes from", func(a *Action) string { return string(a.Source) }),
}

var statementColumns = []record.Column[Statement]{
	column("issue", "the issue", func(s *Statement) string { return s.Issue.OneLine() }),
	column("status", "where it stands", func(s *Statement) string { return string(s.Status) }),
	{Name: "closes", Doc: "until when members answer", Field: "closes_at",
		Value: func(e *record.Entry[Statement], _ *record.Set) string {
			return strings.Replace(string(e.Rec.ClosesAt), "T", " ", 1)
		}},
	column("reference", "its official reference", func(s *Statement) string { return s.Reference }),
}
