package network

import (
	"cmp"
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// WorkFigures are what the Network did in the days of a report beside its meetings
// and decisions.
type WorkFigures struct {
	Plans       []PlanRow // the workplans whose period has one of the days
	Updates     []UpdateRow
	Engagements []EngagementRow
	// Activities are those of adopted workplans, Completed and Late parts of them.
	Activities, Completed, Late int
}

// PlanRow is a workplan and how far it is.
type PlanRow struct {
	ID         record.ID
	Rec        *Workplan
	Activities []ActivityRow
	Counts     []ActivityCount // one for each status, in the order of the vocabulary
	Late       int
}

// ActivityCount is how many activities have a status.
type ActivityCount struct {
	Status ActivityStatus
	Count  int
}

// ActivityRow is an activity as it stood. It is late when its time was over and it
// was neither completed nor discontinued.
type ActivityRow struct {
	Rec  *Activity
	Late bool
}

// UpdateRow is something that was shared.
type UpdateRow struct {
	ID  record.ID
	Rec *Update
}

// EngagementRow is an exchange with others, with the sorts of bodies it was with.
type EngagementRow struct {
	ID      record.ID
	Rec     *Engagement
	Classes []StakeholderClass
}

// WorkOf is what the Network did in the days of a report.
func WorkOf(s *record.Set, scope ReportScope) WorkFigures {
	var f WorkFigures
	day := scope.Stands()
	for id, w := range standing(s, Workplans, day) {
		first, last := w.Period.Span()
		if scope.shows(w.Visibility) && first <= day && last >= scope.Since {
			row := planRow(s, scope, id, w)
			f.Plans = append(f.Plans, row)
			f.add(row)
		}
	}
	for id, u := range standing(s, Updates, day) {
		if scope.shows(u.Visibility) && scope.holds(u.Date) && scope.showsRef(s, u.SharedBy) {
			f.Updates = append(f.Updates, UpdateRow{id, u})
		}
	}
	for id, e := range standing(s, Engagements, day) {
		if scope.shows(e.Visibility) && scope.holds(e.Date) {
			f.Engagements = append(f.Engagements, EngagementRow{id, e, classesOf(s, scope, e)})
		}
	}
	slices.SortStableFunc(f.Plans, func(a, b PlanRow) int { return cmp.Compare(a.Rec.Period, b.Rec.Period) })
	slices.SortStableFunc(f.Updates, func(a, b UpdateRow) int { return byDay(a.Rec.Date, b.Rec.Date) })
	slices.SortStableFunc(f.Engagements, func(a, b EngagementRow) int { return byDay(a.Rec.Date, b.Rec.Date) })
	return f
}

// add counts an adopted workplan into the whole; on a draft nobody has agreed.
func (f *WorkFigures) add(row PlanRow) {
	if row.Rec.Status != WorkplanAdopted {
		return
	}
	f.Activities += len(row.Activities)
	f.Late += row.Late
	for _, a := range row.Activities {
		if a.Rec.Status == ActivityCompleted {
			f.Completed++
		}
	}
}

// planRow counts the activities of a workplan.
func planRow(s *record.Set, scope ReportScope, id record.ID, w *Workplan) PlanRow {
	row := PlanRow{ID: id, Rec: w}
	for _, status := range ActivityStatus("").Values() {
		row.Counts = append(row.Counts, ActivityCount{Status: ActivityStatus(status)})
	}
	for i := range w.Activities {
		a := &w.Activities[i]
		if !scope.shows(cmp.Or(a.Visibility, w.Visibility)) || !scope.showsRef(s, a.Lead) {
			continue
		}
		_, last := a.Timeline.Span()
		open := a.Status == ActivityToStart || a.Status == ActivityOngoing
		late := open && last < scope.Stands()
		if late {
			row.Late++
		}
		if at := slices.Index(ActivityStatus("").Values(), string(a.Status)); at >= 0 {
			row.Counts[at].Count++
		}
		row.Activities = append(row.Activities, ActivityRow{a, late})
	}
	return row
}

// classesOf are the sorts of bodies an exchange was with, in the order of the
// vocabulary, each once, without parties that the readers may not see.
func classesOf(s *record.Set, scope ReportScope, e *Engagement) []StakeholderClass {
	var out []StakeholderClass
	for _, with := range e.With {
		if p, _, ok := partyOf(s, with.Party); !ok {
			out = append(out, with.Class)
		} else if scope.showsRef(s, with.Party) {
			out = append(out, p.Class)
		}
	}
	return inOrderOf(StakeholderClass("").Values(), out)
}

// inOrderOf are words in the order of their vocabulary, each once.
func inOrderOf[S ~string](vocabulary []string, words []S) []S {
	var out []S
	for _, v := range vocabulary {
		if slices.Contains(words, S(v)) {
			out = append(out, S(v))
		}
	}
	return out
}

// Note is what was last reported on the activity; nil when nothing was.
func (r ActivityRow) Note() doc.Text {
	if n := len(r.Rec.Progress); n > 0 {
		return r.Rec.Progress[n-1].Note
	}
	return nil
}
