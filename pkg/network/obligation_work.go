package network

import (
	"fmt"
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

func workObligations() []Obligation {
	return []Obligation{
		{Rule: "workplan-adopted", Run: workplanAdopted, Kinds: []string{Workplans.Name}, Params: []string{"workplan_every"},
			Why: "The Network works by a plan that it adopted: there is one for every period."},
		{Rule: "activities-on-time", Run: frameworkActivities, Kinds: []string{Workplans.Name},
			Why: "Support of the Government is timely: activities that help to implement a framework are completed by the end of their time, or discontinued with the reason."},
		{Rule: "activity-done", Promised: true, Run: otherActivities, Kinds: []string{Workplans.Name},
			Why: "What the workplan says is done by the end of its time, or discontinued with the reason."},
		{Rule: "capacity-building", Run: capacityBuilding, Kinds: []string{Workplans.Name},
			Why: "The capacity-building mechanism of the Global Compact is supported: an activity of each year serves objective 7 of the Network."},
		{Rule: "updates-shared", Run: updatesShared, Kinds: []string{Updates.Name}, Params: []string{"update_every"},
			Why: "Members are kept up to date: somebody shares something in every period."},
		{Rule: "regional-update", Run: regionalUpdate, Kinds: []string{Updates.Name},
			Why: "What is shared has regional linkages: at least once a year it reaches beyond the country."},
		{Rule: "hub-submitted", Run: hubSubmitted, Kinds: []string{Updates.Name},
			Why: "What was meant for the Migration Network Hub is submitted in the year in which it was shared."},
		{Rule: "exchange-in-period", Run: exchangeInPeriod, Kinds: []string{Updates.Name, Engagements.Name}, Params: []string{"update_every"},
			Why: "Understanding comes of exchange: in every period something is shared, or the Network meets others."},
		{Rule: "state-lead-contact", Run: stateLeadContact, Kinds: []string{Engagements.Name}, Params: []string{"contact_every"},
			Why: "The Network works closely with the Government: the last exchange with the state lead is not older than the rules say."},
		{Rule: "stakeholder-coverage", Run: stakeholderCoverage, Kinds: []string{Engagements.Name},
			Why: "The Network exchanges with external parties of all kinds, the state lead first: with whom it did in a year is shown."},
		{Rule: "global-initiatives", Run: globalInitiatives, Kinds: []string{Engagements.Name},
			Why: "Global initiatives that matter to the Government are supported: what was done for the GFMD, the IMRF and regional reviews in a year is shown. Whether there was one to support, no record says."},
	}
}

// plansOf are the workplans that have a day in a stretch.
func (w *Watch) plansOf(p stretch) []*record.Entry[Workplan] {
	var out []*record.Entry[Workplan]
	for e := range Workplans.All(w.Set) {
		if first, last := e.Rec.Period.Span(); first <= p.last && last >= p.first {
			out = append(out, e)
		}
	}
	return out
}

// workplanAdopted shows as well who leads something or takes part: the contributions of
// each member.
func workplanAdopted(w *Watch, tell func(Finding)) {
	for _, p := range stretchesOf(w.Network.Rules.WorkplanEvery.Or("year"), w.From, w.To) {
		f := w.in(p, "an adopted workplan for")
		f.Standing, f.Why, f.Command = w.open(p.last), "there is none", "unmn workplan new "+string(p.period)
		for _, e := range w.plansOf(p) {
			f.Evidence = append(f.Evidence, recordRef(Workplans.Name, e.ID))
			if on := e.Rec.AdoptedOn; e.Rec.Status == WorkplanAdopted && on <= w.Day {
				f.Standing, f.On, f.Why, f.Command = metOn(on, f.Due), on, w.contributions(e.Rec), ""
				break
			}
			f.Why, f.Command = "it is a draft", "unmn workplan adopt "+string(e.ID)+" --decision DECISION"
		}
		tell(f)
	}
}

// contributions say which members a workplan names.
func (w *Watch) contributions(plan *Workplan) string {
	var named, silent []string
	for m := range Members.All(w.Set) {
		party := PartyRef(m.ID)
		switch {
		case slices.ContainsFunc(plan.Activities, func(a Activity) bool { return a.Lead == party || slices.Contains(a.With, party) }):
			named = append(named, string(m.ID))
		case m.Rec.ActiveOn(w.asOf()):
			silent = append(silent, string(m.ID))
		}
	}
	text := "contributing: " + strings.Join(named, ", ")
	if silent != nil {
		text += "; without an activity: " + strings.Join(silent, ", ")
	}
	return text
}

func frameworkActivities(w *Watch, tell func(Finding)) {
	w.activities(true, tell)
}

func otherActivities(w *Watch, tell func(Finding)) {
	w.activities(false, tell)
}

// activities asks for the activities of adopted workplans that name a framework, or for
// the others. What was carried on is asked for where it was carried to.
func (w *Watch) activities(frameworks bool, tell func(Finding)) {
	for e := range Workplans.All(w.Set) {
		for _, a := range e.Rec.Activities {
			_, due := a.Timeline.Span()
			if due == "" || e.Rec.Status != WorkplanAdopted || (len(a.Frameworks) > 0) != frameworks {
				continue
			}
			tell(w.activity(e.ID, &a, due))
		}
	}
}

// activity is how it stands with one activity.
func (w *Watch) activity(plan record.ID, a *Activity, due doc.Date) Finding {
	ref := recordRef(Workplans.Name, plan)
	f := Finding{
		For: string(ref) + "#" + string(a.ID), What: a.Title.OneLine(), Who: []record.Key{record.Key(a.Lead)}, Of: due, Due: due,
		Evidence: []record.AnyRef{ref}, Standing: w.open(due), Why: string(a.Status),
		Command: "unmn workplan progress " + string(plan) + " " + string(a.ID) + " NOTE --status completed",
	}
	if on := reportedAs(a, ActivityCompleted); on != "" && on <= w.Day {
		f.Standing, f.On, f.Why, f.Command = metOn(on, due), on, "", ""
	} else if on := reportedAs(a, ActivityDiscontinued); on != "" && on <= w.Day {
		f.Standing, f.On, f.Why, f.Command = Waived, on, "discontinued: "+a.Progress[len(a.Progress)-1].Note.OneLine(), ""
	} else if w.carriedOn(record.AnyRef(f.For)) {
		f.Standing, f.Why, f.Command = NotMet, "carried over to another workplan", ""
	}
	return f
}

// carriedOn reports that a later workplan carries an activity on.
func (w *Watch) carriedOn(activity record.AnyRef) bool {
	for e := range Workplans.All(w.Set) {
		if slices.ContainsFunc(e.Rec.Activities, func(a Activity) bool { return a.CarriedFrom == activity }) {
			return true
		}
	}
	return false
}

// reportedAs is the day on which an activity came to stand so, "" where it does not.
func reportedAs(a *Activity, status ActivityStatus) doc.Date {
	if a.Status != status {
		return ""
	}
	return lastReported(a)
}

func capacityBuilding(w *Watch, tell func(Finding)) {
	for _, p := range stretchesOf("year", w.From, w.To) {
		f := w.in(p, "an activity for capacity-building in")
		f.Standing, f.Command = w.open(p.last), "unmn workplan add "+string(p.period)+" TITLE --objective 7 --lead MEMBER"
		for _, e := range w.plansOf(p) {
			if slices.ContainsFunc(e.Rec.Activities, func(a Activity) bool { return a.Objective == 7 && a.Status != ActivityDiscontinued }) {
				f.Standing, f.Evidence, f.Command = Met, append(f.Evidence, recordRef(Workplans.Name, e.ID)), ""
			}
		}
		tell(f)
	}
}

// sharedIn are the updates of some days that are of a sort.
func (w *Watch) sharedIn(first, last doc.Date, of func(*Update) bool) (out []record.AnyRef, on doc.Date) {
	for year := first.Year(); year <= last.Year(); year++ {
		for e := range Updates.WithPrefix(w.Set, yearText(year)) {
			if day := e.Rec.Date; first <= day && day <= min(last, w.Day) && of(e.Rec) {
				out = append(out, recordRef(Updates.Name, e.ID))
				if on == "" {
					on = day
				}
			}
		}
	}
	return out, on
}

// inPeriods asks for something in every period of a rhythm; find is what was done on
// some days, and the first of them on which it was.
func (w *Watch) inPeriods(every Every, what, command string, find func(first, last doc.Date) ([]record.AnyRef, doc.Date), tell func(Finding)) {
	for _, p := range stretchesOf(every, w.From, w.To) {
		f := w.in(p, what+" in")
		f.Standing, f.Command = w.open(p.last), command
		if f.Evidence, f.On = find(p.first, p.last); f.Evidence != nil {
			f.Standing, f.Command, f.Why = Met, "", fmt.Sprintf("%d of them", len(f.Evidence))
		} else if f.Standing == NotMet {
			f.Command += " --date DATE" // one that was shared then, and not recorded
		}
		tell(f)
	}
}

const newUpdate = `unmn update new TITLE --type TYPE --scope SCOPE --shared-by MEMBER --source SOURCE`

func updatesShared(w *Watch, tell func(Finding)) {
	w.inPeriods(w.Network.Rules.UpdateEvery.Or("quarter"), "an update shared", newUpdate, func(first, last doc.Date) ([]record.AnyRef, doc.Date) {
		return w.sharedIn(first, last, func(*Update) bool { return true })
	}, tell)
}

func regionalUpdate(w *Watch, tell func(Finding)) {
	w.inPeriods("year", "an update of regional scope", strings.Replace(newUpdate, "SCOPE", "regional", 1), func(first, last doc.Date) ([]record.AnyRef, doc.Date) {
		return w.sharedIn(first, last, func(u *Update) bool { return u.Scope == "regional" })
	}, tell)
}

func hubSubmitted(w *Watch, tell func(Finding)) {
	for year := w.From.Year(); year <= w.To.Year(); year++ {
		for e := range Updates.WithPrefix(w.Set, yearText(year)) {
			if e.Rec.Hub == nil || e.Rec.Date > w.Day {
				continue
			}
			ref := recordRef(Updates.Name, e.ID)
			f := Finding{
				For: string(ref), What: e.Rec.Title.OneLine() + " submitted to the Hub", Who: []record.Key{record.Key(e.Rec.SharedBy)}, Of: e.Rec.Date,
				Due: doc.Date(yearText(year) + "-12-31"), Evidence: []record.AnyRef{ref}, Standing: Met,
			}
			if e.Rec.Hub.Status == "planned" {
				f.Standing, f.Command = w.open(f.Due), "unmn update set "+string(e.ID)+" hub.status=submitted"
			}
			tell(f)
		}
	}
}

func exchangeInPeriod(w *Watch, tell func(Finding)) {
	w.inPeriods(w.Network.Rules.UpdateEvery.Or("quarter"), "something shared or an exchange", newUpdate, func(first, last doc.Date) ([]record.AnyRef, doc.Date) {
		out, on := w.sharedIn(first, last, func(*Update) bool { return true })
		for _, e := range w.engagements(first, last) {
			out = append(out, recordRef(Engagements.Name, e.ID))
			if on == "" || e.Rec.Date < on {
				on = e.Rec.Date
			}
		}
		return out, on
	}, tell)
}
