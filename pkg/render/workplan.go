package render

import (
	"cmp"
	"strconv"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// WorkplanPaper is the document of a workplan.
const WorkplanPaper Name = "workplan"

// WorkplanView is the view of a workplan.
type WorkplanView struct {
	Head
	Status     Text
	AdoptedOn  Text
	Decision   Text // the decision that adopted it
	Follows    Text // the period of the workplan that it carries on
	Counts     []ActivityCount
	Objectives []ObjectiveActivities // those that have activities
}

// ActivityCount is how many activities of those shown are in a state.
type ActivityCount struct {
	Status Text
	Number int
}

// ObjectiveActivities are the activities that serve one objective of the Network.
type ObjectiveActivities struct {
	Number     int
	Title      Text
	Activities []Activity
}

// Activity is one activity of a workplan.
type Activity struct {
	Title       Text
	Lead        Text
	With        []Text // members, then partners
	Group       Text
	Timeline    Text
	Status      Text
	CarriedFrom Text // the period of the workplan that it comes from
	AddedOn     Text // when it was added to the adopted workplan
	AddedValue  Text
	Reports     []ActivityReport
}

// ActivityReport is one report on an activity.
type ActivityReport struct {
	Date Text
	Note Text
}

// buildWorkplan makes the view of a workplan: its activities by objective of the
// Network, each with what was reported on it.
func buildWorkplan(b *builder) (any, error) {
	item, err := b.subject(network.Workplans.Name)
	if err != nil {
		return nil, err
	}
	w := item.Rec().(*network.Workplan)
	if !b.shows(w.Visibility, "") {
		return nil, b.refuseReaders(item, w.Visibility)
	}
	b.title = b.words.say("workplan") + ": " + b.period(w.Period)
	v := WorkplanView{Status: Text(b.words.say("workplan." + string(w.Status))), AdoptedOn: b.date(w.AdoptedOn), Follows: b.periodOf(w.Follows.ID())}
	if e, ok := network.Decisions.Get(b.Set, w.AdoptedBy.ID()); ok && b.shows(e.Rec.Visibility, "") {
		b.reference = e.Rec.Reference
		v.Decision = Text(cmp.Or(e.Rec.Reference, string(e.ID))) + ", " + b.text(e.Rec.Title)
	}
	v.Head = b.head(b.period(w.Period))
	counts := map[network.ActivityStatus]int{}
	for n := 1; n <= network.Objectives; n++ {
		section := ObjectiveActivities{Number: n, Title: Text(b.words.say("objective." + strconv.Itoa(n)))}
		for _, a := range w.Activities {
			if a.Objective == n && b.shows(a.Visibility, w.Visibility) {
				section.Activities = append(section.Activities, b.activity(a))
				counts[a.Status]++
			}
		}
		if len(section.Activities) > 0 {
			v.Objectives = append(v.Objectives, section)
		}
	}
	for _, s := range network.ActivityStatus("").Values() {
		if n := counts[network.ActivityStatus(s)]; n > 0 {
			v.Counts = append(v.Counts, ActivityCount{Text(capitalised(b.words.say("activity." + s))), n})
		}
	}
	return v, nil
}

// activity is one activity as the readers see it.
func (b *builder) activity(a network.Activity) Activity {
	out := Activity{
		Title: b.text(a.Title), Timeline: Text(b.period(a.Timeline)), Status: Text(b.words.say("activity." + string(a.Status))),
		AddedOn: b.day(a.AddedOn), AddedValue: b.text(a.AddedValue), With: b.shorts(a.With),
	}
	out.Lead, _ = b.short(a.Lead)
	for _, p := range a.Partners {
		out.With = append(out.With, b.shorts([]network.PartyRef{network.PartyRef(p)})...)
	}
	if g, ok := network.Groups.Get(b.Set, a.Group.ID()); ok && b.shows(g.Rec.Visibility, "") {
		out.Group = b.text(g.Rec.Name)
	}
	if _, from, _ := a.CarriedFrom.Split(); from != "" {
		out.CarriedFrom = b.periodOf(from)
	}
	for _, p := range a.Progress {
		out.Reports = append(out.Reports, ActivityReport{b.day(p.Date), b.text(p.Note)})
	}
	return out
}

// periodOf is the period of another workplan in words; empty where there is none that
// the readers may see.
func (b *builder) periodOf(id record.ID) Text {
	e, ok := network.Workplans.Get(b.Set, id)
	if !ok || !b.shows(e.Rec.Visibility, "") {
		return ""
	}
	return Text(b.period(e.Rec.Period))
}
