package network

import (
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// PartnerOptions describe a new partner.
type PartnerOptions struct {
	ID record.ID
	// Partner may have any field; Name and Class are mandatory. Empty, Short becomes
	// the id in capitals. A partner is active from the beginning.
	Partner Partner
	// FocalPoint is its first representative; none when its name is empty.
	FocalPoint Representative
}

// NewPartner enters a body outside the Network. It refuses an id that a member or
// partner has.
func NewPartner(s *record.Set, today doc.Date, o PartnerOptions) (*record.Change, record.ID, error) {
	d := s.Draft()
	p := o.Partner
	if err := needs("a new partner",
		need{len(p.Name) == 0, "its name (--name)"},
		need{p.Class == "", "its class, such as government or ngo (--class)"},
	); err != nil {
		return nil, "", err
	}
	p.Status = Active
	if err := newParty(d, o.ID, &p.Party, o.FocalPoint, today); err != nil {
		return nil, "", err
	}
	if err := Partners.Create(d, o.ID, p); err != nil {
		return nil, "", err
	}
	what := "enter as " + string(p.Class)
	if o.FocalPoint.Name != "" {
		what += ", focal point named"
	}
	c, err := d.Change("partner " + string(o.ID) + ": " + what)
	return c, o.ID, err
}
