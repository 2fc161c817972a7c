package network

import (
	"slices"
	"strconv"
	"strings"

	"unmn/pkg/diag"
	"unmn/pkg/script"
)

// attendanceRows are the rows of the attendance while they are read: a party may be
// named as present and again as arrived late.
type attendanceRows struct {
	index map[string]int // by folded name
	said  []bool         // of each row: a line said how it was there
}

// headStatement reads a line about who was there.
func (p *noteParser) headStatement(st *noteStatement) {
	tokens, ok := p.tokensOf(st, 0, len(st.text))
	if !ok {
		return
	}
	for _, entry := range splitTokens(tokens) {
		switch st.key {
		case keyChairs:
			if w, ok := p.bareWord(st, entry); ok {
				p.notes.Chairs = append(p.notes.Chairs, w)
			}
		case keySecretary:
			p.secretary(st, entry)
		case keyGuests:
			p.guests(st, entry)
		case keyArrived, keyLeft:
			p.clock(st, entry)
		default:
			p.attended(st, entry)
		}
	}
}

// bareWord is an entry that is a name and nothing else.
func (p *noteParser) bareWord(st *noteStatement, entry []noteToken) (NoteWord, bool) {
	name, rest := p.name(st, entry)
	if len(rest) > 0 {
		p.problemIn(st, rest[0].offset, "", "%s takes names alone, not %q", st.key.word(), rest[0].text)
		return NoteWord{}, false
	}
	return name, name.Text != ""
}

// name is the name of a party or post that an entry begins with, and what follows.
func (p *noteParser) name(st *noteStatement, entry []noteToken) (NoteWord, []noteToken) {
	const most = 12 // words of a name
	end := 0
	for end < min(most, len(entry)) && entry[end].kind == tokenWord && !(end > 0 && isSmallWord(entry[end].text)) {
		end++
	}
	var words []string
	for _, t := range entry[:end] {
		words = append(words, t.text)
	}
	w := NoteWord{st.place(entry[0].offset), strings.Join(words, " ")}
	if !isName(w.Text) {
		p.problemIn(st, entry[0].offset, "name it by its id, such as `iom`", "%q is no name of a party or post", strings.TrimSpace(w.Text+" "+entry[0].text))
		return NoteWord{}, nil
	}
	return w, entry[end:]
}

// isSmallWord reports words that end a name, and times of day.
func isSmallWord(word string) bool {
	return isBy(word) || isFor(word) || isWith(word) || word[0] >= '0' && word[0] <= '9' && strings.ContainsAny(word, ":.")
}

// isName reports whether a text can be the id or the abbreviation of something.
func isName(text string) bool {
	return text != "" && !strings.ContainsAny(text, `:"\/()[]{}<>|#*`+"`") && script.Slug(text, script.MaxSlug) != ""
}

func (p *noteParser) secretary(st *noteStatement, entry []noteToken) {
	w, ok := p.bareWord(st, entry)
	switch {
	case !ok:
	case p.notes.Secretary.Text != "":
		p.problemIn(st, entry[0].offset, "", "the secretary has been named already: %q", p.notes.Secretary.Text)
	default:
		p.notes.Secretary = w
	}
}

// guests reads "ngo 2" or "2 ngo".
func (p *noteParser) guests(st *noteStatement, entry []noteToken) {
	var words []string
	number := 0
	for _, t := range entry {
		if n, err := strconv.Atoi(t.text); err == nil && number == 0 {
			if n < 1 || n > 999 {
				p.problemIn(st, t.offset, "", "%q is no number of guests", t.text)
				return
			}
			number = n
			continue
		}
		words = append(words, t.text)
	}
	typed := strings.Join(words, " ")
	class, known := vocabularyWord[StakeholderClass](typed)
	switch {
	case !known:
		message := "there is no class of guests " + strconv.Quote(typed)
		if near := nearestIn(typed, class.Values()); near != "" {
			message += "; did you mean " + strconv.Quote(near)
		}
		p.problemIn(st, entry[0].offset, "write a class and a number, such as `ngo 2`", "%s", message)
		return
	case number == 0:
		p.problemIn(st, entry[0].offset, "write `"+string(class)+" 2`", "%q does not say how many", typed)
		return
	case slices.ContainsFunc(p.notes.Guests, func(g NoteGuests) bool { return g.Class == class }):
		p.problemIn(st, entry[0].offset, "write the sum", "guests of the class %q are counted already", class)
		return
	}
	p.notes.Guests = append(p.notes.Guests, NoteGuests{st.place(entry[0].offset), class, number})
}

// clock reads "scrm 10:30".
func (p *noteParser) clock(st *noteStatement, entry []noteToken) {
	name, rest := p.name(st, entry)
	if name.Text == "" {
		return
	}
	if len(rest) != 1 || rest[0].kind != tokenWord {
		p.problemIn(st, entry[0].offset, "write `"+name.Text+" 10:30`", "%s does not say when for %q", st.key.word(), name.Text)
		return
	}
	typed := strings.ReplaceAll(rest[0].text, ".", ":")
	if len(typed) == len("9:30") {
		typed = "0" + typed
	}
	var at Clock
	if err := at.UnmarshalText([]byte(typed)); err != nil {
		p.problemIn(st, rest[0].offset, "", "%q is no time of day: write it as 10:30", rest[0].text)
		return
	}
	row, _ := p.row(name)
	field := &row.From
	if st.key == keyLeft {
		field = &row.Until
	}
	if *field != "" {
		p.problemIn(st, entry[0].offset, "", "%q has a time there already: %s", name.Text, *field)
		return
	}
	*field = at
}

// row is the row of a party, a new one where there was none.
func (p *noteParser) row(name NoteWord) (row *NoteAttendance, at int) {
	if p.rows.index == nil {
		p.rows.index = map[string]int{}
	}
	key := script.Fold(name.Text)
	at, have := p.rows.index[key]
	if !have {
		at = len(p.notes.Attendance)
		p.rows.index[key] = at
		p.rows.said = append(p.rows.said, false)
		p.notes.Attendance = append(p.notes.Attendance, NoteAttendance{Party: name, Status: Present})
	}
	return &p.notes.Attendance[at], at
}

// attended reads one entry of Present, Represented, Regrets or Absent.
func (p *noteParser) attended(st *noteStatement, entry []noteToken) {
	name, rest := p.name(st, entry)
	if name.Text == "" {
		return
	}
	row, at := p.row(name)
	if p.rows.said[at] {
		p.problemIn(st, entry[0].offset, "name each party once", "%q is named as %s already", name.Text, row.Status)
		return
	}
	p.rows.said[at] = true
	p.notes.roll = true
	row.Party = name
	row.Status = map[noteKey]AttendanceStatus{keyPresent: Present, keyRepresented: Represented, keyRegrets: Regrets, keyAbsent: Absent}[st.key]
	for len(rest) > 0 {
		used := p.detail(st, row, rest)
		if used == 0 {
			p.problemIn(st, rest[0].offset, "write a name in quotation marks, such as `"+name.Text+" by \"Focal point\"`", "%q cannot be read here", rest[0].text)
			return
		}
		rest = rest[used:]
	}
}

// detail reads what stands behind a party: by "Name", for "Name", "Name", (online).
// It is how many tokens it used, 0 where they cannot be read.
func (p *noteParser) detail(st *noteStatement, row *NoteAttendance, rest []noteToken) int {
	into, used := &row.Name, 0
	if rest[0].kind == tokenWord {
		if isFor(rest[0].text) {
			into = &row.AlternateFor
		} else if !isBy(rest[0].text) {
			return 0
		}
		used = 1
	}
	if len(rest) == used {
		return 0
	}
	text := rest[used].text
	switch {
	case rest[used].kind == tokenParen && used == 0:
		if p.inParentheses(st, row, rest[0]) {
			return 1
		}
		return 0
	case rest[used].kind == tokenWord:
		var words []string
		for ; used < len(rest) && rest[used].kind == tokenWord && !isFor(rest[used].text); used++ {
			words = append(words, rest[used].text)
		}
		text, used = strings.Join(words, " "), used-1
	}
	if *into != "" || text == "" {
		return 0
	}
	*into = text
	return used + 1
}

// inParentheses reads a mode, a capacity, or both; anything else is the name of a
// person who was there. It is false for what is neither.
func (p *noteParser) inParentheses(st *noteStatement, row *NoteAttendance, t noteToken) bool {
	before := *row
	for _, word := range strings.Split(t.text, ",") {
		word = strings.TrimSpace(word)
		if mode, ok := noteMode(word); ok && row.Mode == "" {
			row.Mode = mode
			continue
		}
		if capacity, ok := vocabularyWord[Capacity](word); ok && row.Capacity == "" {
			row.Capacity = capacity
			continue
		}
		*row = before
		return p.nameInParentheses(st, row, t)
	}
	return true
}

func (p *noteParser) nameInParentheses(st *noteStatement, row *NoteAttendance, t noteToken) bool {
	if near := diag.Nearest(t.text, append(Mode("").Values(), Capacity("").Values()...)); near != "" {
		p.problemIn(st, t.offset, "", "%q is no way of taking part; did you mean %q", t.text, near)
		return true
	}
	if row.Name != "" || t.text == "" || row.Status == Regrets || row.Status == Absent {
		return false
	}
	row.Name = oneLine(t.text)
	return true
}

// endAttendance puts the rows in the order in which notes are written, and looks at
// them as a whole.
func (p *noteParser) endAttendance() {
	order := AttendanceStatus("").Values()
	slices.SortStableFunc(p.notes.Attendance, func(a, b NoteAttendance) int {
		return slices.Index(order, string(a.Status)) - slices.Index(order, string(b.Status))
	})
	for _, row := range p.notes.Attendance {
		if (row.From != "" || row.Until != "") && row.Status != Present && row.Status != Represented {
			p.notes.report(NoteProblem{NotePlace: row.Party.NotePlace, Message: row.Party.Text + " arrived or left, and is named as " + string(row.Status)})
		}
		if row.From != "" && row.Until != "" && row.Until <= row.From {
			p.notes.report(NoteProblem{NotePlace: row.Party.NotePlace, Message: row.Party.Text + " left before it arrived"})
		}
	}
}
