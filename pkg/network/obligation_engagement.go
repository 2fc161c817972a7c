package network

import (
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// engagements are the exchanges of some days that have come, in the order of time.
func (w *Watch) engagements(first, last doc.Date) []*record.Entry[Engagement] {
	var out []*record.Entry[Engagement]
	for year := first.Year(); year <= last.Year(); year++ {
		for e := range Engagements.WithPrefix(w.Set, yearText(year)) {
			if first <= e.Rec.Date && e.Rec.Date <= min(last, w.Day) {
				out = append(out, e)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b *record.Entry[Engagement]) int {
		return strings.Compare(string(a.Rec.Date), string(b.Rec.Date))
	})
	return out
}

func stateLeadContact(w *Watch, tell func(Finding)) {
	lead := PartyRef(w.Network.StateLead)
	if lead == "" {
		return
	}
	every := w.Network.Rules.ContactEvery.Or("half-year")
	f := Finding{
		What: "an exchange with " + shortOf(w.Set, lead), Of: w.asOf(), Due: after(w.begun(), every), Why: "there was none",
		Command: "unmn engagement new SUMMARY --kind meeting --with " + string(lead) + " --by MEMBER --objective 4",
	}
	var last doc.Date
	for _, e := range w.engagements(w.begun(), w.asOf()) {
		if slices.ContainsFunc(e.Rec.With, func(c Counterpart) bool { return c.Party == lead }) {
			last, f.Due, f.Why, f.Evidence = e.Rec.Date, after(e.Rec.Date, every), "the last on "+longDate(e.Rec.Date), []record.AnyRef{recordRef(Engagements.Name, e.ID)}
		}
	}
	f.For = string(f.Due)
	tell(w.repeats(f, last))
}

// stakeholderCoverage shows which kinds of bodies the Network exchanged with in a year.
func stakeholderCoverage(w *Watch, tell func(Finding)) {
	for _, p := range stretchesOf("year", w.From, w.To) {
		f := w.in(p, "exchange with external parties in")
		f.Standing, f.Why, f.Command = w.open(p.last), "there was none", "unmn engagement new SUMMARY --kind meeting --with PARTY --by MEMBER --objective 3"
		var classes []string
		for _, e := range w.engagements(p.first, p.last) {
			f.Evidence = append(f.Evidence, recordRef(Engagements.Name, e.ID))
			for _, c := range e.Rec.With {
				class := c.Class
				if party, _, ok := partyOf(w.Set, c.Party); ok {
					class = party.Class
				}
				if !slices.Contains(classes, string(class)) {
					classes = append(classes, string(class))
				}
			}
		}
		if f.Evidence != nil {
			slices.Sort(classes)
			f.Standing, f.Command, f.Why = Met, "", "with "+strings.Join(classes, ", ")
		}
		tell(f)
	}
}

// isGlobal reports an exchange for a global initiative.
func isGlobal(kind EngagementKind) bool {
	return kind == "gfmd" || kind == "imrf" || kind == "regional-review"
}

func globalInitiatives(w *Watch, tell func(Finding)) {
	for _, p := range stretchesOf("year", w.From, w.To) {
		f := w.in(p, "support of global initiatives in")
		f.Standing, f.Why = CannotTell, "no exchange for one is recorded, and no record says whether there was one to support"
		for _, e := range w.engagements(p.first, p.last) {
			if isGlobal(e.Rec.Kind) {
				f.Standing, f.On, f.Why, f.Evidence = Met, e.Rec.Date, "", append(f.Evidence, recordRef(Engagements.Name, e.ID))
			}
		}
		tell(f)
	}
}
