package network

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// String is the notes in their notation. Reading it gives the same notes.
func (n *Notes) String() string {
	w := &noteWriter{lexicon: noteTerms()}
	for _, r := range n.Remarks {
		w.line(strings.TrimRight("// "+oneLine(r), " "))
	}
	w.paragraph()
	w.words(keyChairs, n.Chairs)
	w.attendance(n.Attendance, n.asks)
	var guests []string
	for _, g := range n.Guests {
		guests = append(guests, fmt.Sprintf("%s %d", g.Class, g.Number))
	}
	w.list(keyGuests, guests)
	if n.Secretary.Text != "" {
		w.words(keySecretary, []NoteWord{n.Secretary})
	}
	w.paragraph()
	w.prose(n.Opening, true)
	for _, item := range n.Items {
		w.item(item)
	}
	return w.b.String()
}

// noteWriter writes notes; paragraphs are parted by one blank line.
type noteWriter struct {
	b       strings.Builder
	lexicon *noteLexicon
	blank   bool // a blank line is due before the next line
}

func (w *noteWriter) line(s string) {
	if w.blank && w.b.Len() > 0 {
		w.b.WriteByte('\n')
	}
	w.blank = false
	w.b.WriteString(s)
	w.b.WriteByte('\n')
}

func (w *noteWriter) paragraph() { w.blank = true }

// list writes a header line, nothing for an empty list.
func (w *noteWriter) list(key noteKey, entries []string) {
	if len(entries) > 0 {
		w.line(key.word() + ": " + strings.Join(entries, ", "))
	}
}

func (w *noteWriter) words(key noteKey, words []NoteWord) { w.list(key, textsOf(words)) }

func textsOf(words []NoteWord) []string {
	var out []string
	for _, word := range words {
		out = append(out, word.Text)
	}
	return out
}

// attendance writes the rows by how they were there; asks are lines for the user to
// complete.
func (w *noteWriter) attendance(rows []NoteAttendance, asks []noteKey) {
	by := map[noteKey][]string{}
	for _, row := range rows {
		key := keyPresent
		switch row.Status {
		case Represented:
			key = keyRepresented
		case Regrets:
			key = keyRegrets
		case Absent:
			key = keyAbsent
		}
		by[key] = append(by[key], attendanceEntry(row))
		if row.From != "" {
			by[keyArrived] = append(by[keyArrived], row.Party.Text+" "+string(row.From))
		}
		if row.Until != "" {
			by[keyLeft] = append(by[keyLeft], row.Party.Text+" "+string(row.Until))
		}
	}
	for _, key := range []noteKey{keyPresent, keyRepresented, keyRegrets, keyAbsent, keyArrived, keyLeft} {
		if len(by[key]) == 0 && slices.Contains(asks, key) {
			w.line(key.word() + ":")
		}
		w.list(key, by[key])
	}
}

func attendanceEntry(row NoteAttendance) string {
	out := row.Party.Text
	if row.Name != "" {
		out += " by " + quoteName(row.Name)
	}
	if row.AlternateFor != "" {
		out += " for " + quoteName(row.AlternateFor)
	}
	var how []string
	if row.Mode != "" {
		how = append(how, string(row.Mode))
	}
	if row.Capacity != "" {
		how = append(how, string(row.Capacity))
	}
	if len(how) > 0 {
		out += " (" + strings.Join(how, ", ") + ")"
	}
	return out
}

// quoteName puts a name between quotation marks.
func quoteName(name string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(oneLine(name)) + `"`
}

// prose writes text so that it is read as the same text.
func (w *noteWriter) prose(text string, opening bool) {
	if text == "" {
		return
	}
	w.paragraph()
	lines := strings.Split(text, "\n")
	closes := fencesThatClose(lines)
	fence := ""
	for i, line := range lines {
		switch {
		case fence != "":
			w.line(escapeHeading(line))
			if closesFence(line, fence) {
				fence = ""
			}
		case closes[i]:
			fence = fenceOf(line)
			w.line(line)
		default:
			w.line(w.lexicon.escape(line, opening))
		}
	}
	w.paragraph()
}

func (w *noteWriter) item(item NoteItem) {
	w.paragraph()
	heading := "## " + item.Heading
	if item.New {
		heading += " (new)"
	}
	w.line(heading)
	w.prose(item.Summary, false)
	if item.Approved != nil {
		w.line(strings.TrimRight("APPROVED "+item.Approved.Text, " "))
	}
	for _, p := range item.Positions {
		w.line(positionLine(p))
	}
	for _, c := range item.Conclusions {
		w.line("CONCLUSION: " + c.Text)
	}
	if item.Decision != nil {
		w.line(decisionLine(*item.Decision))
	}
	for _, a := range item.Actions {
		w.line(actionLine(a))
	}
	if item.NoDecision != "" {
		w.line("NO DECISION: " + item.NoDecision)
	}
}

func positionLine(p NotePosition) string {
	out := "POSITION " + p.Party.Text
	if p.Named {
		out += " (named)"
	}
	out += ": " + string(p.Position)
	switch {
	case p.Note == "":
	case strings.HasPrefix(p.Note, "named") || strings.HasPrefix(p.Note, "поименично"):
		out += " ( " + p.Note + ")" // "(named)" says something else
	default:
		out += " (" + p.Note + ")"
	}
	return out
}

func decisionLine(d NoteDecision) string {
	if d.Text != "" {
		return "DECISION: " + d.Text
	}
	out := "DECISION " + d.ID.Text
	if d.Result != "" {
		out += ": " + string(d.Result)
	}
	return out
}

func actionLine(a NoteAction) string {
	out := "ACTION " + a.Owner.Text
	if len(a.With) > 0 {
		out += " with " + strings.Join(textsOf(a.With), ", ")
	}
	return out + ": " + a.Title + " by " + string(a.Due)
}

// itemHeading is the heading of the item with that number.
func itemHeading(number int, title string) string {
	return strings.TrimSpace(strconv.Itoa(number) + " " + title)
}
