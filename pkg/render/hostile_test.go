package render_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	md "unmn/pkg/markdown"
	"unmn/pkg/network"
	"unmn/pkg/render"
)

// payloads are values that are Markdown, HTML or a template to whoever does not
// escape them.
var payloads = []string{
	`a | b | c`, `**bold** _it_ ~~out~~`, `[click](https://evil.example.org)`, `![x](https://evil.example.org/p.png)`,
	`<script>alert(1)</script>`, `<b onclick=x>`, `&lt;b&gt; &amp;`, `# heading`, `- item`, `1. item`, `> quote`,
	"`code`", "```", `---`, `https://evil.example.org`, `www.evil.example.org`, `mail@evil.example.org`,
	`{{.Network}}`, `{1} {2}`, `<!-- -->`, `--> x`, `\`, `a\`, `a\\|`, `|---|---|`, `javascript:alert(1)`, `<br>`, `+`, `* * *`, `===`,
}

func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// TestValuesAreText puts each payload into every plain text of a meeting and looks
// for it, as text, in each document.
func TestValuesAreText(t *testing.T) {
	for _, p := range payloads {
		q := quoted(p)
		files := map[string]string{
			"records/members/hostile.yaml": fmt.Sprintf(
				"name: %s\nshort: %s\nclass: un-entity\nstatus: active\nrepresentatives:\n  - {name: %s, title: %s, post: focal-point, email: %s}\n", q, q, q, q, q),
			"records/partners/hostile-too.yaml": fmt.Sprintf(
				"name: %s\nshort: %s\nclass: ngo\nstatus: active\nmailbox: %s\nrepresentatives:\n  - {name: %s, title: %s, post: focal-point, email: %s}\n", q, q, q, q, q, q),
			"records/actions/2026/2026-x.yaml": fmt.Sprintf("title: %s\nstatus: open\nowner: hostile\nwith: [hostile]\ndue: \"2026-12-01\"\nsource: meeting/2026-x#x\n", q),
			"records/statements/2026/2026-x.yaml": fmt.Sprintf(`issue: %[1]s
status: delivered
text: Said
closes_at: "2026-05-16T17:00"
clearance:
  - {member: hostile, round: 1, asked: {date: "2026-05-14", channel: e-mail}, status: responded, position: comments, answered_on: "2026-05-15", summary: %[1]s}
delivered:
  date: "2026-05-17"
  by: co-chair-iom
  where: %[1]s
  url: %[1]s
  as_taken: {reason: Said, missing: [%[1]s]}
`, q),
			"records/meetings/2026/2026-x.yaml": fmt.Sprintf(`type: ordinary
status: held
title: %[1]s
reference: %[1]s
start: "2026-05-14T10:00"
place: %[1]s
join_url: %[1]s
host: {body: %[1]s, reference: %[1]s, items: %[1]s}
invited:
  - {party: hostile}
attendance:
  - {party: hostile, status: present, name: %[1]s, alternate_for: %[1]s}
agenda:
  - id: x
    title: %[1]s
    purpose: for-discussion
    presenter: hostile
    documents: [%[1]s]
    positions:
      - {party: hostile, position: agree, note: %[1]s, named: true}
minutes: {status: draft, corrections: [{number: 1, date: "2026-05-14", item: x, text: T, reason: R}]}
`, q),
		}
		files["records/decisions/2026/2026-y.yaml"] = fmt.Sprintf(`title: %[1]s
status: open
question: %[1]s
proposed_by: iom
method: silence
rounds: [{round: 1, revised_on: "2026-05-14"}]
consultation:
  - {party: hostile, round: 1, capacity: member, status: responded, position: comments, summary: %[1]s}
  - {party: hostile, round: 2, capacity: member, asked: {date: "2026-05-14", channel: e-mail, our_reference: %[1]s}, status: awaiting}
`, q)
		files["records/decisions/2026/2026-x.yaml"] = fmt.Sprintf(`title: %[1]s
status: open
reference: %[1]s
question: %[1]s
proposed_by: hostile
method: silence
consultation:
  - {party: hostile, round: 1, capacity: member, not_asked: %[1]s, status: responded, position: agree, summary: %[1]s}
outcome: {result: adopted, date: "2026-05-14", as_taken: {reason: Said, missing: [%[1]s]}}
`, q)
		files["records/workplans/2026.yaml"] = fmt.Sprintf(`period: "2026"
status: draft
activities:
  - {id: x, title: %[1]s, status: ongoing, objective: 1, lead: hostile, with: [hostile], timeline: "2026", added_value: %[1]s, progress: [{date: "2026-05-14", status: ongoing, note: %[1]s}]}
`, q)
		files["records/updates/2026/2026-05-14-x.yaml"] = fmt.Sprintf(`title: %[1]s
type: data
scope: local
shared_by: hostile
date: "2026-05-14"
source: %[1]s
link: %[1]s
file: %[1]s
`, q)
		files["records/circulations/2026/2026-x.yaml"] = fmt.Sprintf(`direction: out
purpose: comments
document: minutes
what: [meeting/2026-x]
asks: %[1]s
date: "2026-05-14"
channel: e-mail
by: hostile
to: [{party: hostile}]
`, q)
		set := register(t, files)
		for _, name := range render.Names() {
			r := request(set, name, "2026-x", "en")
			switch name {
			case render.MemberList, render.PartnerList, render.UpdateDigest:
				r.Subject, r.Since = "", "2026-01-01"
			case render.WorkplanPaper:
				r.Subject = "2026"
			case render.Reminder:
				r.Subject = "hostile"
			case render.Statement, render.DecisionPaper:
				r.For = network.ForCoChairs
			case render.ConsultationLetter:
				r.Subject, r.To = "2026-y", "hostile"
			case render.Corrigendum:
				r.Corrigendum = 1
			}
			if render.IsReport(name) {
				r.Subject, r.Period = "", "2026"
			}
			d, err := render.Render(r)
			if err != nil {
				t.Fatalf("%q in %s: %v", p, name, err)
			}
			if text := d.Tree.Text(); !strings.Contains(text, strings.Join(strings.Fields(p), " ")) {
				t.Errorf("%q is not in %s as text:\n%s", p, name, text)
			}
			checkTables(t, p, string(name), d.Tree.Blocks)
			var page bytes.Buffer
			if err := d.HTML(&page); err != nil {
				t.Fatal(err)
			}
			for _, live := range []string{"<script", "<b ", "<b>", "<em>", "<del>", "<img", `href="javascript:`} {
				if strings.Contains(page.String(), live) {
					t.Errorf("%q in %s became %s", p, name, live)
				}
			}
			if strings.Count(d.Markdown(), "-->") != strings.Count(d.Markdown()[:strings.LastIndex(d.Markdown(), "<!--")], "-->")+1 {
				t.Errorf("%q in %s ends the comment", p, name)
			}
		}
	}
}

// checkTables looks for rows that a value has torn apart: the parser keeps what is
// too much in the last cell, behind a bar with a space on each side.
func checkTables(t *testing.T, payload, name string, blocks []md.Block) {
	t.Helper()
	for _, b := range blocks {
		table, ok := b.(md.Table)
		if !ok {
			continue
		}
		for _, row := range table.Rows {
			last := md.InlineText(row[len(row)-1])
			if strings.Contains(strings.ReplaceAll(last, payload, ""), " | ") {
				t.Errorf("%q in %s tears a row apart: %q", payload, name, last)
			}
		}
	}
}

// TestProseStaysInItsPlace puts prose that leaves something open before text that it
// must not swallow.
func TestProseStaysInItsPlace(t *testing.T) {
	for _, p := range []string{
		"```\nopen fence", "> quote", "- list", "1. list", "# heading 1", "###### heading 6", "| a | b |\n|---|---|", "<!-- open", "<script>",
		"text\n===", "a  \n", "*open", "[x]: https://example.org", "    code", "~~~\ntilde", "1. a\n\n   ```\n   deep",
	} {
		set := register(t, map[string]string{"records/meetings/2026/2026-x.yaml": fmt.Sprintf(
			"type: ordinary\nstatus: held\nstart: \"2026-05-14T10:00\"\nagenda:\n  - id: x\n    title: T\n    purpose: for-discussion\n    summary: |\n      %s\n    conclusions:\n      - |\n        %s\n      - AFTER\n  - {id: next, title: NEXT, purpose: aob}\nminutes: {status: draft}\n",
			strings.ReplaceAll(p, "\n", "\n      "), strings.ReplaceAll(p, "\n", "\n        "))})
		d, err := render.Render(request(set, render.Minutes, "2026-x", "en"))
		if err != nil {
			t.Fatalf("%q: %v", p, err)
		}
		found, after := false, false
		for _, b := range d.Tree.Blocks {
			if h, ok := b.(md.Heading); ok {
				found = found || h.Level == 3 && md.InlineText(h.Text) == "2. NEXT"
				if h.Level < 3 && strings.HasPrefix(md.InlineText(h.Text), "heading") {
					t.Errorf("%q is a heading of level %d", p, h.Level)
				}
			}
			if l, ok := b.(md.List); ok {
				words := (&md.Document{Blocks: l.Items[len(l.Items)-1].Blocks}).Text()
				after = after || words == "AFTER"
			}
		}
		if !found || !after {
			t.Errorf("%q swallows what comes after it:\n%s", p, d.Markdown())
		}
	}
}
