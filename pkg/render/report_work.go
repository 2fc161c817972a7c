package render

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// narrative is what the secretariat itself wrote for the year, where the readers may
// see it.
func (b *builder) narrative(v *ReportView) {
	e, ok := network.Reports.Get(b.Set, record.ID(b.Period))
	if !ok || !b.shows(e.Rec.Visibility, "") {
		return
	}
	prose := func(t doc.Text, field string) Prose { return b.prose(t, fmt.Sprintf("report %s: %s", e.ID, field)) }
	v.Foreword, v.Challenges, v.Outlook = prose(e.Rec.Foreword, "foreword"), prose(e.Rec.Challenges, "challenges"), prose(e.Rec.Outlook, "outlook")
	highlights := slices.SortedStableFunc(slices.Values(e.Rec.Highlights), func(a, b network.Highlight) int { return a.Objective - b.Objective })
	for _, h := range highlights {
		v.Highlights = append(v.Highlights, Highlight{h.Objective, Text(b.words.say("objective." + strconv.Itoa(h.Objective))), prose(h.Text, fmt.Sprintf("highlight of objective %d", h.Objective))})
	}
}

// objective is an objective of the Network, in short.
func (b *builder) objective(n int) Text {
	number := strconv.Itoa(n)
	return Text(b.words.say("objective.n", number, b.words.say("objective."+number)))
}

// statements lays out the joint statements that were delivered.
func (b *builder) statements(v *ReportView, rows []network.StatementRow) {
	v.Figures = append(v.Figures, Figure{Label: Text(b.words.say("figure.statements")), Value: len(rows)})
	for _, r := range rows {
		v.Statements = append(v.Statements, ReportStatement{
			Date: b.day(r.Rec.Delivered.Date), Issue: b.text(r.Rec.Issue), Reference: Text(cmp.Or(r.Rec.Reference, string(r.ID))),
			By: b.who(r.Rec.Delivered.By), Members: b.answers(r.Members), Link: Link(r.Rec.Delivered.URL),
		})
	}
}

// work lays out workplans, updates and engagements.
func (b *builder) work(v *ReportView, f network.WorkFigures) {
	for _, p := range f.Plans {
		plan := ReportPlan{Period: Text(b.period(p.Rec.Period)), Draft: p.Rec.Status == network.WorkplanDraft}
		for _, c := range p.Counts {
			plan.Counts = append(plan.Counts, Figure{Label: Text(b.words.say("activity." + string(c.Status))), Value: c.Count})
		}
		if p.Late > 0 {
			plan.Counts = append(plan.Counts, Figure{Label: Text(b.words.say("activity.late")), Value: p.Late, Part: true})
		}
		for _, a := range p.Activities {
			plan.Activities = append(plan.Activities, b.reportActivity(a))
		}
		v.Plans = append(v.Plans, plan)
	}
	for _, u := range f.Updates {
		by, _ := b.short(u.Rec.SharedBy)
		v.Updates = append(v.Updates, ReportUpdate{
			Date: b.day(u.Rec.Date), Title: b.text(u.Rec.Title), Type: Text(b.words.say("knowledge." + string(u.Rec.Type))),
			Scope: Text(b.words.say("scope." + string(u.Rec.Scope))), By: by, Source: b.line(u.Rec.Source),
		})
	}
	for _, e := range f.Engagements {
		line := ReportEngagement{
			Date: b.day(e.Rec.Date), Kind: Text(b.words.say("engagement." + string(e.Rec.Kind))), Objective: e.Rec.Objective, Summary: b.text(e.Rec.Summary),
		}
		for _, with := range e.Rec.With {
			if with.Party == "" {
				line.With = append(line.With, Text(fmt.Sprintf("%s (%d)", b.words.say("class."+string(with.Class)), with.Number)))
			} else if s, ok := b.short(with.Party); ok {
				line.With = append(line.With, s)
			}
		}
		for _, by := range e.Rec.By {
			if s, ok := b.short(network.PartyRef(by)); ok {
				line.By = append(line.By, s)
			}
		}
		v.Engagements = append(v.Engagements, line)
	}
}

func (b *builder) reportActivity(a network.ActivityRow) ReportActivity {
	lead, _ := b.short(a.Rec.Lead)
	return ReportActivity{
		Title: b.text(a.Rec.Title), Objective: a.Rec.Objective, Lead: lead, Timeline: Text(b.period(a.Rec.Timeline)),
		Status: Text(b.words.say("activity." + string(a.Rec.Status))), Late: a.Late, Note: b.text(a.Note()),
	}
}

// coverage lays out which objectives were served and with whom.
func (b *builder) coverage(v *ReportView, c network.Coverage) {
	for _, o := range c.Objectives {
		line := ObjectiveLine{Objective: b.objective(o.Objective), Activities: o.Activities, Completed: o.Completed, Engagements: o.Engagements}
		numbers := make([]string, len(o.GCM))
		for i, n := range o.GCM {
			numbers[i] = strconv.Itoa(n)
		}
		line.GCM = Text(strings.Join(numbers, ", "))
		for _, class := range o.Classes {
			line.With = append(line.With, Text(b.words.say("class."+string(class))))
		}
		v.Objectives = append(v.Objectives, line)
	}
	for _, g := range c.GCM {
		number := strconv.Itoa(g.Objective)
		v.GCM = append(v.GCM, GCMLine{
			Objective: Text(b.words.say("objective.n", number, b.words.say("gcm."+number))),
			Decisions: g.Decisions, Statements: g.Statements, Activities: g.Activities, Updates: g.Updates, Engagements: g.Engagements,
		})
	}
	for _, s := range c.Stakeholders {
		v.Stakeholders = append(v.Stakeholders, StakeholderLine{
			Text(capitalised(b.words.say("class." + string(s.Class)))), s.Meetings, s.Engagements, s.Activities,
		})
	}
}
