package network

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"sync"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// referenceForm is how official references are written, corrections and revisions
// behind them.
var referenceForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[A-Z][A-Z0-9-]*/([12][0-9]{3})/([a-z]+)-[1-9][0-9]*(/(Corr|Rev)\.[1-9][0-9]*)*$`)
})

// referenceChecks are the rules about the official reference of a type's records;
// word is what stands before the number.
func referenceChecks[T any](kind *record.Kind[T], word string, reference func(*T) string) []record.Check[T] {
	return []record.Check[T]{
		rule("reference-form", "An official reference is quoted in letters for years. It has one form: the Network's prefix, the year, and the running number of what it is.",
			func(e *record.Entry[T], _ *record.Set, report record.Reporter) {
				ref := reference(e.Rec)
				form := referenceForm().FindStringSubmatch(ref)
				switch {
				case ref == "":
				case form == nil || form[2] != word:
					report.At("reference").Problem("%q is no reference of a %s: write it as UNMN-RS/2026/%s-2", ref, kind.Name, word)
				case !slices.Contains(yearsOf(form[1]), e.ID.Year()):
					report.At("reference").Problem("%q is a reference of %s; the %s is one of %s", ref, form[1], kind.Name, e.ID.Year())
				}
			}),
		rule("duplicate-reference", "An official reference names one document for ever. Two clones that issue the same number must find out before anybody quotes it.",
			func(e *record.Entry[T], s *record.Set, report record.Reporter) {
				ref := reference(e.Rec)
				form := referenceForm().FindStringSubmatch(ref)
				if form == nil || !slices.Contains(yearsOf(form[1]), e.ID.Year()) {
					return // a matter of reference-form
				}
				twice := func(at record.Reporter, other record.ID) {
					at.At("reference").Problem("%q is the reference of the %s %q as well", ref, kind.Name, other)
				}
				for _, other := range sameReference(s, kind.Name, ref) {
					if other != e.ID {
						twice(report, other)
						twice(report.In(kind.PathOf(other)), e.ID)
					}
				}
			}),
	}
}

// sameReference are the records of a kind with a reference, in the years whose
// records can have it; no other year is read.
func sameReference(s *record.Set, kind, reference string) []record.ID {
	form := referenceForm().FindStringSubmatch(reference)
	if form == nil {
		return nil
	}
	var out []record.ID
	for _, year := range yearsOf(form[1]) {
		out = append(out, s.Having(kind, year, "reference", reference)...)
	}
	return out
}

// freeReference is the first official reference of a year that no record of a kind
// has, and that the same change does not issue. It is that of the day on which the
// record gets it, or as near as the form of references allows for its id.
func freeReference(d *record.Draft, kind string, id record.ID, day doc.Date, issued ...string) string {
	year := day.Year()
	if of, err := strconv.Atoi(id.Year()); err == nil {
		year = min(max(year, of), of+1)
	}
	for n := 1; ; n++ {
		reference := fmt.Sprintf("%s/%d/%s-%d", Networks.One(d).Reference, year, kind, n)
		if len(sameReference(d.Set(), kind, reference)) == 0 && !slices.Contains(issued, reference) {
			return reference
		}
	}
}

// yearsOf are the years of the records that can have a reference of a year: that
// year, and the one before, because what was planned for its end may get its
// number in the next.
func yearsOf(year string) []string {
	n, err := strconv.Atoi(year)
	if err != nil {
		return nil
	}
	return []string{strconv.Itoa(n - 1), year}
}
