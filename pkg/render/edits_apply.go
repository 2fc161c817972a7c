package render

import (
	"errors"
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/markdown"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// ErrDone is an edit that the record has already.
var ErrDone = errors.New("the record says so already")

// A Conflict is an edit of words that are others by now.
type Conflict struct {
	Now string // what the record says there by now
}

// Error says so.
func (c *Conflict) Error() string {
	if c.Now == "" {
		return "the words are not in the record any more"
	}
	return "the record says something else there by now"
}

// Apply makes the edit in the record of the meeting. Where other words of the same line
// were changed since, both changes are made; where the same ones were, it is a
// *Conflict, save with over, where the words of the edit count.
// ErrDone says that there is nothing to do. Only edits without Why can be applied.
func (e *Edit) Apply(m *network.Meeting, over bool) error {
	if e.Origin.Item == "" {
		return e.applyText(&m.Opening, over)
	}
	at := slices.IndexFunc(m.Agenda, func(it network.AgendaItem) bool { return it.ID == e.Origin.Item })
	if at < 0 {
		return &Conflict{}
	}
	item := &m.Agenda[at]
	switch e.Origin.Field {
	case "title":
		return e.applyLine(item.Title[e.Origin.Lang], over, func(s string) { item.Title = withText(item.Title, e.Origin.Lang, s) })
	case "no_decision_reason":
		return e.applyText(&item.NoDecisionReason, over)
	case "conclusions":
		return e.applyConclusion(item, over)
	case "positions":
		for i := range item.Positions {
			if p := &item.Positions[i]; p.Party == e.Origin.Party {
				return e.applyLine(p.Note, over, func(s string) { p.Note = s })
			}
		}
		return &Conflict{}
	}
	return e.applyText(&item.Summary, over)
}

// withText is a text with another value for one language; without one where it is
// empty.
func withText(t doc.Text, lang, value string) doc.Text {
	out := doc.Text{}
	for l, s := range t {
		out[l] = s
	}
	if out[lang] = value; strings.TrimSpace(value) == "" {
		delete(out, lang)
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// applyLine makes the edit of a text on one line.
func (e *Edit) applyLine(now string, over bool, set func(string)) error {
	fresh := ""
	if len(e.fresh) > 0 {
		fresh = wordsOf(e.fresh[0].text)
	}
	merged, err := mergeWords(wordsOf(e.old), fresh, strings.Join(strings.Fields(now), " "), over)
	if err != nil {
		return err
	}
	set(merged)
	return nil
}

// applyText makes the edit of prose.
func (e *Edit) applyText(t *doc.Text, over bool) error {
	p, err := readProse((*t)[e.Origin.Lang])
	if err != nil {
		return err
	}
	if err := e.applyProse(p, over); err != nil {
		return err
	}
	text, err := p.write()
	if err != nil {
		return err
	}
	*t = withText(*t, e.Origin.Lang, text)
	return nil
}

// applyConclusion makes the edit of a conclusion, or adds conclusions.
func (e *Edit) applyConclusion(item *network.AgendaItem, over bool) error {
	list := slices.Clone(item.Conclusions)
	switch e.Kind {
	case WordsAdded:
		var fresh []doc.Text
		for _, l := range e.fresh {
			if hasConclusion(list, e.Origin.Lang, wordsOf(l.text)) < 0 {
				fresh = append(fresh, withText(nil, e.Origin.Lang, writeLine(l.text, "\\\n")))
			}
		}
		if len(fresh) == 0 {
			return ErrDone
		}
		at := max(hasConclusion(list, e.Origin.Lang, wordsOf(e.newer)), hasConclusion(list, e.Origin.Lang, wordsOf(e.anchor))) + 1
		if at == 0 && len(e.anchor) > 0 {
			at = len(list)
		}
		item.Conclusions = slices.Insert(list, at, fresh...)
		return nil
	case WordsDeleted:
		at := hasConclusion(list, e.Origin.Lang, wordsOf(e.old))
		if at < 0 {
			return e.missing(list)
		}
		if p, err := readProse(list[at][e.Origin.Lang]); err == nil && len(p.lines()) == 1 {
			item.Conclusions = slices.Delete(list, at, at+1)
			return nil
		}
		return e.inConclusion(item, list, at, over)
	}
	at := hasConclusion(list, e.Origin.Lang, wordsOf(e.old))
	if at < 0 && e.Origin.Number < len(list) {
		at = e.Origin.Number
	}
	if at < 0 {
		return &Conflict{}
	}
	return e.inConclusion(item, list, at, over)
}

// inConclusion makes the edit in one conclusion.
func (e *Edit) inConclusion(item *network.AgendaItem, list []doc.Text, at int, over bool) error {
	if err := e.applyText(&list[at], over); err != nil {
		return err
	}
	item.Conclusions = list
	return nil
}

// missing says whether a conclusion that is to be deleted is gone, or is another.
func (e *Edit) missing(list []doc.Text) error {
	best := ""
	for _, t := range list {
		if s := t[e.Origin.Lang]; likeness(s, wordsOf(e.old)) >= likely {
			best = s
		}
	}
	if best != "" {
		return &Conflict{Now: best}
	}
	return ErrDone
}

// hasConclusion is the place of the conclusion that has a line with these words; -1 for
// none.
func hasConclusion(list []doc.Text, lang, words string) int {
	return slices.IndexFunc(list, func(t doc.Text) bool {
		p, err := readProse(t[lang])
		return err == nil && p.find(words) != nil
	})
}

// applyProse makes the edit in a text of several blocks.
func (e *Edit) applyProse(p *prose, over bool) error {
	switch e.Kind {
	case WordsAdded:
		return e.insert(p)
	case WordsDeleted:
		return e.remove(p, over)
	}
	fresh := e.fresh[0].text
	at := p.find(wordsOf(e.old))
	switch {
	case at != nil && e.Kind == FormChanged && writeLine(at.text, " ") == writeLine(fresh, " "):
		return ErrDone
	case at != nil:
		p.set(at, fresh)
		return nil
	case p.find(wordsOf(fresh)) != nil:
		return ErrDone
	}
	if at = p.likeliest(wordsOf(e.old)); at == nil {
		return &Conflict{Now: strings.TrimSpace(p.source)}
	}
	return e.merge(p, at, over)
}

// merge makes the edit in a line that says something else by now.
func (e *Edit) merge(p *prose, at *knot, over bool) error {
	fresh := e.fresh[0].text
	switch formless := isPlain(at.text) && isPlain(fresh) && isPlain(e.old); {
	case !formless && !over:
		return &Conflict{Now: wordsOf(at.text)}
	case !formless:
		p.set(at, fresh)
		return nil
	}
	merged, err := mergeWords(wordsOf(e.old), wordsOf(fresh), wordsOf(at.text), over)
	if err != nil {
		return err
	}
	p.set(at, []markdown.Inline{markdown.Text(merged)})
	return nil
}

// remove deletes a line.
func (e *Edit) remove(p *prose, over bool) error {
	at := p.find(wordsOf(e.old))
	if at == nil {
		if at = p.likeliest(wordsOf(e.old)); at == nil {
			return ErrDone
		}
		if !over {
			return &Conflict{Now: wordsOf(at.text)}
		}
	}
	p.remove(at)
	return nil
}

// isPlain reports a line without any form.
func isPlain(line []markdown.Inline) bool {
	if len(line) != 1 {
		return len(line) == 0
	}
	_, ok := line[0].(markdown.Text)
	return ok
}

// insert adds new lines to a text.
func (e *Edit) insert(p *prose) error {
	var blocks []markdown.Block
	items := markdown.List{Tight: true}
	for _, l := range e.fresh {
		switch {
		case p.find(wordsOf(l.text)) != nil:
		case l.item:
			items.Items = append(items.Items, markdown.Item{Blocks: []markdown.Block{markdown.Paragraph{Text: l.text}}})
		default:
			blocks = append(blocks, markdown.Paragraph{Text: l.text})
		}
	}
	if len(items.Items) > 0 {
		blocks = append(blocks, items)
	}
	if len(blocks) == 0 {
		return ErrDone
	}
	newer := p.find(wordsOf(e.newer))
	switch {
	case newer != nil:
		p.behind(newer, blocks)
		return nil
	case e.last:
		p.insert(len(p.top), blocks)
		return nil
	case len(e.anchor) == 0:
		p.insert(0, blocks)
		return nil
	}
	behind := p.find(wordsOf(e.anchor))
	if behind == nil {
		behind = p.likeliest(wordsOf(e.anchor))
	}
	if behind == nil {
		return &Conflict{Now: strings.TrimSpace(p.source)}
	}
	p.behind(behind, blocks)
	return nil
}

// Done says what became of the edit in a meeting as it is: nil where it can be made, the
// error of Apply else.
func (e *Edit) Done(s *record.Set, meeting record.ID) error {
	return network.Meetings.Edit(s.Draft(), meeting, func(m *network.Meeting) error { return e.Apply(m, false) })
}

// mergeWords makes the change from old to fresh in now, word by word. ErrDone says that
// now has it.
func mergeWords(old, fresh, now string, over bool) (string, error) {
	switch {
	case now == old:
		return fresh, nil
	case now == fresh:
		return "", ErrDone
	}
	merged, ok := merged3(strings.Fields(old), strings.Fields(fresh), strings.Fields(now), over)
	switch {
	case !ok:
		return "", &Conflict{Now: now}
	case strings.Join(merged, " ") == now:
		return "", ErrDone
	}
	return strings.Join(merged, " "), nil
}

// A hunk is a piece of a text that was replaced.
type hunk struct {
	begin, end int // in the old text
	words      []string
}

// hunks are what differs between two texts.
func hunks(old, fresh []string) []hunk {
	var out []hunk
	i, j := 0, 0
	close := func(iEnd, jEnd int) {
		if i < iEnd || j < jEnd {
			out = append(out, hunk{i, iEnd, fresh[j:jEnd]})
		}
	}
	for _, p := range doc.Common(len(old), len(fresh), func(a, b int) bool { return old[a] == fresh[b] }) {
		close(p[0], p[1])
		i, j = p[0]+1, p[1]+1
	}
	close(len(old), len(fresh))
	return out
}

// merged3 makes two changes of a text. Where both touch a word, or words side by side,
// it cannot, or with over makes the first alone there.
func merged3(old, a, b []string, over bool) ([]string, bool) {
	mine := hunks(old, a)
	all := slices.Clone(mine)
	for _, h := range hunks(old, b) {
		clash := slices.IndexFunc(mine, func(o hunk) bool { return h.begin <= o.end && o.begin <= h.end })
		switch {
		case clash < 0:
			all = append(all, h)
		case over, h.begin == mine[clash].begin && h.end == mine[clash].end && slices.Equal(h.words, mine[clash].words):
		default:
			return nil, false
		}
	}
	slices.SortFunc(all, func(x, y hunk) int { return x.begin - y.begin })
	var out []string
	at := 0
	for _, h := range all {
		out = append(append(out, old[at:h.begin]...), h.words...)
		at = h.end
	}
	return append(out, old[at:]...), true
}
