package network

import (
	"fmt"
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/record"
	"unmn/pkg/script"
)

// WorkplanOptions describe a new workplan.
type WorkplanOptions struct {
	Period     Period    // mandatory, save where From gives it: then the period after
	From       record.ID // the workplan whose open activities it carries on; may be empty
	Visibility Visibility
	Notes      doc.Text
}

// NewWorkplan drafts the workplan of a period, with the activities of an earlier one
// that are neither completed nor discontinued. Each says which activity it carries on
// and is due within the new period; what was reported on it stays in the earlier plan.
// It refuses a period that has its workplan, and one that does not come after.
func NewWorkplan(s *record.Set, o WorkplanOptions) (*record.Change, record.ID, []string, error) {
	d := s.Draft()
	w := Workplan{Period: o.Period, Status: WorkplanDraft, Visibility: o.Visibility, Notes: o.Notes}
	var told []string
	if o.From != "" {
		before, err := needWorkplan(d, o.From)
		if err != nil {
			return nil, "", nil, err
		}
		if w.Period == "" {
			w.Period = before.Period.Next()
		}
		if told, err = carryOver(o.From, before, &w); err != nil {
			return nil, "", nil, err
		}
	}
	if w.Period == "" {
		return nil, "", nil, usage("a new workplan needs its period, such as 2027 or 2027-H1")
	}
	id, err := newID(d, Workplans, w.Period.ID(), "", "")
	if err != nil {
		return nil, "", nil, err
	}
	if err := Workplans.Create(d, id, w); err != nil {
		return nil, "", nil, err
	}
	subject := fmt.Sprintf("workplan %s: draft", id)
	if o.From != "" {
		subject += fmt.Sprintf(", %s carried over from %s", plural(len(w.Activities), "activity", "activities"), o.From)
	}
	c, err := d.Change(subject)
	return c, id, told, err
}

// needWorkplan is the workplan of an id.
func needWorkplan(d *record.Draft, id record.ID) (*Workplan, error) {
	e, ok := Workplans.Get(d, id)
	if !ok {
		_, err := d.Set().Item(Workplans.Name, id)
		return nil, err
	}
	return e.Rec, nil
}

// carryOver gives a workplan the open activities of an earlier one, and says what is
// left behind.
func carryOver(from record.ID, before, w *Workplan) ([]string, error) {
	if first, _ := w.Period.Span(); first != "" {
		if _, last := before.Period.Span(); first <= last {
			return nil, usage("%s does not come after %s; nothing is carried from there", w.Period, before.Period)
		}
	}
	w.Follows = record.Ref[Workplan](from)
	for _, a := range before.Activities {
		if !IsOpenActivity(a) {
			continue
		}
		a.CarriedFrom = record.AnyRef(Workplans.Name + "/" + string(from) + "#" + string(a.ID))
		a.Timeline, a.Progress, a.AddedOn = w.Period, nil, ""
		w.Activities = append(w.Activities, a)
	}
	if len(w.Activities) == 0 {
		return []string{fmt.Sprintf("no activity of %s is open; nothing is carried over", from)}, nil
	}
	return nil, nil
}

// IsOpenActivity reports an activity that is neither completed nor discontinued.
func IsOpenActivity(a Activity) bool {
	return a.Status == ActivityToStart || a.Status == ActivityOngoing
}

// CountActivities counts the activities of a workplan that are in a state.
func CountActivities(w *Workplan, status ActivityStatus) int {
	n := 0
	for _, a := range w.Activities {
		if a.Status == status {
			n++
		}
	}
	return n
}

// ActivityOptions describe an activity that is added to a workplan.
type ActivityOptions struct {
	Workplan record.ID
	// Activity needs a title, an objective and a lead. Empty, its id is the slug of the
	// title, it is yet to start, and due within the period of the workplan.
	Activity Activity
	Date     doc.Date // when it was added; the current day when empty
}

// AddActivity puts an activity into a workplan, and says its id. One that is added to
// an adopted workplan bears the day. It refuses parties that have ended.
func AddActivity(s *record.Set, today doc.Date, o ActivityOptions) (*record.Change, record.ID, error) {
	d := s.Draft()
	n := o.Activity
	if err := needs("a new activity",
		need{len(n.Title) == 0, "a title that says what is done"},
		need{n.Objective == 0, "the objective of the Network that it serves, 1 to 7 (--objective)"},
		need{n.Lead == "", "who leads it (--lead)"},
	); err != nil {
		return nil, "", err
	}
	if err := canTakePart(d, n); err != nil {
		return nil, "", err
	}
	n.Status = firstSet(n.Status, ActivityToStart)
	err := Workplans.Edit(d, o.Workplan, func(w *Workplan) error {
		n.Timeline = firstSet(n.Timeline, w.Period)
		if w.Status == WorkplanAdopted {
			n.AddedOn = dayOr(o.Date, today)
		}
		var err error
		n.ID, err = activityID(o.Workplan, w, n)
		w.Activities = append(w.Activities, n)
		return err
	})
	if err != nil {
		return nil, "", err
	}
	d.Serve("joint-action", "gcm-named")
	c, err := d.Change(fmt.Sprintf("workplan %s: add %q, led by %s", o.Workplan, n.Title.OneLine(), n.Lead))
	return c, n.ID, err
}

// activityID is the id of a new activity: the one it was given, which nobody else may
// have, or the slug of its title.
func activityID(plan record.ID, w *Workplan, n Activity) (record.ID, error) {
	taken := func(id record.ID) bool {
		return slices.ContainsFunc(w.Activities, func(a Activity) bool { return a.ID == id })
	}
	title, prefix := n.Title.OneLine(), ""
	if isNumber(script.Slug(title, longestItemID)) {
		prefix = "activity" // a number alone is a place in the list
	}
	switch {
	case n.ID == "":
		return freeSlug(prefix, title, longestItemID, taken)
	case isNumber(string(n.ID)):
		return "", usage("%q is no id of an activity: a number alone is a place in the list", n.ID)
	case taken(n.ID):
		return "", refuse("see its activities with "+typed("workplan", "show", string(plan)), "the id %q is taken by another activity of the workplan %s", n.ID, plan)
	}
	return n.ID, nil
}

// canTakePart refuses everybody named in an activity who has ended.
func canTakePart(d *record.Draft, a Activity) error {
	all := append([]PartyRef{a.Lead}, a.With...)
	for _, p := range a.Partners {
		all = append(all, PartyRef(p))
	}
	return gather(all, func(ref PartyRef) error {
		p, err := needParty(d, ref)
		if err != nil || p.Status != Ended {
			return err
		}
		return refuse("leave it out", "%q cannot take part: it has ended%s", ref, onDay(p.Until))
	})
}

// FindActivity is the position, from 0, of the activity of a workplan that a person
// means: by its number from 1, its id, its title in any language and script, or the
// beginning of its id or title when only one fits.
func FindActivity(id record.ID, w *Workplan, text string) (int, error) {
	var ids []string
	var names [][]string
	for _, a := range w.Activities {
		ids = append(ids, string(a.ID))
		names = append(names, foldedNames(a.ID, a.Title))
	}
	return listed{"activity", "activities", "workplan", id, ids, names}.find(text)
}
