package network

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// A Handover is what somebody who leaves a function, or a party that leaves, had
// in hand: not recorded, but told, so that somebody takes it over.
type Handover struct {
	Predecessors []string    // whoever held the function until now, by name
	OpenActions  []record.ID // actions of the party that are neither done nor dropped
	Groups       []record.ID // working groups that a party that leaves belongs to
}

// ActiveOn reports whether a member or partner was active on a day: it had begun,
// and had not ended by then. One without a first day has always been there; one
// that only expressed interest, or is inactive, is not active.
func (p *Party) ActiveOn(day doc.Date) bool {
	switch p.Status {
	case Active:
		return p.Since <= day
	case Ended:
		return p.Since <= day && p.Until != "" && day <= p.Until
	}
	return false
}

// FindParty is the member or partner a person means: by its id, by the beginning of
// its id when only one fits, or by record.Last. The errors are those of record.Set.Find.
func FindParty(s *record.Set, text string) (PartyRef, error) {
	if text == record.Last {
		last := s.Last()
		if kind, id, _ := last.Split(); kind == Members.Name || kind == Partners.Name {
			return FindParty(s, string(id))
		}
		return "", &record.NotLast{Kind: "member or partner", Last: last}
	}
	for _, kind := range []string{Members.Name, Partners.Name} {
		if name, ok := strings.CutPrefix(text, kind+"/"); ok {
			id, err := s.Find(kind, name)
			return PartyRef(id), err
		}
	}
	if _, err := record.ParseID(text); err != nil {
		return "", err
	}
	ids := partyIDs(s)
	if slices.Contains(ids, text) {
		return PartyRef(text), nil
	}
	fits := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return !strings.HasPrefix(id, text) })
	switch {
	case len(fits) == 1:
		return PartyRef(fits[0]), nil
	case len(fits) > 1:
		return "", fmt.Errorf("%w: %q begins the ids %s", record.ErrAmbiguous, text, few(fits))
	case s.Err() != nil:
		return "", s.Err()
	}
	return "", record.Missing("member or partner", text, seeParties, ids)
}

// FindActor is the post, member or partner a person means: a post by its id, a
// party as FindParty does.
func FindActor(s *record.Set, text string) (record.Key, error) {
	posts := Networks.One(s).Posts
	if slices.ContainsFunc(posts, func(p Post) bool { return string(p.ID) == text }) {
		return record.Key(text), nil
	}
	party, err := FindParty(s, text)
	if missing, ok := err.(*record.NotFound); ok && missing.Text == text {
		candidates := partyIDs(s)
		for _, p := range posts {
			candidates = append(candidates, string(p.ID))
		}
		return "", record.Missing("post, member or partner", text, "see the posts with `unmn network show`, and `unmn member list` or `unmn partner list`", candidates)
	}
	return record.Key(party), err
}

// seeParties says how to see all parties.
const seeParties = "see what there is with `unmn member list` and `unmn partner list`"

func partyIDs(s *record.Set) []string {
	var out []string
	for _, ids := range [][]record.ID{Members.IDs(s), Partners.IDs(s)} {
		for _, id := range ids {
			out = append(out, string(id))
		}
	}
	return out
}

// partyOf is the member or partner with that id, and whether it is a member.
func partyOf(r record.Reader, id PartyRef) (p *Party, isMember, ok bool) {
	if e, ok := Members.Get(r, id.ID()); ok {
		return &e.Rec.Party, true, true
	}
	if e, ok := Partners.Get(r, id.ID()); ok {
		return &e.Rec.Party, false, true
	}
	return nil, false, false
}

// needParty is partyOf, or the error of a party that is not there.
func needParty(d *record.Draft, id PartyRef) (*Party, error) {
	p, _, ok := partyOf(d, id)
	if !ok {
		_, err := FindParty(d.Set(), string(id))
		if err == nil {
			err = record.Missing("member or partner", string(id), seeParties, partyIDs(d.Set()))
		}
		return nil, err
	}
	return p, nil
}

// capacityOf is the capacity in which a party takes part by its nature.
func capacityOf(r record.Reader, id PartyRef) Capacity {
	p, isMember, ok := partyOf(r, id)
	switch {
	case !ok:
		return ""
	case isMember:
		return "member"
	case string(Networks.One(r).StateLead) == string(id):
		return "state-lead"
	case p.Class == Government:
		return "government"
	}
	return "partner"
}

// newParty fills in what a new member or partner does not say for itself: its
// abbreviation, its state, and its first focal point when one is named.
func newParty(d *record.Draft, id record.ID, p *Party, focal Representative, today doc.Date) error {
	if _, _, taken := partyOf(d, PartyRef(id)); taken || d.Set().Has(Members.Name, id) || d.Set().Has(Partners.Name, id) {
		kind := Partners.Name
		if d.Set().Has(Members.Name, id) {
			kind = Members.Name
		}
		return refuse("see it with `unmn "+kind+" show "+string(id)+"`", "there is a %s %q already", kind, id)
	}
	if err := needs("a new party", need{len(p.Name) == 0, "its name (--name)"}); err != nil {
		return err
	}
	if p.Short == "" {
		p.Short = strings.ToUpper(string(id))
	}
	if focal.Name == "" {
		if focal.Email != "" {
			return usage("%q is the address of nobody: name the focal point with --focal-point", focal.Email)
		}
		return nil
	}
	if focal.Post == "" {
		focal.Post = focalPoint
	}
	if focal.Since == "" {
		focal.Since = p.Since
	}
	if focal.Since == "" {
		focal.Since = today
	}
	p.Representatives = append(slices.Clip(p.Representatives), focal)
	return nil
}

// The functions that plans know by name: the person through whom a party takes
// part, and whoever stands in.
const (
	focalPoint record.Key = "focal-point"
	alternate  record.Key = "alternate"
)

// openActionsOf are the actions a party owns that are neither done nor dropped.
func openActionsOf(r record.Reader, party record.ID) []record.ID {
	var out []record.ID
	for e := range Actions.All(r) {
		if isOpenAction(e.Rec) && e.Rec.Owner.ID() == party {
			out = append(out, e.ID)
		}
	}
	return out
}

// endParty ends a party on a day, and with it whoever represents it then.
func endParty(kind string, id record.ID, p *Party, until doc.Date) error {
	switch {
	case p.Status == Ended:
		return refuse("see it with `unmn "+kind+" show "+string(id)+"`", "%s %q has ended already%s", kind, id, onDay(p.Until))
	case p.Status == ExpressedInterest:
		return refuse("make it a member first with `unmn member activate "+string(id)+"`",
			"%s %q cannot end: it has only expressed interest", kind, id)
	case until < p.Since:
		return refuse("give a later day with `--until`", "%s %q cannot end on %s: it began on %s", kind, id, until, p.Since)
	}
	p.Status, p.Until = Ended, until
	for i := range p.Representatives {
		if r := &p.Representatives[i]; r.Since <= until && (r.Until == "" || r.Until > until) {
			r.Until = until
		}
	}
	return nil
}

// endedParty is what a party that ended on a day leaves open; people are those who
// represented it then.
func endedParty(r record.Reader, party record.ID, people []string) Handover {
	h := Handover{Predecessors: people, OpenActions: openActionsOf(r, party)}
	for e := range Groups.All(r) {
		belongs := func(m GroupMember) bool { return m.Party.ID() == party && m.Until == "" }
		if e.Rec.Status == GroupActive && slices.ContainsFunc(e.Rec.Members, belongs) {
			h.Groups = append(h.Groups, e.ID)
		}
	}
	return h
}

// inOfficeOn are the names of the people who represent a party on a day and would
// after it.
func inOfficeOn(p *Party, day doc.Date) []string {
	var out []string
	for _, r := range p.Representatives {
		if r.Since <= day && (r.Until == "" || r.Until > day) {
			out = append(out, r.Name)
		}
	}
	return out
}

// onDay is " on 2026-11-01", or nothing where the day is not known.
func onDay(day doc.Date) string {
	if day == "" {
		return ""
	}
	return " on " + string(day)
}

// AddressOn is where a party is written to on a day: the work address of its focal
// point, else its mailbox, its alternate's or its head's; empty where the register has
// none.
func AddressOn(p *Party, day doc.Date) string {
	of := func(post record.Key) string {
		for _, r := range p.Representatives {
			if r.Post == post && r.Email != "" && r.InOffice(day) {
				return r.Email
			}
		}
		return ""
	}
	return cmp.Or(of(focalPoint), p.Mailbox, of("alternate"), of("head"))
}

// LanguagesOf are the languages that a party is written to in, none where its record
// does not say.
func LanguagesOf(r record.Reader, party PartyRef) []Language {
	p, _, ok := partyOf(r, party)
	if !ok {
		return nil
	}
	return p.Languages
}
