package network

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

func memberObligations() []Obligation {
	return []Obligation{
		{Rule: "co-chairs-in-post", Run: coChairsInPost, Kinds: []string{Networks.Name, Members.Name},
			Why: "Each post of a co-chair has a holder, acting or not, on the day of every meeting and today."},
		{Rule: "focal-point-named", Run: focalPointNamed, Kinds: []string{Members.Name},
			Why: "Whoever is to be invited and asked is a person: a member without a focal point hears nothing."},
		{Rule: "membership-confirmed", Run: membershipConfirmed, Kinds: []string{Members.Name}, Params: []string{"member_list_confirm"},
			Why: "The member list is up to date where each member confirmed its entry within the period that the rules give."},
		{Rule: "alignment-reviewed", Run: alignmentReviewed, Kinds: []string{Networks.Name}, Params: []string{"alignment_every"},
			Why: "The structure and the working methods follow those of the global Network, which change: somebody looks in every period."},
	}
}

// holds reports that somebody of a party is in a function on a day.
func holds(p *Party, post record.Key, day doc.Date) bool {
	return slices.ContainsFunc(p.Representatives, func(r Representative) bool { return r.Post == post && r.InOffice(day) })
}

// holder is the record of whoever is in a post of the network on a day, "" for nobody.
func (w *Watch) holder(post record.ID, day doc.Date) record.AnyRef {
	for e := range Members.All(w.Set) {
		if holds(&e.Rec.Party, record.Key(post), day) {
			return recordRef(Members.Name, e.ID)
		}
	}
	for e := range Partners.All(w.Set) {
		if holds(&e.Rec.Party, record.Key(post), day) {
			return recordRef(Partners.Name, e.ID)
		}
	}
	return ""
}

func coChairsInPost(w *Watch, tell func(Finding)) {
	days := map[doc.Date]string{w.asOf(): ""}
	for _, e := range w.meetings() {
		if day := e.Rec.Start.Date(); w.wasHeld(e.Rec) && w.asks(day) && day != w.asOf() {
			days[day] = " at " + titleOfMeeting(e)
		}
	}
	for _, post := range w.Network.Posts {
		if !post.CoChair {
			continue
		}
		for _, day := range slices.Sorted(maps.Keys(days)) {
			f := Finding{
				For: string(post.ID) + string(days[day]), What: "a holder of the post " + string(post.ID) + days[day],
				Who: []record.Key{record.Key(cmp.Or(post.Member.ID(), w.Network.Secretariat.ID()))}, Of: day, Due: day, Standing: Met, On: day,
			}
			if holder := w.holder(post.ID, day); holder != "" {
				f.Evidence = []record.AnyRef{holder}
				tell(f)
				continue
			}
			f.Standing, f.On, f.Why = NotMet, "", "nobody was in the post that day"
			if day == w.Day {
				f.Standing, f.Why = StillDue, "nobody is in the post"
				f.Command = "unmn member represent " + cmp.Or(string(post.Member.ID()), "MEMBER") + " --name NAME --post " + string(post.ID)
			}
			tell(f)
		}
	}
}

func focalPointNamed(w *Watch, tell func(Finding)) {
	day := w.asOf()
	var vacant []string
	f := Finding{For: string(Members.Name), What: "a focal point of every member", Of: day, Due: day, Standing: Met, On: day}
	for e := range Members.All(w.Set) {
		switch {
		case !e.Rec.ActiveOn(day):
		case holds(&e.Rec.Party, "focal-point", day):
			f.Evidence = append(f.Evidence, recordRef(Members.Name, e.ID))
		default:
			f.Who, vacant = append(f.Who, record.Key(e.ID)), append(vacant, string(e.ID))
		}
	}
	if vacant != nil {
		f.Standing, f.On, f.Why = NotMet, "", "no focal point: "+strings.Join(vacant, ", ")
		if day == w.Day {
			f.Standing, f.Command = StillDue, "unmn member represent "+vacant[0]+" --name NAME --post focal-point"
		}
	}
	tell(f)
}

// membershipConfirmed asks every member to confirm its entry in each period; whoever
// joined in it need not. The record keeps the last confirmation alone: of a period
// before it nothing is told, and what is missing is asked for in the last two.
func membershipConfirmed(w *Watch, tell func(Finding)) {
	periods := stretchesOf(w.Network.Rules.MemberListConfirm.Or("half-year"), w.From, w.asOf())
	for i, p := range periods {
		var done, missing Finding
		for e := range Members.All(w.Set) {
			m, ref := e.Rec, recordRef(Members.Name, e.ID)
			switch on := m.ConfirmedOn; {
			case p.first <= on && on <= min(p.last, w.Day):
				done.Who, done.Evidence, done.On = append(done.Who, record.Key(e.ID)), append(done.Evidence, ref), max(done.On, on)
			case on > p.last || !m.ActiveOn(min(p.last, w.asOf())) || m.Since >= p.first:
			case i >= len(periods)-2:
				missing.Who, missing.Evidence = append(missing.Who, record.Key(e.ID)), append(missing.Evidence, ref)
			}
		}
		for _, f := range []Finding{done, missing} {
			f.For, f.What, f.Of, f.Due = string(p.period), "entries of the member list confirmed in "+string(p.period), min(p.last, w.To), p.last
			if f.Standing = Met; f.On == "" {
				f.Standing, f.Command = w.open(p.last), "unmn member confirm "+strings.Join(idTexts(f.Who), " ")
			}
			if len(f.Who) > 0 {
				tell(f)
			}
		}
	}
}

func alignmentReviewed(w *Watch, tell func(Finding)) {
	every := w.Network.Rules.AlignmentEvery.Or("year")
	f := Finding{
		What: "the alignment with the global Network reviewed", Of: w.asOf(), Due: stretchOf(every, w.begun()).last,
		Evidence: []record.AnyRef{recordRef(Networks.Name, record.ID(Networks.Name))}, Why: "it was never reviewed",
		Command: "unmn network set aligned_with.document=DOCUMENT aligned_with.reviewed_on=DATE",
	}
	var last doc.Date
	if a := w.Network.AlignedWith; a != nil && a.ReviewedOn != "" && a.ReviewedOn <= w.asOf() {
		last, f.Due, f.Why = a.ReviewedOn, after(a.ReviewedOn, every), "last reviewed on "+longDate(a.ReviewedOn)
	}
	f.For = string(f.Due)
	tell(w.repeats(f, last))
}
