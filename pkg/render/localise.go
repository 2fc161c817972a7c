package render

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/script"
)

// Dates and times are written by patterns of the catalogues, not by a library of
// locales: those have no genitive of the Serbian months, write the fifth of May as
// "05. мај", and English in the order of one country.

// chosen is the text of a record in the language of the document, and whether it
// is Serbian Cyrillic to be written in Latin. A text without language stands for
// any; then come English and whatever there is.
func chosen(t doc.Text, lang network.Language) (text string, toLatin bool) {
	key := keyOf(t, lang)
	return t[key], lang == latin && (key == string(cyrillic) || key == "")
}

// keyOf is the language of a text that a document in a language shows.
func keyOf(t doc.Text, lang network.Language) string {
	first := []string{string(lang)}
	if lang == latin {
		first = append(first, string(cyrillic))
	}
	for _, key := range append(first, "", string(english)) {
		if _, ok := t[key]; ok {
			return key
		}
	}
	for _, key := range t.Languages() {
		return key
	}
	return ""
}

// plain is a text of a record as one line in the language of the document, without
// the marks of footnotes.
func (b *builder) plain(t doc.Text) string {
	s, toLatin := chosen(t, b.Lang)
	if toLatin {
		s = script.Latin(s)
	}
	return strings.Join(strings.Fields(s), " ")
}

// text is plain for a view.
func (b *builder) text(t doc.Text) Text { return b.line(b.plain(t)) }

// line is text without language for a view.
func (b *builder) line(s string) Text {
	if b.Lang == latin {
		s = script.Latin(s)
	}
	return Text(b.notes.mark(s))
}

// prose is Markdown of a record for a view. where says in errors what it is.
func (b *builder) prose(t doc.Text, where string) Prose {
	source, toLatin := chosen(t, b.Lang)
	if strings.TrimSpace(source) == "" {
		return ""
	}
	p, err := rewrite(source, b.change(toLatin))
	if err != nil && b.err == nil {
		b.err = fmt.Errorf("%s: %w", where, err)
	}
	return p
}

// change is what becomes of the words of a record: their script, the marks of footnotes.
func (b *builder) change(toLatin bool) func(string) string {
	return func(words string) string {
		if toLatin {
			words = script.Latin(words)
		}
		return b.notes.mark(words)
	}
}

// person is the name of a person as the language writes it: as the register has it
// for the language, else in the script of the language. A name in Latin is not put
// into Cyrillic: that cannot be told from its letters.
func (b *builder) person(name string, in doc.Text) string {
	if s, ok := in[string(b.Lang)]; ok {
		return s
	}
	latinName := script.Latin(name)
	switch {
	case b.Lang == cyrillic:
		return name
	case b.Lang == latin && in[string(cyrillic)] != "":
		return script.Latin(in[string(cyrillic)])
	case latinName != name && in[string(latin)] != "":
		return in[string(latin)]
	}
	return latinName
}

// date is a day in running text, "14 May 2026"; empty for no day.
func (b *builder) date(d doc.Date) Text { return b.dated("date", d) }

// day is a day in a table, where there is little room.
func (b *builder) day(d doc.Date) Text { return b.dated("date.table", d) }

func (b *builder) dated(pattern string, d doc.Date) Text {
	if d == "" {
		return ""
	}
	t := d.Time()
	return Text(b.words.say(pattern, strconv.Itoa(t.Day()), b.month(t.Month()), b.monthOf(t.Month()),
		strconv.Itoa(t.Year()), b.words.say("weekday."+strconv.Itoa(int(t.Weekday())))))
}

// month is the name of a month, monthOf the form it has behind a day.
func (b *builder) month(m time.Month) string { return b.words.say(fmt.Sprintf("month.%d", m)) }

func (b *builder) monthOf(m time.Month) string { return b.words.say(fmt.Sprintf("month.%d.of", m)) }

// clock is a time of day.
func (b *builder) clock(c string) string {
	hour, minute, ok := strings.Cut(c, ":")
	if !ok {
		return ""
	}
	return b.words.say("time", hour, minute)
}

// when is the day and time of a meeting with its zone.
func (b *builder) when(start, end doc.LocalTime, zone network.Zone) Text {
	if start == "" {
		return ""
	}
	place := strings.ReplaceAll(string(zone), "_", " ")
	offset := start.In(zone.Location()).Format("-07:00")
	offset = "UTC" + strings.TrimSuffix(strings.NewReplacer("+0", "+", "-0", "−", "-", "−").Replace(offset), ":00")
	if offset == "UTC+0" {
		offset = "UTC"
	}
	day := string(b.dated("date.weekday", start.Date()))
	if end != "" && end.Date() == start.Date() {
		return Text(b.words.say("moment.range", day, b.clock(start.Clock()), b.clock(end.Clock()), place, offset))
	}
	if end != "" {
		return Text(b.words.say("moment.days", day, b.clock(start.Clock()), string(b.dated("date.weekday", end.Date())), b.clock(end.Clock()), place, offset))
	}
	return Text(b.words.say("moment", day, b.clock(start.Clock()), place, offset))
}

// period is a period in words, "fourth quarter of 2026".
func (b *builder) period(p network.Period) string {
	year, part, _ := strings.Cut(string(p), "-")
	switch {
	case p == "":
		return ""
	case part == "":
		return b.words.say("period.year", year)
	case part[0] != 'M':
		return b.words.say("period."+strings.ToLower(part), year)
	}
	month, _ := strconv.Atoi(part[1:])
	if b.net.Rules.MeetingEvery.Value == "2-months" && month < 12 {
		return b.words.say("period.months", b.month(time.Month(month)), b.month(time.Month(month+1)), year)
	}
	return b.words.say("period.month", b.month(time.Month(month)), year)
}
