package network

import (
	"fmt"

	"unmn/pkg/record"
)

func actionObligations() []Obligation {
	return []Obligation{{
		Rule: "action-done", Promised: true, Run: actionDone, Kinds: []string{Actions.Name},
		Why: "What was agreed is done by its day, or dropped with the reason.",
	}}
}

func actionDone(w *Watch, tell func(Finding)) {
	for year := w.From.Year() - 2; year <= w.To.Year(); year++ {
		for e := range Actions.WithPrefix(w.Set, yearText(year)) {
			a := e.Rec
			ref := recordRef(Actions.Name, e.ID)
			f := Finding{
				For: string(ref), What: a.Title.OneLine(), Who: []record.Key{record.Key(a.Owner)}, Of: a.Due, Due: a.Due,
				Evidence: []record.AnyRef{ref}, Standing: w.open(a.Due), Command: "unmn action done " + string(e.ID) + " --evidence EVIDENCE",
			}
			switch {
			case a.ClosedOn == "" || a.ClosedOn > w.Day:
			case a.Status == ActionDropped:
				f.Standing, f.On, f.Why, f.Command = Waived, a.ClosedOn, "dropped: "+a.Evidence.OneLine(), ""
			case a.ClosedOn > a.Due:
				f.Standing, f.On, f.Command = MetLate, a.ClosedOn, ""
			default:
				f.Standing, f.On, f.Command = Met, a.ClosedOn, ""
			}
			tell(f)
		}
	}
}

// yearText is a year as ids begin with it.
func yearText(year int) string { return fmt.Sprintf("%04d", year) }
