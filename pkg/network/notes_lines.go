package network

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"unmn/pkg/diag"
)

// ParseNotes reads notes in the notation that [Notes] describes: UTF-8 text with
// lines ending in LF or CRLF, a byte-order mark or none. All problems come back at
// once, each with its place; the notes then hold what could be read, and
// [TakeMinutes] takes them only when no problem is an error. Time and memory are
// bounded by the size of the text, which is at most that of a record.
func ParseNotes(text string) (*Notes, NoteProblems) {
	p := &noteParser{notes: &Notes{}, lexicon: noteTerms()}
	if message, hint := unreadable(text); message != "" {
		p.notes.report(NoteProblem{NotePlace: NotePlace{Line: 1}, Message: message, Hint: hint})
		return p.notes, p.notes.problems
	}
	p.notes.lines = strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n")
	for i, line := range p.notes.lines {
		p.notes.lines[i] = strings.TrimSuffix(line, "\r")
	}
	p.closes = fencesThatClose(p.notes.lines)
	for i := 0; i < len(p.notes.lines) && !p.notes.full(); i++ {
		p.line(i)
	}
	p.endStatement()
	p.endItem()
	p.endAttendance()
	return p.notes, p.notes.problems
}

// unreadable says why a text cannot be notes at all.
func unreadable(text string) (message, hint string) {
	switch {
	case strings.HasPrefix(text, "\xff\xfe"), strings.HasPrefix(text, "\xfe\xff"):
		return "the notes are UTF-16 text", "save them as UTF-8; in PowerShell `Set-Content -Encoding utf8`"
	case len(text) > maxNotes:
		return fmt.Sprintf("the notes have %d bytes; a record has room for %d", len(text), maxNotes), ""
	}
	return "", ""
}

// noteParser reads notes line by line. A statement is a header or keyword line with
// the indented lines that continue it.
type noteParser struct {
	notes     *Notes
	lexicon   *noteLexicon
	closes    []bool // of each line: it opens a fenced block that is closed again
	fence     string // what closes the block we are in
	statement *noteStatement
	item      *NoteItem // nil before the first heading
	prose     []string
	gap       bool // something that is no prose stood after the last prose
	rows      attendanceRows
}

// line reads the line with that index.
func (p *noteParser) line(i int) {
	line := strings.TrimRight(p.notes.lines[i], " \t")
	p.characters(i, line)
	switch {
	case p.fence != "":
		p.addProse(unescapeHeading(line))
		if closesFence(line, p.fence) {
			p.fence = ""
		}
		return
	case line == "":
		p.endStatement()
		p.addProse("")
		return
	case strings.HasPrefix(line, "//"):
		return
	case p.statement != nil && (line[0] == ' ' || line[0] == '\t'):
		p.continues(i, line)
		return
	}
	p.endStatement()
	p.begins(i, line)
}

// begins reads a line that does not continue another.
func (p *noteParser) begins(i int, line string) {
	if fence := fenceOf(line); fence != "" {
		if p.closes[i] {
			p.fence = fence
		} else {
			p.problem(i, 0, "the block that begins here is never closed", "end it with a line `"+fence+"`")
		}
		p.addProse(line)
		return
	}
	form := p.lexicon.formOf(line, p.item == nil)
	found := form.found
	switch {
	case form.heading:
		p.heading(i, line)
	case form.badHeading:
		p.problem(i, 0, fmt.Sprintf("%q does not begin an item", line), "write `## "+strings.TrimSpace(strings.TrimLeft(line, "#"))+"`")
	case found.meant != "":
		p.problem(i, 0, fmt.Sprintf("there is no keyword %q; did you mean %q", strings.TrimRight(line[:found.end], " :"), found.meant),
			"if it is text, write `\\"+firstWords(line)+"`")
	case found.key != noKey && p.item == nil && found.key >= keyApproved:
		p.problem(i, 0, fmt.Sprintf("%s belongs to an item of the agenda", found.key.word()), "put it below a heading such as `## 1`")
	case found.key != noKey:
		p.statement = newNoteStatement(found.key, i, p.notes.lines[i], found.end)
		p.gap = true
	default:
		p.addProse(unescape(line, p.lexicon, p.item == nil))
		p.lost(i, line)
	}
}

// lost warns of prose that was perhaps meant as notation: behind the mark of a list,
// in small letters, or on the wrong side of the first heading.
func (p *noteParser) lost(i int, line string) {
	head := p.lexicon.headTerm(strings.ReplaceAll(unmarked(line[:min(len(line), longestTerm)]), "*", ""))
	switch key := p.lexicon.meansKeyword(line); {
	case key != noKey:
		p.warn(i, fmt.Sprintf("this is taken as text: a keyword is in capitals and begins its line, such as %s", key.word()))
	case head.key == noKey || head.meant != "":
	case p.item == nil:
		p.warn(i, fmt.Sprintf("this is taken as text: %s begins its line", head.key.word()))
	default:
		p.warn(i, fmt.Sprintf("this is taken as text: %s stands before the first heading", head.key.word()))
	}
}

// continues adds an indented line to the statement above it.
func (p *noteParser) continues(i int, line string) {
	text := strings.TrimLeft(line, " \t")
	if found := p.lexicon.itemTerm(text); found.key != noKey && found.meant == "" {
		p.problem(i, len(line)-len(text), fmt.Sprintf("an indented line continues the one above; %s begins a line of its own", found.key.word()), "take the blanks at its beginning away")
		return
	}
	p.statement.add(i, p.notes.lines[i], len(line)-len(text))
}

// endStatement reads the statement that has ended.
func (p *noteParser) endStatement() {
	st := p.statement
	p.statement = nil
	if st == nil {
		return
	}
	st.text = st.typed.String()
	switch {
	case st.key < keyApproved:
		p.headStatement(st)
	default:
		p.itemStatement(st)
	}
}

// heading begins an item.
func (p *noteParser) heading(i int, line string) {
	p.endItem()
	text := strings.TrimSpace(strings.TrimPrefix(line, "##"))
	p.item = &NoteItem{NotePlace: NotePlace{i + 1, 1}}
	if open := strings.LastIndexByte(text, '('); open > 0 && strings.HasSuffix(text, ")") && isNew(text[open+1:len(text)-1]) {
		text, p.item.New = strings.TrimSpace(text[:open]), true
	}
	p.item.Heading = strings.Join(strings.Fields(text), " ")
	if p.item.Heading == "" {
		p.problem(i, 0, "a heading names its item", "write its number or its title, such as `## 3`")
	}
}

// endItem keeps the item that has ended, or the opening.
func (p *noteParser) endItem() {
	text := strings.Join(trimBlank(p.prose), "\n")
	p.prose, p.gap = nil, false
	if p.item == nil {
		p.notes.Opening = text
		return
	}
	p.item.Summary = text
	p.notes.Items = append(p.notes.Items, *p.item)
}

// addProse adds a line of text. What a keyword line parts stays parted.
func (p *noteParser) addProse(line string) {
	if p.gap {
		if line == "" {
			return
		}
		p.prose = trimBlank(p.prose)
		if len(p.prose) > 0 {
			p.prose = append(p.prose, "")
		}
		p.gap = false
	}
	p.prose = append(p.prose, line)
}

// characters reports what has no place in a record, once a line.
func (p *noteParser) characters(i int, line string) {
	for at, r := range line {
		if r == utf8.RuneError && !strings.HasPrefix(line[at:], "\ufffd") {
			p.problem(i, at, "this is not UTF-8 text", "save the notes as UTF-8")
			return
		}
		if r != '\t' && diag.Unsafe(r) {
			p.problem(i, at, fmt.Sprintf("the character U+%04X has no place in a record", r), "delete it; it cannot be seen, so type the word again")
			return
		}
	}
}

// problem reports an error at a byte of a line.
func (p *noteParser) problem(i, at int, message, hint string) {
	line := p.notes.lines[i]
	p.notes.report(NoteProblem{
		NotePlace: NotePlace{i + 1, utf8.RuneCountInString(line[:min(at, len(line))]) + 1},
		Message:   message, Hint: hint,
	})
}

// warn reports what is told but does not keep the notes from being taken.
func (p *noteParser) warn(i int, message string) {
	p.notes.report(NoteProblem{NotePlace: NotePlace{i + 1, 1}, Severity: diag.Warning, Message: message})
}

// trimBlank takes blank lines off both ends.
func trimBlank(lines []string) []string {
	for len(lines) > 0 && lines[0] == "" {
		lines = lines[1:]
	}
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// firstWords is the beginning of a line, for a hint.
func firstWords(line string) string {
	words := strings.Fields(line)
	if len(words) > 3 {
		return strings.Join(words[:3], " ") + " ..."
	}
	return strings.Join(words, " ")
}
