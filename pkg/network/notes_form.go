package network

import "strings"

// noteForm is what the first words of a line make it. The zero value is prose.
type noteForm struct {
	heading    bool
	badHeading bool
	found      noteWordFound
}

// formOf reads the beginning of a line; opening says that no heading stood before.
// Fenced blocks and remarks are not its matter.
func (x *noteLexicon) formOf(line string, opening bool) noteForm {
	if strings.HasPrefix(line, "#") {
		level := len(line) - len(strings.TrimLeft(line, "#"))
		blank := level == len(line) || line[level] == ' ' || line[level] == '\t'
		return noteForm{heading: isItemHeading(line), badHeading: level == 1 && blank || level == 2 && !blank}
	}
	if opening {
		if found := x.headTerm(line); found.key != noKey {
			return noteForm{found: found}
		}
	}
	return noteForm{found: x.itemTerm(line)}
}

// isItemHeading reports whether a line is the heading of an item, in a fenced block
// or out of it.
func isItemHeading(line string) bool {
	return line == "##" || strings.HasPrefix(line, "## ") || strings.HasPrefix(line, "##\t")
}

// isNotation reports whether a line of text, written as it is, would be read as
// something else than text.
func (x *noteLexicon) isNotation(line string, opening bool) bool {
	return strings.HasPrefix(line, "//") || fenceOf(line) != "" || x.formOf(line, opening) != noteForm{}
}

// escape writes a line of text so that it is read as text: with one backslash more
// where notation follows at once or behind backslashes.
func (x *noteLexicon) escape(line string, opening bool) string {
	if x.isNotation(strings.TrimLeft(line, `\`), opening) {
		return `\` + line
	}
	return line
}

// unescape takes the backslash of escape away.
func unescape(line string, x *noteLexicon, opening bool) string {
	if bare := strings.TrimLeft(line, `\`); len(bare) < len(line) && x.isNotation(bare, opening) {
		return line[1:]
	}
	return line
}

// escapeHeading is escape for a line of a fenced block, which only a heading ends.
func escapeHeading(line string) string {
	if isItemHeading(strings.TrimLeft(line, `\`)) {
		return `\` + line
	}
	return line
}

// unescapeHeading takes the backslash of escapeHeading away.
func unescapeHeading(line string) string {
	if bare := strings.TrimLeft(line, `\`); len(bare) < len(line) && isItemHeading(bare) {
		return line[1:]
	}
	return line
}

// fenceOf is the run of characters that opens a fenced block of Markdown and closes
// it again, "" where the line opens none. Only a block that is not indented can
// hide notation, so no other counts.
func fenceOf(line string) string {
	for _, mark := range []string{"`", "~"} {
		rest := strings.TrimLeft(line, mark)
		if n := len(line) - len(rest); n >= 3 && (mark == "~" || !strings.Contains(rest, mark)) {
			return line[:n]
		}
	}
	return ""
}

// closesFence reports whether a line ends the block that a fence opened.
func closesFence(line, fence string) bool {
	line = strings.TrimRight(line, " \t")
	line = strings.TrimLeft(line[:min(3, len(line))], " ") + line[min(3, len(line)):]
	return len(line) >= len(fence) && strings.Trim(line, fence[:1]) == ""
}

// fencesThatClose says of each line whether it would open a fenced block that is
// closed before the next heading. It looks at each line once, from the end: what
// counts is the longest closing fence still to come.
func fencesThatClose(lines []string) []bool {
	out := make([]bool, len(lines))
	longest := map[byte]int{}
	for i := len(lines) - 1; i >= 0; i-- {
		line := strings.TrimRight(lines[i], " \t")
		if isItemHeading(line) {
			clear(longest)
			continue
		}
		if fence := fenceOf(line); fence != "" {
			out[i] = longest[fence[0]] >= len(fence)
		}
		bare := strings.TrimLeft(line[:min(3, len(line))], " ") + line[min(3, len(line)):]
		if bare != "" && (bare[0] == '`' || bare[0] == '~') && strings.Trim(bare, bare[:1]) == "" {
			longest[bare[0]] = max(longest[bare[0]], len(bare))
		}
	}
	return out
}
