package network

import (
	"errors"
	"slices"

	"unmn/pkg/record"
)

// finalWorkplan keeps what was adopted: the period, the decision, and every activity
// with what it is and who leads it. Activities are added and reported on; one that is
// given up is discontinued, not taken out.
func finalWorkplan(id record.ID, a, b *Workplan) error {
	if a.Status != WorkplanAdopted {
		return nil
	}
	var all []error
	for _, was := range a.Activities {
		if !slices.ContainsFunc(b.Activities, func(n Activity) bool { return n.ID == was.ID }) {
			all = append(all, refuse(typed("workplan", "progress", string(id), string(was.ID), "NOTE", "--status", "discontinued"),
				"the workplan %s was adopted: the activity %q stays in it", id, was.ID))
		}
	}
	if a.Period != b.Period || a.AdoptedBy != b.AdoptedBy && b.AdoptedBy == "" || b.Status != a.Status {
		all = append(all, refuse("see it with "+typed("workplan", "show", string(id)), "the workplan %s was adopted on %s, and stays so", id, a.AdoptedOn))
	}
	return errors.Join(all...)
}

// activitySteps refuses to set an activity to a state that no step leads to.
func activitySteps(id record.ID, a, b *Workplan) error {
	var all []error
	for _, is := range b.Activities {
		i := slices.IndexFunc(a.Activities, func(was Activity) bool { return was.ID == is.ID })
		if i < 0 || a.Activities[i].Status == is.Status {
			continue
		}
		was := a.Activities[i].Status
		if !isActivityStep(was, is.Status) {
			all = append(all, refuse("see it with "+typed("workplan", "show", string(id)), "the activity %q of workplan %s is %s; it does not become %s from there", is.ID, id, was, is.Status))
		}
	}
	return errors.Join(all...)
}
