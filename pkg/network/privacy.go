package network

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"unmn/pkg/diag"
	"unmn/pkg/record"
	"unmn/pkg/script"
)

// What must not be in a register, found by its form. These are guesses: they warn and
// never refuse, and what they take for personal is better too little than too much,
// for nobody reads a list that is mostly wrong. They know the forms of the region;
// numbers of other countries are found where a word before them says what they are.

// personal is what in a text looks like personal data, "" when nothing does: a private
// address, a telephone number, a number that identifies a person. Links are not looked
// into: numbers in them are the page's.
func personal(text string) string {
	at, many := strings.Contains(text, "@"), hasDigits(text, fewestDigits)
	if !at && !many {
		return "" // as most texts are
	}
	if at {
		if host := freeMailIn(text); host != "" {
			return "a private address (" + host + ")"
		}
	}
	if !many {
		return ""
	}
	text = withoutReferences(text)
	if hasPassport(text) {
		return "the number of a passport or an identity card"
	}
	for _, n := range numbersIn(text) {
		switch {
		case n.isIdentity():
			return "an identity number"
		case n.isTelephone():
			return "a telephone number"
		}
	}
	return ""
}

// fewestDigits is how many digits the shortest number has that is somebody's.
const fewestDigits = 6

// hasDigits reports whether a text has so many digits.
func hasDigits(text string, n int) bool {
	for i := range len(text) {
		if text[i] >= '0' && text[i] <= '9' {
			if n--; n <= 0 {
				return true
			}
		}
	}
	return false
}

// withoutReferences is a text without the words whose digits are nobody's. A sign that
// no number goes over stands in their place, and no number goes over the end of a line.
func withoutReferences(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for line := range strings.Lines(text) {
		for _, word := range strings.Fields(line) {
			if isReferenceWord(strings.Trim(word, "()[]{},;:.\"'")) {
				word = "¤"
			}
			b.WriteString(word)
			b.WriteByte(' ')
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// isReferenceWord reports a link, an address, a year, a date in the forms of records
// and of letters, and a reference with its year.
func isReferenceWord(word string) bool {
	for _, mark := range []string{"://", "www.", "@"} {
		if strings.Contains(word, mark) {
			return true
		}
	}
	return hasDigits(word, 4) && hasYear(word)
}

// hasYear reports a word that begins with a year or is one, ends with one as dates do,
// or has one behind a stroke as references do.
func hasYear(word string) bool {
	const longestDate = len("03-12-2026")
	if isYear(word[:4]) && (len(word) == 4 || strings.IndexByte("-/–", word[4]) >= 0) {
		return true
	}
	for i := 1; i+4 <= len(word); i++ {
		ends := i+4 == len(word)
		if !isYear(word[i:i+4]) || !ends && isDigit(word[i+4]) {
			continue
		}
		if word[i-1] == '/' || ends && len(word) <= longestDate && (word[i-1] == '.' || word[i-1] == '-') {
			return true
		}
	}
	return false
}

// isYear reports four digits that are a year of this century or the last.
func isYear(four string) bool {
	return (four[:2] == "19" || four[:2] == "20") && isDigit(four[2]) && isDigit(four[3])
}

// caseData is what in a text looks like the data of a single case, "" when nothing
// does: when somebody was born, the number of a case, somebody's age.
func caseData(text string) string {
	if !hasDigits(text, 1) {
		return ""
	}
	folded := ""
	for _, form := range caseForms() {
		if !form.hinted(text) {
			continue
		}
		if folded == "" {
			folded = script.Fold(text)
		}
		if form.pattern.MatchString(folded) {
			return form.what
		}
	}
	return ""
}

// A caseForm is one way in which the data of a case is written.
type caseForm struct {
	what    string
	hints   []string       // one of these is in every text that the pattern fits
	pattern *regexp.Regexp // of the folded text
}

func (f caseForm) hinted(text string) bool {
	return slices.ContainsFunc(f.hints, func(h string) bool { return strings.Contains(text, h) })
}

// inCases are stems as a sentence has them: within it, at its beginning, in capitals.
func inCases(stems ...string) []string {
	var out []string
	for _, stem := range stems {
		first, size := utf8.DecodeRuneInString(stem)
		out = append(out, stem, string(unicode.ToUpper(first))+stem[size:], strings.ToUpper(stem))
	}
	return out
}

// caseForms are all of them, in English and in Serbian.
var caseForms = sync.OnceValue(func() []caseForm {
	const someone = `(?:boy|girl|man|woman|child|minor|male|female|migrant|refugee|asylum.seeker|applicant|victim|survivor|mother|father|son|daughter)`
	const neko = `(?:decak|devojcic|maloletni|muskarac|muskarc|zena|zene|zenu|migrant|izbeglic|trazilac|trazioc|zrtv|dete|majk|otac)`
	const day = `(?:\d{1,2}[. /-]{1,2}(?:\d{1,2}|[a-z]{3,9})[. /-]{1,2}(?:19|20)?\d\d|(?:19|20)\d\d\b)`
	return []caseForm{
		{"the birthday of a single person", inCases("born", "birth", "dob", "rođen", "rodjen", "roden", "рођен"), regexp.MustCompile(
			`\b(?:born(?: on)?|(?:date|year) of birth|dob|roden[aoi]?|datum rodenja|godina rodenja)\b:? {0,2}\(?` + day)},
		{"the number of a case", inCases("case", "beneficiar", "asylum", "unhcr", "slučaj", "slucaj", "случај", "korisni", "корисни", "c0", "c1"), regexp.MustCompile(
			`\b(?:case|beneficiary|asylum(?: seeker| claim| application)?|unhcr (?:case|registration|individual)|slucaja?|korisnika?) ?(?:no\.?|nr\.?|number|id|ref\.?|br\.?|broj)[: #]{0,2}[a-z]{0,4}[-/ ]?\d{2,}` +
				`|\b\d{3}-\d{2}c\d{5}\b`)},
		{"the age of a single person", inCases("old ", "aged", "star", "стар"), regexp.MustCompile(
			`\b\d{1,2}[ -]years?[ -]old (?:[a-z-]+ ){0,2}` + someone + `\b` +
				`|\b(?:a|an|the|one) (?:[a-z-]+ ){0,3}` + someone + `,? (?:of |from [a-z]+,? )?aged \d{1,2}(?:[^\d–-]|$)` +
				`|\b` + neko + `[a-z]*,? (?:star|stara|staru|staro) \d{1,2} godin`)},
	}
})

// PersonalWords tells what looks personal in the words of a change that are in no
// record: the reason and the source, which stay in the history as long.
func PersonalWords(c *record.Change) diag.List {
	words := []struct{ flag, text string }{{"--message", c.Reason}}
	for _, t := range c.Trailers {
		if t.Key == record.SourceTrailer {
			words = append(words, struct{ flag, text string }{"--source", t.Value})
		}
	}
	var out diag.List
	for _, w := range words {
		for rule, find := range map[string]func(string) string{"personal-data": personal, "case-data": caseData} {
			if what := find(w.text); what != "" {
				out = append(out, diag.Problem{File: w.flag, Rule: rule, Severity: diag.Warning,
					Message: "this looks like " + what + "; it does not belong in the history"})
			}
		}
	}
	return out.Sort()
}
