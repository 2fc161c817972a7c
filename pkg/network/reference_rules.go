package network

import (
	"regexp"
	"strconv"

	"unmn/pkg/record"
)

// referenceForm is how official references are written, corrections and revisions
// behind them.
var referenceForm = regexp.MustCompile(`^[A-Z][A-Z0-9-]*/([12][0-9]{3})/([a-z]+)-[1-9][0-9]*(/(Corr|Rev)\.[1-9][0-9]*)*$`)

// referenceChecks are the rules about the official reference of a type's records;
// word is what stands before the number.
func referenceChecks[T any](kind *record.Kind[T], word string, reference func(*T) string) []record.Check[T] {
	return []record.Check[T]{
		rule("reference-form", "An official reference is quoted in letters for years. It has one form: the Network's prefix, the year, and the running number of what it is.",
			func(e *record.Entry[T], _ *record.Set, report record.Reporter) {
				ref := reference(e.Rec)
				if form := referenceForm.FindStringSubmatch(ref); ref != "" && (form == nil || form[2] != word) {
					report.At("reference").Problem("%q is no reference of a %s: write it as UNMN-RS/2026/%s-2", ref, kind.Name, word)
				}
			}),
		rule("duplicate-reference", "An official reference names one document for ever. Two clones that issue the same number must find out before anybody quotes it.",
			func(e *record.Entry[T], s *record.Set, report record.Reporter) {
				ref := reference(e.Rec)
				for _, other := range sameReference(s, kind.Name, ref) {
					if other != e.ID {
						report.At("reference").Problem("%q is the reference of the %s %q as well", ref, kind.Name, other)
					}
				}
			}),
	}
}

// sameReference are the records with a reference. It looks in the year of the
// reference and the one before, because what is planned for the end of a year may
// get its number in the next, and nowhere else.
func sameReference(s *record.Set, kind, reference string) []record.ID {
	form := referenceForm.FindStringSubmatch(reference)
	if form == nil {
		return nil
	}
	year, err := strconv.Atoi(form[1])
	if err != nil {
		return nil
	}
	return append(s.Having(kind, strconv.Itoa(year-1), "reference", reference), s.Having(kind, strconv.Itoa(year), "reference", reference)...)
}
