package network

import (
	"fmt"
	"slices"
	"strings"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// WaiveOptions say what was waived.
type WaiveOptions struct {
	Rule     string       // the obligation
	For      string       // the period or the record it is not asked for
	By       []record.Key // the posts that waived it
	Decision record.ID    // the decision that did; may be empty
	Reason   doc.Text
	Date     doc.Date // the current day when empty
}

// WaiveObligation records that those who may have waived what an obligation asks for,
// once. It refuses what is not asked, what is met, and what was waived before.
func WaiveObligation(s *record.Set, today doc.Date, o WaiveOptions) (*record.Change, error) {
	if !isObligation(o.Rule) {
		return nil, unknownName(fmt.Sprintf("there is no obligation %q", o.Rule), o.Rule, obligationNames())
	}
	if err := needs("the waiver",
		need{o.For == "", "what it is for (--for)"},
		need{len(o.By) == 0, "who waived it (--by)"},
		need{len(o.Reason) == 0, "why (--reason)"},
	); err != nil {
		return nil, err
	}
	w := NewWatch(s, today, "", doc.Date(yearText(today.Year()+1)+"-12-31"))
	found := slices.DeleteFunc(w.Findings(), func(f Finding) bool { return f.Rule != o.Rule })
	at := slices.IndexFunc(found, func(f Finding) bool { return strings.EqualFold(f.For, o.For) })
	switch {
	case at < 0:
		return nil, &Refusal{Message: fmt.Sprintf("nothing of the rule %q is asked for %q", o.Rule, o.For), Hint: "see what is with `unmn due`", Rule: o.Rule}
	case found[at].Standing != StillDue && found[at].Standing != NotMet:
		return nil, &Refusal{Message: fmt.Sprintf("%s is %s; there is nothing to waive", found[at].What, found[at].Standing), Hint: "see it with `unmn terms`", Rule: o.Rule}
	}
	d := s.Draft()
	err := Networks.Edit(d, record.ID(Networks.Name), func(n *Network) error {
		n.Waivers = append(n.Waivers, Waiver{
			Rule: record.ID(o.Rule), For: found[at].For, Date: dayOr(o.Date, today), By: o.By, Decision: record.Ref[Decision](o.Decision), Reason: o.Reason,
		})
		return nil
	})
	if err != nil {
		return nil, err
	}
	d.Serve(o.Rule)
	return d.Change("network: waive " + found[at].What)
}

// unknownName is the usage error of a name that there is not, with the one that may have
// been meant.
func unknownName(message, name string, known []string) error {
	if near := diag.Nearest(name, known); near != "" {
		message += fmt.Sprintf("; did you mean %q", near)
	}
	return usage("%s", message)
}

func obligationNames() []string {
	var out []string
	for _, o := range Obligations() {
		out = append(out, o.Rule)
	}
	return out
}
