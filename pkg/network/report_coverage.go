package network

import (
	"slices"

	"unmn/pkg/record"
)

// The numbers of objectives: the Network's own, by its terms, and those of the Global
// Compact for Migration (A/RES/73/195).
const (
	networkObjectives = 7
	gcmObjectives     = 23
)

// Coverage says which objectives were served and with whom: the three tables that
// show where nothing was done as plainly as where something was.
type Coverage struct {
	Objectives   []ObjectiveRow   // all of the Network's, in order
	GCM          []GCMRow         // those of the Global Compact that something was done for
	Stakeholders []StakeholderRow // the sorts of bodies that took part in anything
}

// ObjectiveRow is one objective of the Network.
type ObjectiveRow struct {
	Objective, Activities, Completed, Engagements int

	GCM     []int              // objectives of the Compact that those serve, in order
	Classes []StakeholderClass // sorts of bodies from outside that took part in those
}

// GCMRow is one objective of the Global Compact.
type GCMRow struct {
	Objective, Decisions, Statements, Activities, Updates, Engagements int
}

// StakeholderRow is one sort of body from outside the United Nations.
type StakeholderRow struct {
	Class StakeholderClass
	// Meetings counts those in which one of the class took part, as a party or a guest.
	Meetings, Engagements, Activities int
}

// CoverageOf is the coverage of what the other figures of the same report list.
// Activities of workplans that are drafts are not counted: nobody has agreed on them.
func CoverageOf(s *record.Set, scope ReportScope, m MeetingFigures, d DecisionFigures, said []StatementRow, w WorkFigures) Coverage {
	c := counter{set: s, scope: scope, gcm: map[int]*GCMRow{}, classes: map[StakeholderClass]*StakeholderRow{}}
	for n := range networkObjectives {
		c.objectives = append(c.objectives, ObjectiveRow{Objective: n + 1})
	}
	for _, row := range d.Adopted {
		c.serves(row.Rec.GCM, func(g *GCMRow) { g.Decisions++ })
	}
	for _, row := range said {
		c.serves(row.Rec.GCM, func(g *GCMRow) { g.Statements++ })
	}
	for _, plan := range w.Plans {
		if plan.Rec.Status == WorkplanAdopted {
			for _, a := range plan.Activities {
				c.activity(a.Rec)
			}
		}
	}
	for _, row := range w.Updates {
		c.serves(row.Rec.GCM, func(g *GCMRow) { g.Updates++ })
	}
	for _, row := range w.Engagements {
		c.engagement(row)
	}
	for _, row := range m.Held {
		c.with(c.meetingClasses(row.Rec), func(r *StakeholderRow) { r.Meetings++ })
	}
	return c.coverage()
}

// counter collects the rows of a coverage.
type counter struct {
	set        *record.Set
	scope      ReportScope
	objectives []ObjectiveRow
	gcm        map[int]*GCMRow
	classes    map[StakeholderClass]*StakeholderRow
}

// serves counts something for each objective of the Compact it names, once.
func (c *counter) serves(objectives []int, count func(*GCMRow)) {
	for _, n := range slices.Compact(slices.Sorted(slices.Values(objectives))) {
		if c.gcm[n] == nil {
			c.gcm[n] = &GCMRow{Objective: n}
		}
		count(c.gcm[n])
	}
}

// with counts something for each sort of body from outside.
func (c *counter) with(classes []StakeholderClass, count func(*StakeholderRow)) {
	for _, class := range classes {
		if class == UNEntity || class == "" {
			continue
		}
		if c.classes[class] == nil {
			c.classes[class] = &StakeholderRow{Class: class}
		}
		count(c.classes[class])
	}
}

// objective is the row of an objective of the Network; nil for what is none.
func (c *counter) objective(n int) *ObjectiveRow {
	if n < 1 || n > len(c.objectives) {
		return nil
	}
	return &c.objectives[n-1]
}

func (c *counter) activity(a *Activity) {
	classes := c.partyClasses(a.Lead)
	for _, p := range a.Partners {
		classes = append(classes, c.partyClasses(PartyRef(p))...)
	}
	classes = inOrderOf(StakeholderClass("").Values(), classes)
	c.serves(a.GCM, func(g *GCMRow) { g.Activities++ })
	c.with(classes, func(r *StakeholderRow) { r.Activities++ })
	row := c.objective(a.Objective)
	if row == nil {
		return
	}
	row.Activities++
	if a.Status == ActivityCompleted {
		row.Completed++
	}
	row.add(a.GCM, classes)
}

func (c *counter) engagement(e EngagementRow) {
	c.serves(e.Rec.GCM, func(g *GCMRow) { g.Engagements++ })
	c.with(e.Classes, func(r *StakeholderRow) { r.Engagements++ })
	if row := c.objective(e.Rec.Objective); row != nil {
		row.Engagements++
		row.add(e.Rec.GCM, e.Classes)
	}
}

// add notes what was served and who took part.
func (r *ObjectiveRow) add(gcm []int, classes []StakeholderClass) {
	r.GCM = slices.Compact(slices.Sorted(slices.Values(append(r.GCM, gcm...))))
	outside := slices.DeleteFunc(append(r.Classes, classes...), func(c StakeholderClass) bool { return c == UNEntity || c == "" })
	r.Classes = inOrderOf(StakeholderClass("").Values(), outside)
}

// partyClasses is the sort of body a party is; none where the readers may not see it.
func (c *counter) partyClasses(party PartyRef) []StakeholderClass {
	if p, _, ok := partyOf(c.set, party); ok && c.scope.showsRef(c.set, party) {
		return []StakeholderClass{p.Class}
	}
	return nil
}

// meetingClasses are the sorts of bodies that took part in a meeting, each once.
func (c *counter) meetingClasses(m *Meeting) []StakeholderClass {
	var out []StakeholderClass
	for _, a := range m.Attendance {
		if a.Status == Present || a.Status == Represented {
			out = append(out, c.partyClasses(a.Party)...)
		}
	}
	for _, g := range m.Guests {
		out = append(out, g.Class)
	}
	return inOrderOf(StakeholderClass("").Values(), out)
}

// coverage is what was collected, in order.
func (c *counter) coverage() Coverage {
	out := Coverage{Objectives: c.objectives}
	for n := 1; n <= gcmObjectives; n++ {
		if row := c.gcm[n]; row != nil {
			out.GCM = append(out.GCM, *row)
		}
	}
	for _, class := range StakeholderClass("").Values() {
		if row := c.classes[StakeholderClass(class)]; row != nil {
			out.Stakeholders = append(out.Stakeholders, *row)
		}
	}
	return out
}
