package network

import (
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// isOpenAction reports an action that is neither done nor dropped.
func isOpenAction(a *Action) bool {
	return a.Status == ActionOpen || a.Status == ActionInProgress
}

// ProgressOptions are one report on an action.
type ProgressOptions struct {
	ID     record.ID
	Report Progress     // Note is mandatory; Date is the current day when empty
	Status ActionStatus // open or in-progress; in-progress when empty
}

// ReportProgress adds a report to an action, in the order of the days, and says
// whether it is being worked on. It refuses an action that is done or dropped, and
// a report that stands there already.
func ReportProgress(s *record.Set, today doc.Date, o ProgressOptions) (*record.Change, error) {
	d := s.Draft()
	report := o.Report
	report.Date = dayOr(report.Date, today)
	to := o.Status
	if to == "" {
		to = ActionInProgress
	}
	if to != ActionInProgress && to != ActionOpen {
		return nil, usage("a report leaves an action open or in-progress, not %s: use `unmn action done` or `unmn action drop`", to)
	}
	if report.By != "" {
		if _, err := needParty(d, report.By); err != nil {
			return nil, err
		}
	}
	subject := "progress"
	err := Actions.Edit(d, o.ID, func(a *Action) error {
		if a.Status != to {
			subject = string(to)
		}
		return reportProgress(o.ID, a, report, to)
	})
	if err != nil {
		return nil, err
	}
	if report.By != "" {
		subject += ", reported by " + string(report.By)
	}
	return d.Change("action " + string(o.ID) + ": " + subject)
}

// reportProgress puts a report among those of an action.
func reportProgress(id record.ID, a *Action, report Progress, to ActionStatus) error {
	if err := stillOpen(id, a); err != nil {
		return err
	}
	if len(report.Note) == 0 {
		return usage("a report says what was done; it is empty")
	}
	same := func(p Progress) bool {
		return p.Date == report.Date && p.By == report.By && p.Note.String() == report.Note.String()
	}
	if slices.ContainsFunc(a.Progress, same) && a.Status == to {
		return refuse("see it with `unmn action show "+string(id)+"`", "that was reported on action %q already on %s", id, report.Date)
	}
	a.Status = to
	at := len(a.Progress)
	for at > 0 && a.Progress[at-1].Date > report.Date {
		at--
	}
	a.Progress = slices.Insert(a.Progress, at, report)
	return nil
}

// DoneOptions say that an action was done.
type DoneOptions struct {
	ID       record.ID
	Evidence doc.Text // what proves it; may be empty
	Date     doc.Date // when; the current day when empty
}

// FinishAction closes an action as done. It refuses one that is closed already, and
// a day before the last report on it.
func FinishAction(s *record.Set, today doc.Date, o DoneOptions) (*record.Change, error) {
	return closeAction(s, o.ID, ActionDone, dayOr(o.Date, today), o.Evidence)
}

// DropOptions say that an action will not be done.
type DropOptions struct {
	ID     record.ID
	Reason doc.Text // mandatory
	Date   doc.Date // when that was settled; the current day when empty
}

// DropAction closes an action that will not be done, with the reason as its
// evidence. It refuses one that is closed already, and a day before the last report
// on it.
func DropAction(s *record.Set, today doc.Date, o DropOptions) (*record.Change, error) {
	if len(o.Reason) == 0 {
		return nil, usage("an action that is dropped needs the reason (--reason)")
	}
	return closeAction(s, o.ID, ActionDropped, dayOr(o.Date, today), o.Reason)
}

func closeAction(s *record.Set, id record.ID, to ActionStatus, day doc.Date, evidence doc.Text) (*record.Change, error) {
	d := s.Draft()
	err := Actions.Edit(d, id, func(a *Action) error {
		if err := stillOpen(id, a); err != nil {
			return err
		}
		if n := len(a.Progress); n > 0 && a.Progress[n-1].Date > day {
			return refuse("give that day or a later one with `--date`", "progress on action %q was reported on %s; it was not %s on %s", id, a.Progress[n-1].Date, to, day)
		}
		a.Status, a.ClosedOn = to, day
		if len(evidence) > 0 {
			a.Evidence = evidence
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return d.Change("action " + string(id) + ": " + string(to))
}

// stillOpen refuses an action that is done or dropped.
func stillOpen(id record.ID, a *Action) error {
	if isOpenAction(a) {
		return nil
	}
	return refuse("see it with `unmn action show "+string(id)+"`", "action %q was %s already%s", id, a.Status, onDay(a.ClosedOn))
}
