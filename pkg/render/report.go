package render

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// IsReport reports a document of all records in some days, not of one record or one
// kind.
func IsReport(name Name) bool {
	return name == Report || name == AttendanceSheet || name == Handover
}

// Days is what a report of the request is about: its period, or the days that are
// given, or the year of the day it is made for.
func (r Request) Days() network.ReportScope {
	scope := network.ReportScope{Since: r.Since, Until: cmp.Or(r.Until, r.On), Day: r.On, For: r.For}
	if period := r.period(); period != "" {
		scope.Since, scope.Until = period.Span()
	}
	return scope
}

// period is the period of a report; empty where other days are given.
func (r Request) period() network.Period {
	if r.Period == "" && r.Since == "" && r.Until == "" {
		return network.PeriodOf(r.On, "year")
	}
	return r.Period
}

// reportHead is what a report says of itself; when is the period or the days.
func (b *builder) reportHead(word string, scope network.ReportScope) Head {
	when := b.period(b.Request.period())
	if when == "" {
		when = string(b.days(scope))
	}
	title := b.words.say(word) + ": " + when
	b.title, b.reference = title, string(b.net.Reference)
	return b.head(title)
}

// days are the first and the last day of a report.
func (b *builder) days(scope network.ReportScope) Text {
	if scope.Since == "" {
		return Text(b.words.say("days.until", string(b.date(scope.Until))))
	}
	return Text(b.words.say("days", string(b.date(scope.Since)), string(b.date(scope.Until))))
}

// buildReport makes the view of the report of a year or of a shorter period.
func buildReport(b *builder) (any, error) {
	if b.Period == "" {
		return nil, usagef("a report is that of a period, such as 2026 or 2026-Q3")
	}
	scope := b.Days()
	word := "report.quarterly"
	if b.isYear() {
		word = "report.annual"
	}
	v := ReportView{
		Head: b.reportHead(word, scope), Days: b.days(scope), Stands: b.date(scope.Stands()), Running: scope.Stands() < scope.Until,
		Narrow: b.For != network.ForCoChairs, CoChairs: b.For == network.ForCoChairs, Year: b.isYear(),
		Statistics: b.statistics(),
	}
	meetings, decisions := network.MeetingsOf(b.Set, scope), network.DecisionsOf(b.Set, scope)
	actions, groups, members := network.ActionsOf(b.Set, scope), network.GroupsOf(b.Set, scope), network.MembersOf(b.Set, scope)
	work := network.WorkOf(b.Set, scope)
	said := network.StatementsOf(b.Set, scope)
	v.Figures = b.figures(meetings, decisions, actions, groups, work)
	b.statements(&v, said)
	b.work(&v, work)
	if v.Year {
		b.narrative(&v)
		b.coverage(&v, network.CoverageOf(b.Set, scope, meetings, decisions, said, work))
	}
	v.Meetings, v.Off, v.Ahead = b.reportMeetings(meetings.Held), b.reportMeetings(meetings.Off), b.reportMeetings(meetings.Ahead)
	b.reportDecisions(&v, decisions)
	v.Done, v.Dropped, v.Actions = b.reportActions(actions.Done), b.reportActions(actions.Dropped), b.reportActions(actions.Open)
	v.NewGroups, v.Groups, v.ClosedGroups = b.reportGroups(groups.New), b.reportGroups(groups.Continuing), b.reportGroups(groups.Closed)
	v.Members, v.Joined, v.Left = members.Members, b.shorts(members.Joined), b.shorts(members.Left)
	if v.Statistics {
		v.Attendance = b.attendanceLines(network.AttendanceOf(b.Set, scope), true)
	}
	if v.CoChairs {
		v.Assumptions = b.assumptions(network.AssumptionsOf(b.Set))
	}
	if v.CoChairs && v.Year {
		v.Clauses = b.clauses(scope)
	}
	return v, nil
}

// isYear reports that the report is that of a year.
func (b *builder) isYear() bool { return !strings.Contains(string(b.Period), "-") }

// figures are the numbers at the head of a report.
func (b *builder) figures(m network.MeetingFigures, d network.DecisionFigures, a network.ActionFigures, g network.GroupFigures, w network.WorkFigures) []Figure {
	var out []Figure
	add := func(word string, value int) {
		out = append(out, Figure{Label: Text(b.words.say("figure." + word)), Value: value})
	}
	part := func(word string, value int) {
		if value > 0 {
			out = append(out, Figure{Text(b.words.say("figure." + word)), value, true})
		}
	}
	add("held", len(m.Held))
	part("annual", m.Annual)
	part("extraordinary", m.Extraordinary)
	add("off", len(m.Off))
	add("adopted", len(d.Adopted))
	part("with-state", d.WithState)
	part("as-taken", d.AsTaken)
	add("failed", len(d.Failed))
	add("open", len(d.Open))
	add("opened", len(a.Opened))
	add("done", len(a.Done))
	part("late", a.Late)
	add("dropped", len(a.Dropped))
	add("actions", len(a.Open))
	part("overdue", a.Overdue)
	add("groups.new", len(g.New))
	add("groups.continuing", len(g.Continuing))
	add("groups.closed", len(g.Closed))
	add("activities", w.Activities)
	part("completed", w.Completed)
	part("activities.late", w.Late)
	add("updates", len(w.Updates))
	add("engagements", len(w.Engagements))
	return out
}

func (b *builder) reportMeetings(rows []network.MeetingRow) []ReportMeeting {
	var out []ReportMeeting
	for _, r := range rows {
		line := ReportMeeting{
			Date: b.day(r.Rec.Start.Date()), Title: Text(b.notes.mark(b.titleOf(r.Rec))), Reference: Text(r.Rec.Reference),
			Institutions: r.Institutions, Partners: r.Partners, Guests: r.Guests,
			Status: Text(b.words.say("meeting-status." + string(r.Rec.Status))), Reason: b.text(r.Reason),
		}
		if r.Rec.Status == network.Held {
			line.Members = b.of(r.TookPart(), r.Members)
		}
		out = append(out, line)
	}
	return out
}

// of is a part of a whole.
func (b *builder) of(part, whole int) Text {
	return Text(b.words.say("of", strconv.Itoa(part), strconv.Itoa(whole)))
}

// reportDecisions lays out decisions. Working decisions of the Network stand apart
// where the terms join a clause to the question whether the state is concerned.
func (b *builder) reportDecisions(v *ReportView, f network.DecisionFigures) {
	apart := network.TellsInternalApart(b.Set)
	for _, row := range f.Adopted {
		if apart && row.Internal {
			v.Internal = append(v.Internal, b.reportDecision(row))
		} else {
			v.Adopted = append(v.Adopted, b.reportDecision(row))
		}
	}
	for _, row := range f.Failed {
		v.Failed = append(v.Failed, b.reportDecision(row))
	}
	for _, row := range f.Open {
		v.Open = append(v.Open, b.reportDecision(row))
	}
}

func (b *builder) reportDecision(row network.DecisionRow) ReportDecision {
	d := row.Rec
	out := ReportDecision{
		Reference: Text(cmp.Or(d.Reference, string(row.ID))), Title: b.text(d.Title), Date: b.day(d.ClosesAt.Date()),
		Members: b.answers(row.Members), Institutions: b.answers(row.Institutions),
	}
	how := d.Method
	if row.Internal {
		out.Reason = b.text(d.StateConsultation.Reason)
	}
	if o := d.Outcome; o != nil {
		out.Date, out.Result = b.day(o.Date), Text(b.words.say("result."+string(o.Result)))
		how = cmp.Or(o.How, how)
		if o.AsTaken != nil {
			out.Reason = b.text(o.AsTaken.Reason)
			for _, t := range o.AsTaken.Missing {
				out.Missing = append(out.Missing, b.text(t))
			}
		} else if o.Result != "adopted" {
			out.Reason = b.text(o.Note)
		}
	}
	out.How = Text(b.words.say("method." + string(how)))
	return out
}

// answers tells of a tally who answered and, each a fact of its own, who did not
// reply, who is awaited and who was never asked; empty where nobody was consulted.
func (b *builder) answers(t network.Tally) Text {
	if t.Listed == 0 {
		return ""
	}
	parts := []string{string(b.of(t.Answered, t.Listed))}
	for _, p := range []struct {
		word string
		n    int
	}{{"no-reply", t.NoReply}, {"awaited", t.Waiting}, {"not-asked", t.NeverAsked}} {
		if p.n > 0 {
			parts = append(parts, b.words.say("tally."+p.word, strconv.Itoa(p.n)))
		}
	}
	return Text(strings.Join(parts, "; "))
}

func (b *builder) reportActions(rows []network.ActionRow) []ReportAction {
	var out []ReportAction
	for _, r := range rows {
		owner, _ := b.short(r.Rec.Owner)
		out = append(out, ReportAction{
			Title: b.text(r.Rec.Title), Owner: owner, Due: b.day(r.Rec.Due), Closed: b.day(r.Rec.ClosedOn),
			Why: b.text(r.Rec.Evidence), Overdue: r.Overdue,
		})
	}
	return out
}

func (b *builder) reportGroups(rows []network.GroupRow) []ReportGroup {
	var out []ReportGroup
	for _, r := range rows {
		g := ReportGroup{
			Name: b.text(r.Rec.Name), Kind: Text(b.words.say("group." + string(r.Rec.Kind))), Since: b.day(r.Rec.Since),
			Until: b.day(r.Rec.EndsOn), Parties: r.Parties, Meetings: r.Meetings,
		}
		if r.Rec.Lead != "" {
			g.Lead, _ = b.short(r.Rec.Lead)
		}
		if c := r.Rec.Closed; c != nil {
			g.Until, g.Reason = b.day(c.Date), b.text(c.Reason)
		}
		out = append(out, g)
	}
	return out
}

// assumptions are the parameters that are assumed, in words.
func (b *builder) assumptions(list []network.Assumption) []Assumption {
	var out []Assumption
	for _, a := range list {
		var values []string
		for _, v := range a.Values {
			if post, ok := b.post(record.Key(v)); ok {
				values = append(values, b.plain(post.Title))
			} else {
				values = append(values, b.words.value(v))
			}
		}
		out = append(out, Assumption{Question: Text(b.words.say("rule." + a.Name)), Value: Text(strings.Join(values, ", "))})
	}
	return slices.Clip(out)
}

// mostEvidence is how many records a report names for a clause.
const mostEvidence = 4

// clauses are how it stands with the terms of reference in the year of a report, clause
// by clause, as known on the day it stands on.
func (b *builder) clauses(scope network.ReportScope) []ReportClause {
	year, err := strconv.Atoi(string(b.Period))
	if err != nil {
		return nil
	}
	var out []ReportClause
	for _, state := range network.AssessTerms(b.Set, scope.Stands(), year) {
		word := strings.ReplaceAll(string(state.Standing), " ", "-")
		c := ReportClause{ID: b.line(string(state.Clause.ID)), Summary: b.text(state.Clause.Summary), Standing: Text(b.words.say("standing." + word))}
		for i, ref := range state.Evidence {
			if i == mostEvidence {
				c.More = len(state.Evidence) - mostEvidence
				break
			}
			c.Evidence = append(c.Evidence, b.line(string(ref)))
		}
		out = append(out, c)
	}
	return out
}
