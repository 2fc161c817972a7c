package network

import (
	"strconv"
	"strings"
	"testing"
)

const (
	telephone = "a telephone number"
	identity  = "an identity number"
	passport  = "the number of a passport or an identity card"
)

func TestPersonal(t *testing.T) {
	for text, want := range map[string]string{
		// Telephone numbers, with the country, with a zero, with a word before them.
		"Call +381 11 123-4567":             telephone,
		"(+381) 11/123.4567":                telephone,
		"+381111234567":                     telephone,
		"fixed +44 (0)20 7946 0123":         telephone,
		"00381 64 123 4567":                 telephone,
		"00 381 64 1234567":                 telephone,
		"011/123-4567":                      telephone,
		"(011) 123 45 67":                   telephone,
		"064 123 4567 is his":               telephone,
		"0641234567":                        telephone,
		"тел: 2681-055":                     telephone,
		"Tel. 123-4567":                     telephone,
		"mob: 641234567":                    telephone,
		"on 2 December 2026: 063/123-45-67": telephone,

		// Identity numbers of the region, with their check digit or with their name.
		"0101990710008":                   identity,
		"number 0101990710008.":           identity,
		"1505006715220":                   identity,
		"ЈМБГ 0101990710009":              identity,
		"JMBG: 1234567890123":             identity,
		"passport no. 012345678":          passport,
		"пасош број 012345678":            passport,
		"Passport: AB 012345678":          passport,
		"holder of P1234567":              passport,
		"лична карта 0012345678, Beograd": passport,
		"identity card number 0012345678": passport,
		"ID: 12345678":                    passport,

		// Private addresses.
		"write to someone@gmail.com": "a private address (gmail.com)",
		"<Someone@Hotmail.com>":      "a private address (hotmail.com)",
		"mailto:a.b@yahoo.co.uk?":    "a private address (yahoo.co.uk)",
		"a@live.com, b@iom.example":  "a private address (live.com)",
		"neko@eunet.rs.":             "a private address (eunet.rs)",
	} {
		if got := personal(text); got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
}

// What registers are full of is nobody's.
func TestNotPersonal(t *testing.T) {
	for _, text := range []string{
		"", "growth of +12 % in 2026", "between 2025 and 2026, 1 200 people",
		"2026-12-03", "2026-12-03T10:00", "03.12.2026. 10:00", "3. 12. 2026.", "03/12/2026", "01-02-2026", "from 01.02.2026 to 03.04.2026 at 10:00",
		"1 January 2026, 2 February 2027", "2026-2027", "2026/2027", "2019, 2020, 2021, 2022, 2023 and 2024", "10:00-11:30",
		"UNMN-RS/2026/minutes-2", "UNMN-RS/2026/decision-14/Corr.1", "A/RES/73/195, E/2023/L.12", "S/RES/1244 (1999)", "74/544",
		"letter 021-01-123/2026-07", "број 019-00-00123/2026", "No. 05-1234567/2026", "letter 12/26", "CD.0012", "SRB/2026/0001234",
		"RSD 1 250 000.00", "USD 12,500,000", "12.500.000,00 RSD", "+10 000 000 EUR", "a growth of +12 500 000 people", "0.125 0.250 0.500",
		"ISO 9001:2015", "ISO 3166-1", "ISO/IEC 27001:2022", "ISBN 978-86-123-4567-8", "ISBN 9788612345678", "isbn 0306406152", "EAN 9788612345678",
		"https://example.org/0101990710008", "https://example.org/?id=0641234567&a=+381111234567", "www.example.org/0641234567",
		"zoom.example.org/j/0641234567?pwd=1", "someone@iom.example", "officer@un.org", "office@kirs.gov.rs", "a@outlook.example.org", "@gmail.com",
		"01019907100080", "a0101990710008", "0101990710009", "3201990710008", "0000000000000", "1234567890123",
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "0123456789abcdef0123456789abcdef01234567",
		"Article 12, paragraphs 3 and 4; targets 10.7, 8.8, 16.2", "1. 2. 3. 4. 5. 6. 7. 8.", "0 1 2 3 4 5 6 7 8 9", "00000000", "01 02 03 04 05 06 07 08 09",
		"passports: 350 000 issued in 2025", "ID 12", "identity documents for 1 200 000 people", "IOM-2026-0001", "B4", "SDG 10.7.2",
		"a telephone conference on 2026-12-03", "agreed by telephone on 3 December 2026", "telephone 2026-12-03", "44° 48' N, 20° 28' E, 44.786568 20.448922",
	} {
		if got := personal(text); got != "" {
			t.Errorf("%q: %q", text, got)
		}
		if got := caseData(text); got != "" {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestCaseData(t *testing.T) {
	const born, number, age = "the birthday of a single person", "the number of a case", "the age of a single person"
	for text, want := range map[string]string{
		"M.A., born 12.03.1990":                       born,
		"date of birth: 1990-03-12":                   born,
		"рођен 12.03.1990. у Кабулу":                  born,
		"rođena 1990. godine":                         born,
		"DOB 12/03/1990":                              born,
		"Case No. 1234 was referred":                  number,
		"beneficiary ID SRB-00123":                    number,
		"UNHCR 503-12C00123":                          number,
		"slučaj br. 12/26":                            number,
		"a 14-year-old unaccompanied boy":             age,
		"An unaccompanied child from Syria, aged 12.": age,
		"the 34 year old woman":                       age,
		"малолетник стар 15 година":                   age,

		"children aged 5-17":                                "",
		"a child aged 0-5 in 12 centres":                    "",
		"girls aged 10 to 14":                               "",
		"the 75-year-old Convention":                        "",
		"a 10-year-old agreement on women":                  "",
		"1 200 asylum seekers, of whom 300 children":        "",
		"in case of 3 objections":                           "",
		"case management for 200 survivors":                 "",
		"use case 2: data exchange":                         "",
		"births registered in 2026: 120":                    "",
		"children born in 2025 and later":                   "",
		"born out of decision 12":                           "",
		"births 2026":                                       "",
		"Twenty years old":                                  "",
		"the case for joint programmes, no. 1 priority":     "",
		"Године 2026. рођено је 60 000 деце":                "",
		"5 men and 3 women, 12 children":                    "",
		"The programme is 5 years old":                      "",
		"asylum procedure: 12 months":                       "",
		"Network reference UNMN-RS/2026/decision-4 adopted": "",
	} {
		if got := caseData(text); got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
}

// The last digit of an identity number is that of the twelve before; any other is no
// such number.
func TestCheckDigit(t *testing.T) {
	for last := range 10 {
		text := "010199071000" + strconv.Itoa(last)
		if got := personal(text); (got == identity) != (last == 8) {
			t.Errorf("%s: %q", text, got)
		}
	}
}

// Whatever stands before and after it, a number in a sentence of its own is found,
// and the matcher looks at no more than the text.
func FuzzPersonal(f *testing.F) {
	for _, seed := range []string{"", "+381 11 123 4567 x@gmail.com", "рођен 12.03.1990", "0101990710008", "P1234567", "\xff+0", "00 1", "a@b@yahoo.com", "((((0)))"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		first, second := personal(text), caseData(text)
		if first != personal(text) || second != caseData(text) {
			t.Errorf("%q is told in two ways", text)
		}
		if first != "" && !hasDigits(text, fewestDigits) && !strings.Contains(text, "@") {
			t.Errorf("%q: %q", text, first)
		}
		if second != "" && !hasDigits(text, 1) {
			t.Errorf("%q: %q", text, second)
		}
		if personal(text+"\nJMBG 0101990710008\n") == "" {
			t.Errorf("%q hides a number behind it", text)
		}
		for _, n := range numbersIn(text) {
			if digits := n.digits(); digits == "" || strings.Trim(digits, "0123456789") != "" || !hasDigits(text, len(digits)) {
				t.Errorf("%q has no number %q", text, digits)
			}
		}
	})
}
