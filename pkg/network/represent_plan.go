package network

import (
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// RepresentOptions name who represents a party from now on.
type RepresentOptions struct {
	ID record.ID // the member or partner
	// Representative is the person. Name is mandatory; Post is focal-point and Since
	// the current day unless given.
	Representative Representative
	// Beside leaves those who hold the function in it: alternates may be several.
	Beside bool
}

// RepresentMember names a person for a function of a member: focal point,
// alternate, head, or a post of the network. Whoever held the function ends the
// day before; the Handover says who that is and which actions of the member are
// open. It refuses an ended member, a post that belongs to another member, a first
// day that is not after the predecessor's, and two in any function but alternate.
func RepresentMember(s *record.Set, today doc.Date, o RepresentOptions) (*record.Change, Handover, error) {
	d := s.Draft()
	var h Handover
	err := endElsewhere(d, o, today, &h)
	if err == nil {
		err = Members.Edit(d, o.ID, func(m *Member) error { return represent(d, Members.Name, &m.Party, o, today, &h) })
	}
	return endRepresent(d, Members.Name, o, h, err)
}

// RepresentPartner is RepresentMember for a partner.
func RepresentPartner(s *record.Set, today doc.Date, o RepresentOptions) (*record.Change, Handover, error) {
	d := s.Draft()
	var h Handover
	err := endElsewhere(d, o, today, &h)
	if err == nil {
		err = Partners.Edit(d, o.ID, func(p *Partner) error { return represent(d, Partners.Name, &p.Party, o, today, &h) })
	}
	return endRepresent(d, Partners.Name, o, h, err)
}

func endRepresent(d *record.Draft, kind string, o RepresentOptions, h Handover, err error) (*record.Change, Handover, error) {
	if err != nil {
		return nil, Handover{}, err
	}
	h.OpenActions = openActionsOf(d, o.ID)
	post := o.Representative.Post
	if post == "" {
		post = focalPoint
	}
	subject := kind + " " + string(o.ID) + ": " + string(post) + " named"
	if len(h.Predecessors) > 0 {
		subject = kind + " " + string(o.ID) + ": " + string(post) + " changes hands"
	}
	c, err := d.Change(subject)
	return c, h, err
}

// represent adds the person to the party and ends the predecessor.
func represent(d *record.Draft, kind string, p *Party, o RepresentOptions, today doc.Date, h *Handover) error {
	r := withDefaults(o.Representative, today)
	switch {
	case r.Name == "":
		return usage("whoever represents a party needs a name: give it with --name")
	case p.Status == Ended:
		return refuse("see it with `unmn "+kind+" show "+string(o.ID)+"`", "%s %q has ended%s; nobody represents it", kind, o.ID, onDay(p.Until))
	}
	if post, ok := postOf(Networks.One(d), r.Post); ok && post.Member != "" && post.Member.ID() != o.ID {
		return refuse("give the post to `unmn member represent "+string(post.Member)+" --post "+string(r.Post)+" --name NAME`", "the post %q belongs to %s, not to %s", r.Post, post.Member, o.ID)
	}
	if o.Beside && r.Post != alternate {
		return refuse("leave out `--beside`, and the predecessor ends", "%s has one %s on any day; only alternates may be several", o.ID, r.Post)
	}
	if !o.Beside {
		if err := endPredecessors(p, o.ID, r, h); err != nil {
			return err
		}
	}
	p.Representatives = append(p.Representatives, r)
	return nil
}

func withDefaults(r Representative, today doc.Date) Representative {
	if r.Post == "" {
		r.Post = focalPoint
	}
	if r.Since == "" {
		r.Since = today
	}
	return r
}

// endPredecessors ends whoever of the party holds the function when r begins.
func endPredecessors(p *Party, id record.ID, r Representative, h *Handover) error {
	for i := range p.Representatives {
		old := &p.Representatives[i]
		if old.Post != r.Post || old.Until != "" && old.Until < r.Since || r.Until != "" && old.Since > r.Until {
			continue
		}
		if old.Name == r.Name && old.Acting == r.Acting {
			return refuse("edit what else is to be said in the record of "+string(id)+", then `unmn save`", "%q is %s of %s already", r.Name, r.Post, id)
		}
		if old.Since >= r.Since {
			return refuse("give a day after that with `--since`", "%q is %s of %s since %s already", old.Name, r.Post, id, old.Since)
		}
		old.Until = r.Since.AddDays(-1)
		h.Predecessors = append(h.Predecessors, old.Name)
	}
	return nil
}

// endElsewhere ends the holder of a post of the network in the other parties: a
// post has one holder, whoever employs him or her.
func endElsewhere(d *record.Draft, o RepresentOptions, today doc.Date, h *Handover) error {
	r := withDefaults(o.Representative, today)
	post, isPost := postOf(Networks.One(d), r.Post)
	if !isPost || post.Member != "" {
		return nil
	}
	d.Serve("one-holder-of-a-post")
	if post.CoChair {
		d.Serve("co-chairs-named")
	}
	holds := func(old Representative) bool { return old.Post == r.Post && (old.Until == "" || old.Until >= r.Since) }
	for e := range Members.All(d) {
		if e.ID != o.ID && slices.ContainsFunc(e.Rec.Representatives, holds) {
			if err := Members.Edit(d, e.ID, func(m *Member) error { return endPredecessors(&m.Party, e.ID, r, h) }); err != nil {
				return err
			}
		}
	}
	for e := range Partners.All(d) {
		if e.ID != o.ID && slices.ContainsFunc(e.Rec.Representatives, holds) {
			if err := Partners.Edit(d, e.ID, func(p *Partner) error { return endPredecessors(&p.Party, e.ID, r, h) }); err != nil {
				return err
			}
		}
	}
	return nil
}
