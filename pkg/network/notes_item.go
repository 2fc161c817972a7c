package network

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"unmn/pkg/doc"
)

// itemStatement reads a keyword line of an item.
func (p *noteParser) itemStatement(st *noteStatement) {
	switch st.key {
	case keyApproved:
		p.approved(st)
	case keyPosition:
		p.position(st)
	case keyDecision:
		p.decision(st)
	case keyAction:
		p.action(st)
	case keyConclusion, keyNoDecision:
		p.text(st)
	}
}

// approved reads "APPROVED 2026-q1"; the meeting may be left out where the item
// says which one it is.
func (p *noteParser) approved(st *noteStatement) {
	from := st.skipBlank(0)
	typed := strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(st.text), "meeting/"), ".")
	switch {
	case len(strings.Fields(typed)) > 1 || typed != "" && !isName(typed):
		p.problemIn(st, from, "write `APPROVED 2026-q1`", "APPROVED takes the id of one meeting, not %q", typed)
	case p.item.Approved != nil:
		p.problemIn(st, from, "", "the item has an APPROVED already, on line %d", p.item.Approved.Line)
	default:
		p.item.Approved = &NoteWord{st.place(from), typed}
	}
}

// head is the part of a statement before its first colon, and where the text after
// it begins; false, with a problem told, when there is no colon.
func (p *noteParser) head(st *noteStatement, form string) (end, text int, ok bool) {
	colon := strings.IndexByte(st.text, ':')
	if colon < 0 {
		p.notes.report(NoteProblem{NotePlace: st.first(), Message: fmt.Sprintf("%s has no colon", st.key.word()),
			Hint: "write `" + form + "`, or a backslash before it if it is text"})
		return 0, 0, false
	}
	return colon, st.skipBlank(colon + 1), true
}

const positionForm = "POSITION unicef: agree (in its own words)"

// position reads "POSITION unicef, undp (named): agree (note)".
func (p *noteParser) position(st *noteStatement) {
	end, text, ok := p.head(st, positionForm)
	if !ok {
		return
	}
	tokens, ok := p.tokensOf(st, 0, end)
	if !ok {
		return
	}
	said, ok := p.stance(st, text)
	if !ok {
		return
	}
	entries := splitTokens(tokens)
	if len(entries) == 0 {
		p.problemIn(st, 0, "write `"+positionForm+"`", "POSITION does not say whose")
	}
	for _, entry := range entries {
		pos := said
		name, rest := p.name(st, entry)
		switch {
		case name.Text == "":
			continue
		case len(rest) == 1 && rest[0].kind == tokenParen && isNamed(rest[0].text):
			pos.Named = true
		case len(rest) > 0:
			p.problemIn(st, rest[0].offset, "write `"+positionForm+"`", "%q cannot be read here", rest[0].text)
			continue
		}
		pos.Party = name
		p.item.Positions = append(p.item.Positions, pos)
	}
}

// stance reads "agree (named) (note)".
func (p *noteParser) stance(st *noteStatement, from int) (NotePosition, bool) {
	var out NotePosition
	text := strings.TrimSuffix(strings.TrimSpace(st.text[from:]), ".")
	word, note := text, ""
	if open := strings.IndexByte(text, '('); open >= 0 {
		word, note = strings.TrimSpace(text[:open]), text[open:]
	}
	position, known := vocabularyWord[Position](word)
	if !known {
		p.unknownPosition(st, from, word)
		return out, false
	}
	out.Position = position
	if strings.HasPrefix(note, "(named)") || strings.HasPrefix(note, "(поименично)") {
		out.Named = true
		note = strings.TrimSpace(note[strings.IndexByte(note, ')')+1:])
	}
	if note == "" {
		return out, true
	}
	if !strings.HasPrefix(note, "(") || !strings.HasSuffix(note, ")") || len(note) < 2 {
		p.problemIn(st, from, "write `"+positionForm+"`", "what is behind the position stands in parentheses")
		return out, false
	}
	out.Note = oneLine(note[1 : len(note)-1])
	return out, true
}

func (p *noteParser) unknownPosition(st *noteStatement, from int, word string) {
	values := Position("").Values()
	first, rest, _ := strings.Cut(word, " ")
	switch near := nearestIn(word, values); {
	case word == "":
		p.problemIn(st, from, "write `"+positionForm+"`", "POSITION does not say which")
	case near != "":
		p.problemIn(st, from, "", "there is no position %q; did you mean %q", word, near)
	case slices.Contains(values, strings.ToLower(first)):
		p.problemIn(st, from, fmt.Sprintf("write `%s (%s)`", strings.ToLower(first), oneLine(rest)), "there is no position %q", word)
	default:
		p.problemIn(st, from, "write one of "+strings.Join(values, ", "), "there is no position %q", word)
	}
}

// text reads "CONCLUSION: text" and "NO DECISION: reason".
func (p *noteParser) text(st *noteStatement) {
	word := st.key.word()
	end, from, ok := p.head(st, word+": text")
	if !ok {
		return
	}
	text := oneLine(st.text[from:])
	switch {
	case strings.TrimSpace(st.text[:end]) != "":
		p.problemIn(st, st.skipBlank(0), "write `"+word+": text`", "nothing stands between %s and its colon", word)
	case text == "":
		p.problemIn(st, end, "write `"+word+": text`", "%s says nothing", word)
	case st.key == keyConclusion:
		p.item.Conclusions = append(p.item.Conclusions, NoteText{st.first(), text})
	case p.item.NoDecision != "":
		p.problemIn(st, 0, "", "the item has a NO DECISION already")
	default:
		p.item.NoDecision = text
	}
	if p.item.NoDecision != "" && p.item.Decision != nil && (p.item.Decision.Text != "" || p.item.Decision.Result == "adopted") {
		p.problemIn(st, 0, "leave one of them out", "the item has both a decision and NO DECISION")
	}
}

// decision reads "DECISION: text", "DECISION id" and "DECISION id: adopted".
func (p *noteParser) decision(st *noteStatement) {
	if p.item.Decision != nil {
		p.problemIn(st, 0, "put the other under an item of its own, such as `## Title (new)`", "the item has a decision already, on line %d", p.item.Decision.Line)
		return
	}
	d := NoteDecision{NotePlace: st.first()}
	colon := strings.IndexByte(st.text, ':')
	id, from := st.text, len(st.text)
	if colon >= 0 {
		id, from = st.text[:colon], st.skipBlank(colon+1)
	}
	start := st.skipBlank(0)
	id = strings.TrimPrefix(strings.TrimSpace(id), "decision/")
	said := oneLine(st.text[from:])
	switch {
	case id == "" && said == "":
		p.problemIn(st, 0, "write `DECISION: text`, or `DECISION` and the id of the decision", "DECISION says nothing")
		return
	case id == "":
		d.Text = said
	case len(strings.Fields(id)) > 1 || !isName(id):
		p.problemIn(st, start, "write `DECISION: text`, or a backslash before it if it is text", "%q is no id of a decision", id)
		return
	default:
		d.ID = NoteWord{st.place(start), id}
		if d.Result, _ = p.result(st, from, strings.TrimSuffix(said, ".")); d.Result == "" && said != "" {
			return
		}
	}
	p.item.Decision = &d
	if p.item.NoDecision != "" && (d.Text != "" || d.Result == "adopted") {
		p.problemIn(st, 0, "leave one of them out", "the item has both a decision and NO DECISION")
	}
}

// result is what the meeting did with a decision.
func (p *noteParser) result(st *noteStatement, from int, word string) (OutcomeResult, bool) {
	if result, ok := vocabularyWord[OutcomeResult](word); ok {
		return result, true
	}
	if isAdopted(word) {
		return "adopted", true
	}
	if word == "" {
		return "", false
	}
	message := fmt.Sprintf("a decision is not %q", word)
	if near := nearestIn(word, OutcomeResult("").Values()); near != "" {
		message += fmt.Sprintf("; did you mean %q", near)
	}
	p.problemIn(st, from, "write adopted, no-consensus or withdrawn; what else was concluded goes into `CONCLUSION: text`", "%s", message)
	return "", false
}

const actionForm = "ACTION iom with undp: what is to be done by 2027-01-31"

// action reads "ACTION owner with a, b: title by DATE".
func (p *noteParser) action(st *noteStatement) {
	end, from, ok := p.head(st, actionForm)
	if !ok {
		return
	}
	a := NoteAction{NotePlace: st.first()}
	if !p.owners(st, end, &a) {
		return
	}
	title, day, at, ok := cutDue(st.text[from:])
	if !ok {
		p.problemIn(st, len(st.text), "end it with a date, such as `by 2027-01-31`; a line that goes on is indented", "ACTION does not end with its date")
		return
	}
	due, err := doc.ParseDate(day)
	if err != nil {
		hint := ""
		if meant := dottedDate(day); meant != "" {
			hint = "write `by " + meant + "`"
		}
		p.problemIn(st, from+at, hint, "%s", err)
		return
	}
	a.Title, a.Due = strings.TrimRight(oneLine(title), " ,"), due
	if a.Title == "" {
		p.problemIn(st, from, "write `"+actionForm+"`", "ACTION does not say what is to be done")
		return
	}
	p.item.Actions = append(p.item.Actions, a)
}

// owners reads "owner with a, b".
func (p *noteParser) owners(st *noteStatement, end int, a *NoteAction) bool {
	tokens, ok := p.tokensOf(st, 0, end)
	if !ok {
		return false
	}
	with := slices.IndexFunc(tokens, func(t noteToken) bool { return t.kind == tokenWord && isWith(t.text) })
	owner, others := tokens, []noteToken(nil)
	if with >= 0 {
		owner, others = tokens[:with], tokens[with+1:]
	}
	entries := splitTokens(owner)
	switch {
	case len(entries) == 0:
		p.problemIn(st, 0, "write `"+actionForm+"`", "ACTION does not say whose")
		return false
	case len(entries) > 1:
		p.problemIn(st, entries[1][0].offset, "write `ACTION "+entries[0][0].text+" with "+entries[1][0].text+": ...`", "an action has one owner")
		return false
	case with >= 0 && len(others) == 0:
		p.problemIn(st, tokens[with].offset, "write `"+actionForm+"`", "%q does not say with whom", tokens[with].text)
		return false
	}
	a.Owner, ok = p.bareWord(st, entries[0])
	for _, entry := range splitTokens(others) {
		w, good := p.bareWord(st, entry)
		a.With, ok = append(a.With, w), ok && good
	}
	return ok
}

// cutDue parts "title by DATE"; at is where the date begins. The date need not be
// right, but must begin with a digit.
func cutDue(text string) (title, day string, at int, ok bool) {
	text = strings.TrimRight(text, ". \t")
	at = strings.LastIndexAny(text, " \t") + 1
	day = text[at:]
	before := strings.TrimRight(text[:at], " \t")
	by := strings.LastIndexAny(before, " \t") + 1
	if day == "" || day[0] < '0' || day[0] > '9' || !isUntil(before[by:]) {
		return "", "", 0, false
	}
	return before[:by], day, at, true
}

// dottedDate is a date as Serbian writes it, 31.1.2027, as records write it.
func dottedDate(day string) string {
	t, err := time.Parse("2.1.2006", strings.TrimSuffix(day, "."))
	if err != nil {
		return ""
	}
	return t.Format(time.DateOnly)
}
