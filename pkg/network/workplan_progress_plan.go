package network

import (
	"fmt"
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// ActivityProgressOptions are one report on an activity.
type ActivityProgressOptions struct {
	Workplan record.ID
	Activity string // its number, id or title, or the beginning of one
	// Report needs a note. Its Date is the current day when empty; its Status is that
	// of the activity, or ongoing where that was yet to start.
	Report ActivityReport
}

// ReportActivity adds a report to an activity, in the order of the days, and says
// where the activity stands by it. It refuses an activity that is completed or
// discontinued, a day before the last report that would change where it stands, and a
// report that stands there already. It tells where the activity was carried over to.
func ReportActivity(s *record.Set, today doc.Date, o ActivityProgressOptions) (*record.Change, []string, error) {
	d := s.Draft()
	report := o.Report
	report.Date = dayOr(report.Date, today)
	if len(report.Note) == 0 {
		return nil, nil, usage("a report says what was done; it is empty")
	}
	if report.By != "" {
		if _, err := needParty(d, report.By); err != nil {
			return nil, nil, err
		}
	}
	var id record.ID
	subject := "progress"
	err := Workplans.Edit(d, o.Workplan, func(w *Workplan) error {
		i, err := FindActivity(o.Workplan, w, o.Activity)
		if err != nil {
			return err
		}
		a := &w.Activities[i]
		id = a.ID
		if report.Status == "" {
			report.Status = a.Status
			if a.Status == ActivityToStart {
				report.Status = ActivityOngoing
			}
		}
		if report.Status != a.Status {
			subject = string(report.Status)
		}
		return reportActivity(o.Workplan, a, report)
	})
	if err != nil {
		return nil, nil, err
	}
	if report.By != "" {
		subject += ", reported by " + string(report.By)
	}
	c, err := d.Change(fmt.Sprintf("workplan %s: %s %s", o.Workplan, id, subject))
	return c, carriedTo(s, o.Workplan, id, report.Status), err
}

// reportActivity puts a report among those of an activity.
func reportActivity(plan record.ID, a *Activity, report ActivityReport) error {
	see := "see it with " + typed("workplan", "show", string(plan))
	same := func(p ActivityReport) bool {
		return p.Date == report.Date && p.By == report.By && p.Note.String() == report.Note.String()
	}
	n := len(a.Progress)
	switch {
	case !IsOpenActivity(*a):
		return refuse(see, "the activity %q is %s already%s, and stays so", a.ID, a.Status, onDay(lastReported(a)))
	case slices.ContainsFunc(a.Progress, same) && report.Status == a.Status:
		return refuse(see, "that was reported on the activity %q already on %s", a.ID, report.Date)
	case report.Status != a.Status && !isActivityStep(a.Status, report.Status):
		return refuse(see, "the activity %q is %s; it is not %s any more", a.ID, a.Status, report.Status)
	case report.Status != a.Status && n > 0 && a.Progress[n-1].Date > report.Date:
		return refuse("give that day or a later one with `--date`", "progress on the activity %q was reported on %s; it was not %s on %s", a.ID, a.Progress[n-1].Date, report.Status, report.Date)
	}
	at := n
	for at > 0 && a.Progress[at-1].Date > report.Date {
		at--
	}
	if at < n { // a report that comes late says nothing of where the activity stands now
		report.Status = statusBefore(a, at)
	} else {
		a.Status = report.Status
	}
	a.Progress = slices.Insert(a.Progress, at, report)
	return nil
}

// isActivityStep reports whether a step leads from one state of an activity to another.
func isActivityStep(from, to ActivityStatus) bool {
	_, ok := activityStates.Arrow(string(from), string(to))
	return ok
}

// statusBefore is where an activity stood before its nth report.
func statusBefore(a *Activity, n int) ActivityStatus {
	if n == 0 {
		return ActivityOngoing
	}
	return a.Progress[n-1].Status
}

// lastReported is the day of the last report on an activity; empty without one.
func lastReported(a *Activity) doc.Date {
	if len(a.Progress) == 0 {
		return ""
	}
	return a.Progress[len(a.Progress)-1].Date
}

// carriedTo tells where an activity that is over stands as open in a later workplan.
func carriedTo(s *record.Set, plan, id record.ID, status ActivityStatus) []string {
	if status != ActivityCompleted && status != ActivityDiscontinued {
		return nil
	}
	from := record.AnyRef(Workplans.Name + "/" + string(plan) + "#" + string(id))
	var out []string
	for e := range Workplans.All(s) {
		for _, a := range e.Rec.Activities {
			if a.CarriedFrom == from && IsOpenActivity(a) {
				out = append(out, fmt.Sprintf("it was carried over and stands in the workplan %s as %s: report it there as well with %s",
					e.ID, a.Status, typed("workplan", "progress", string(e.ID), string(a.ID), "NOTE", "--status", string(status))))
			}
		}
	}
	return out
}
