package network

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"unmn/pkg/script"
)

// A number is a row of digits in prose as people write them: in groups, with blanks,
// dashes, dots, strokes and brackets between.
type number struct {
	plus   bool   // a plus stands before it
	text   string // as it is written, from its first digit to its last
	before string // the text before it
	after  string // the text behind it
}

// numbersIn are the numbers of a text that are long enough to be somebody's, without
// those that are part of a word or of a reference.
func numbersIn(text string) []number {
	var out []number
	for i := 0; i < len(text); {
		if !isDigit(text[i]) {
			i++
			continue
		}
		start := i
		i += lengthOfNumber(text[i:])
		if !hasDigits(text[start:i], fewestDigits) {
			continue
		}
		before, plus := strings.CutSuffix(strings.TrimRight(text[:start], "( "), "+")
		if !plus {
			before = text[:start]
		}
		if last, _ := utf8.DecodeLastRuneInString(before); !plus && start > 0 && isPart(last) {
			continue
		}
		if next, _ := utf8.DecodeRuneInString(text[i:]); i < len(text) && isPart(next) {
			continue
		}
		out = append(out, number{plus, text[start:i], before, text[i:]})
	}
	return out
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// isPart reports what joins a number to a word or a reference.
func isPart(r rune) bool { return unicode.IsLetter(r) || strings.ContainsRune("/_#&=-", r) }

// lengthOfNumber is where the number ends that a text begins with. At most two signs
// stand between its groups.
func lengthOfNumber(text string) int {
	end := 0
	for i := 0; i < len(text); {
		for i < len(text) && isDigit(text[i]) {
			i++
		}
		end = i
		for n := 0; n < 2 && i < len(text) && strings.IndexByte(between, text[i]) >= 0; n++ {
			i++
		}
		if i == end || i == len(text) || !isDigit(text[i]) {
			return end
		}
	}
	return end
}

// between are the signs that stand between the groups of a number.
const between = " -/()."

// groups are the digits of a number, group by group.
func (n number) groups() []string {
	return strings.FieldsFunc(n.text, func(r rune) bool { return strings.ContainsRune(between, r) })
}

// digits are those of a number without what stands between.
func (n number) digits() string { return strings.Join(n.groups(), "") }

// wordBefore is the last word of a text, folded.
func wordBefore(text string) string {
	text = strings.TrimRightFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !isOther(r) })
	cut := strings.LastIndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	return script.Fold(text[cut+1:])
}

// isOther reports what ends the reach of a word: a digit, or what stands in place of a
// date or a link.
func isOther(r rune) bool { return unicode.IsDigit(r) || r == '¤' }

// hasUnit reports whether a text begins with what a sum is counted in.
func hasUnit(text string) bool {
	text = strings.TrimLeft(text, " \u00a0")
	if strings.HasPrefix(text, "%") || strings.HasPrefix(text, "€") || strings.HasPrefix(text, "$") {
		return true
	}
	end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(text)
	}
	units := []string{"rsd", "eur", "euro", "euros", "evra", "usd", "chf", "din", "dinar", "dinara", "dollars", "million", "miliona", "people", "persons", "ljudi", "per"}
	return slices.Contains(units, script.Fold(text[:end]))
}

// isTelephone reports a telephone number: one that a word says to be one, with the
// country before it, or with the zero of the own country's numbers.
func (n number) isTelephone() bool {
	digits, groups, word := n.digits(), n.groups(), wordBefore(n.before)
	first := groups[0]
	cues := []string{"tel", "telefon", "telefona", "telephone", "phone", "mob", "mobile", "mobilni", "mobitel", "cell", "fax", "faks", "viber", "whatsapp", "signal"}
	long := func(least, most int) bool { return len(digits) >= least && len(digits) <= most }
	switch {
	case hasUnit(n.after) || slices.Contains([]string{"isbn", "issn", "iso"}, word):
		return false
	case n.plus:
		return long(8, 15)
	case slices.Contains(cues, word):
		return long(fewestDigits, 15)
	case strings.HasPrefix(digits, "00"):
		return long(11, 17) && digits[2] != '0' && (first == "00" || len(first) >= 4)
	}
	return strings.HasPrefix(digits, "0") && long(9, 10) && isNational(groups)
}

// isNational reports groups as the numbers of a country have them: the zero with two
// or three digits of the area or the provider, and no digit alone; or all in one.
func isNational(groups []string) bool {
	area := len(groups) == 1 || len(groups[0]) >= 2 && len(groups[0]) <= 4
	return area && !slices.ContainsFunc(groups, func(g string) bool { return len(g) < 2 })
}

// isIdentity reports the identity number of a person as the countries of the region
// give them (JMBG: day of birth, region, serial number, check digit); or any of that
// length that a word says to be one.
func (n number) isIdentity() bool {
	digits := n.digits()
	if len(digits) != 13 || n.plus {
		return false
	}
	if slices.Contains([]string{"jmbg", "umcn", "embg", "emso", "oib"}, wordBefore(n.before)) {
		return true
	}
	return isBirthday(digits) && digits[12] == checkDigit(digits)
}

// isBirthday reports whether a number begins with a day: ddmm and the last three
// digits of the year.
func isBirthday(digits string) bool {
	century := "2"
	if digits[4] >= '8' {
		century = "1"
	}
	_, err := time.Parse("02012006", digits[:4]+century+digits[4:7])
	return err == nil
}

// checkDigit is the last digit of an identity number by the twelve before; a space
// where none fits.
func checkDigit(digits string) byte {
	weights := []int{7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2}
	sum := 0
	for i, w := range weights {
		sum += w * int(digits[i]-'0')
	}
	switch left := 11 - sum%11; left {
	case 11:
		return '0'
	case 10:
		return ' '
	default:
		return byte('0' + left)
	}
}

// hasPassport reports the number of a passport or an identity card: one or two
// capitals and seven digits, or any number shortly behind a word that says so.
func hasPassport(text string) bool {
	cues := []string{"passport", "pasos", "pasosa", "licna", "licne", "identity", "id", "travel"}
	isCue := func(word string) bool { return slices.Contains(cues, script.Fold(strings.Trim(word, punctuation))) }
	const reach = 3 // the words before a number that are looked at
	words := strings.Fields(text)
	for i, word := range words {
		word = strings.Trim(word, punctuation)
		number := strings.TrimLeft(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
		letters := len(word) - len(number)
		if len(number) < 7 || strings.Trim(number, "0123456789") != "" {
			continue
		}
		if (letters == 1 || letters == 2) && len(number) == 7 {
			return true
		}
		if letters <= 3 && len(number) <= 10 && slices.ContainsFunc(words[max(0, i-reach):i], isCue) {
			return true
		}
	}
	return false
}

// punctuation are the signs that stand around words.
const punctuation = "()[]{},;:.\"'„“”’«»"
