package main

import (
	"slices"
	"strings"
	"testing"
)

// A write is one change by one command, made in the sample register on 10 December
// 2026. The proofs of reliability (crash_test.go, user_states_test.go) take each of
// them in turn; a command without one fails TestEveryWritingCommandIsProved.
type write struct {
	words string            // the words of the command: "member new"
	line  string            // the command line without "unmn"
	setup []string          // command lines before it; those that begin with "git " are git's
	files map[string]string // what is laid in the folder before it, by hand
	docx  map[string]string // Word files that the setup made, and what is edited in them: see retouched
	input string            // standard input
	typed string            // what the editor makes of its file
	adds  string            // what the editor adds to its file
	only  string            // the command records nothing, it changes these files
	empty bool              // it begins in an empty folder, not in the sample register
	twin  bool              // another line proves the same code: the samples leave this one out
}

const (
	notes = "Chairs: co-chair-iom\nPresent: iom, undp\nRegrets: who\n\n## Any other business\nNothing was raised.\nACTION iom: book the room by 2027-04-30\n"
	// An edit by hand, out of form on purpose.
	whoByHand = "name: World Health Organization\nshort:   WHO\nclass: un-entity\nstatus: active\nbasis: terms\nconfirmed_on: 2026-11-01\n"
	whoFile   = "records/members/who.yaml"
)

// writes is the table. A new command that writes brings its line.
func writes() []write {
	const protocol = "2026-09-28-joint-data-protocol"
	opened := []string{
		"decision state " + protocol + " required --ground relevant --by co-chair-rc,co-chair-iom",
		"decision open " + protocol + ` --no-other-ministry "data held by SCRM alone"`,
	}
	const migrants = "2026-12-08-international-migrants-day"
	list := []write{
		{words: "action done", line: `action done 2026-q4-inform-the-municipalities --evidence "letter 12/26"`},
		{words: "action drop", line: `action drop 2026-q4-inform-the-municipalities --reason "the protocol was withdrawn"`},
		{words: "action progress", line: `action progress 2026-q4-inform-the-municipalities "letters to 12 of 24 are out" --by undp`},
		{words: "action new", line: `action new "Translate the protocol" --owner undp --due 2027-01-31 --source meeting/2026-q4`},
		{words: "decision adopt", line: `decision adopt ` + protocol + ` --at 2026-q4 --as-taken --reason "concluded in the room"`},
		{words: "decision announce", line: "decision announce " + protocol, setup: []string{"decision withdraw " + protocol}},
		{words: "decision answer", line: "decision answer " + protocol + " unicef,who=agree scrm=comments", setup: opened},
		{words: "decision ask", line: "decision ask " + protocol + " --all", setup: opened},
		{words: "decision consult", line: `decision consult "Common calendar" --question "Is it adopted?" --proposed-by iom --method silence --determination not-required --by co-chair-iom --reason "a matter of form"`},
		{words: "decision new", line: `decision new "Common calendar" --date 2026-12-10 --question "Shall there be one calendar?" --proposed-by iom`},
		{words: "decision no-consensus", line: "decision no-consensus " + protocol, setup: opened},
		{words: "decision open", line: opened[1], setup: opened[:1]},
		{words: "decision remind", line: "decision remind " + protocol, setup: append(slices.Clip(opened), "decision ask "+protocol+" --all")},
		{words: "decision revise", line: "decision revise " + protocol + ` --text "The revised text."`, setup: opened},
		{words: "decision state", line: opened[0]},
		{words: "decision supersede", line: "decision supersede " + protocol + " 2026-12-10-second-protocol", setup: []string{
			"decision adopt " + protocol + " --on-date 2026-12-10 --as-taken --reason room",
			`decision new "Second protocol" --question "Is it adopted?" --proposed-by undp`,
			"decision adopt 2026-12-10-second-protocol --on-date 2026-12-10 --as-taken --reason room"}},
		{words: "decision withdraw", line: "decision withdraw " + protocol},
		{words: "fmt", line: "fmt " + whoFile, files: map[string]string{whoFile: whoByHand}, only: whoFile},
		{words: "engagement new", line: `engagement new "What towns need" --kind consultation --with scrm,ngo:2 --by undp --objective 3`},
		{words: "group close", line: `group close data --reason "the protocol is adopted"`},
		{words: "group leave", line: "group leave data undp --until 2027-01-31", setup: []string{"group join data iom"}},
		{words: "group join", line: "group join data iom unicef"},
		{words: "group new", line: `group new "Return" --kind permanent --mandate "Return and reintegration" --members iom,undp`},
		{words: "group report", line: `group report data "The definitions are compared" --at 2026-q4`},
		{words: "init", line: `init reg --name "UN Network on Migration" --country RS --timezone Europe/Belgrade --reference UNMN-RS`, empty: true},
		{words: "meeting agenda add", line: `meeting agenda add 2027-q1 "Return and reintegration" --purpose for-discussion`},
		{words: "meeting agenda move", line: "meeting agenda move 2027-q1 2 --to 1"},
		{words: "meeting agenda remove", line: "meeting agenda remove 2027-q1 2"},
		{words: "meeting attend", line: "meeting attend 2027-q1 undp=present who=regrets"},
		{words: "meeting cancel", line: `meeting cancel 2027-q1 --reason "the host cancelled its meeting"`},
		{words: "meeting convene", line: "meeting convene 2027-q1 --cleared-by co-chair-iom"},
		{words: "meeting move", line: `meeting move 2027-q1 --start "2027-03-11 10:00" --reason "the room is not free"`},
		{words: "meeting not-held", line: `meeting not-held 2026-q2 --reason "the co-chairs were travelling"`, setup: []string{`meeting new --quarter 2026-Q2 --start "2026-06-04 10:00"`}},
		{words: "meeting request", line: `meeting request "Winter preparedness" --requested-by unhcr,unicef --reason "arrivals have doubled" --start "2027-01-14 10:00"`},
		{words: "meeting new", line: `meeting new --quarter 2027-Q2 --start "2027-06-03 10:00"`},
		{words: "meeting rsvp", line: "meeting rsvp 2027-q1 undp=accepted who=declined"},
		{words: "member activate", line: "member activate ilo --since 2026-12-01", setup: []string{`member new ilo --name "International Labour Organization"`}},
		{words: "member deactivate", line: `member deactivate unodc --since 2027-02-01 --reason "no officer in the country"`},
		{words: "member confirm", line: `member confirm undp who --source "e-mail 2026-12-09"`},
		{words: "member end", line: `member end unesco --until 2027-06-30 --reason "the project office closes"`},
		{words: "member new", line: `member new ilo --name "International Labour Organization"`},
		{words: "member represent", line: `member represent undp --name "New focal point, UNDP" --since 2026-12-10`},
		{words: "minutes approve", line: `minutes approve 2026-q4 --how no-objection --reason "the next meeting is in spring" --date 2026-12-14`,
			setup: []string{"minutes circulate 2026-q4 --cleared-by co-chair-iom --date 2026-12-03"}},
		{words: "minutes circulate", line: "minutes circulate 2026-q4 --cleared-by co-chair-iom"},
		{words: "minutes comment", line: `minutes comment 2026-q4 unicef="the figure is 340" who="add the date" --item 3`,
			setup: []string{"minutes circulate 2026-q4 --cleared-by co-chair-iom"}},
		{words: "minutes correct", line: `minutes correct 2026-q3 "eleven municipalities, not twelve" --item 3 --reason "counted twice"`},
		{words: "minutes import", line: "minutes import minutes.docx --from unicef --accept 1", docx: map[string]string{"minutes.docx": "- presented the revised\n+ presented the final\n"},
			setup: []string{"minutes circulate 2026-q4 --cleared-by co-chair-iom", "minutes render 2026-q4 --out minutes.docx"}},
		{words: "minutes take", line: "minutes take 2027-q1 --file notes.txt", files: map[string]string{"notes.txt": notes}},
		{words: "minutes take", line: "minutes take 2027-q1", input: notes},
		{words: "minutes take", line: "minutes take 2027-q1", typed: notes},
		{words: "network decide", line: "network decide notice_days 10 --decision " + protocol,
			setup: []string{"decision adopt " + protocol + " --on-date 2026-12-10 --as-taken --reason room"}},
		{words: "network waive", line: `network waive annual-meeting --for 2026 --by co-chair-rc,co-chair-iom --reason "the Network began in August"`},
		{words: "partner end", line: `partner end ministry-labour --until 2027-06-30 --reason "merged into another ministry"`},
		{words: "partner new", line: `partner new ministry-health --name "Ministry in charge of health" --class government --consulted-on health`},
		{words: "partner represent", line: `partner represent scrm --name "Focal point, SCRM"`},
		{words: "report new", line: "report new 2027"},
		{words: "save", line: "save " + whoFile, files: map[string]string{whoFile: whoByHand}},
		{words: "schema", line: "schema --write", files: map[string]string{"records/schema/member.json": "{}\n", "records/schema/group.json": "{}\n"},
			setup: []string{`git commit -qm "an older program" -- records/schema`}},
		{words: "update new", line: `update new "Arrivals" --type data --scope regional --shared-by unhcr --source "UNHCR, December" --link https://data.example.org/2026`},
		{words: "workplan add", line: `workplan add 2027 "Teach the judges" --objective 6 --lead undp --with unicef`},
		{words: "workplan adopt", line: "workplan adopt 2027 --decision " + protocol, setup: []string{"decision adopt " + protocol + " --on-date 2026-12-10 --as-taken --reason room"}},
		{words: "workplan new", line: "workplan new 2028 --from 2027"},
		{words: "workplan progress", line: `workplan progress 2027 train "12 of 24" --by undp`},
	}
	list = append(list, []write{
		{words: "circulation new", line: "circulation new minutes/2026-q3 --cleared-by co-chair-iom"},
		{words: "circulation receive", line: "circulation receive --from scrm --their-reference 021-45/2026 --about decision/" + protocol},
		{words: "circulation reply", line: `circulation reply 2026-12-08-member-list undp who="one correction"`},
		{words: "remind", line: "remind unhcr who"},
		{words: "statement ask", line: "statement ask " + migrants + " --mandate undp --within 120h"},
		{words: "statement clear", line: "statement clear " + migrants + " unhcr=agree co-chair-rc=agree"},
		{words: "statement deliver", line: "statement deliver " + migrants + ` --by co-chair-rc --as-taken --reason "read out at the reception"`},
		{words: "statement new", line: `statement new "Shelter" --text "The members call for safe shelter."`},
		{words: "statement withdraw", line: "statement withdraw " + migrants + ` --reason "overtaken by events"`},
	}...)
	// The verbs that every kind has, on a record of each.
	for kind, id := range map[string]string{"action": "2026-q4-inform-the-municipalities", "decision": "2026-09-28-joint-data-protocol", "group": "data",
		"meeting": "2027-q1", "member": "undp", "network": "", "partner": "scrm", "statement": migrants, "terms": "",
		"engagement": "2026-12-03-meeting-scrm", "report": "2026", "update": "2026-12-04-mixed-movements-in-november", "workplan": "2027", "circulation": "2026-12-08-member-list"} {
		list = append(list,
			write{words: kind + " set", line: kind + " set " + id + ` notes="Agreed by telephone"`, twin: kind != "member"},
			write{words: kind + " edit", line: kind + " edit " + id, adds: "\nnotes: Agreed by telephone\n", twin: kind != "member"})
	}
	slices.SortStableFunc(list, func(a, b write) int { return strings.Compare(a.words, b.words) })
	return list
}

// sampledWrites are the lines that are tried in every "go test".
func sampledWrites() []write {
	if everything() {
		return writes()
	}
	return slices.DeleteFunc(writes(), func(w write) bool { return w.twin })
}

func (w write) edits() bool { return w.typed != "" || w.adds != "" }

// otherProofs are the writing commands whose proof is not a line of the table: demo
// makes many commits, template new none but a new file where the user says
// (TestNewTemplateIsWholeOrNotThere in package cli), circulation send needs a mail server
// (TestNobodyGetsAMailTwice).
func otherProofs() []string { return []string{"demo", "template new", "circulation send"} }

// readers are the last words of the commands that change nothing.
func readers() []string {
	return []string{"annual", "attendance", "calendar", "check", "doctor", "due", "explain", "handover", "letter", "list", "log", "notice", "pending", "quarter", "render", "reproduce", "search", "show", "status", "verify", "version"}
}

func TestEveryWritingCommandIsProved(t *testing.T) {
	proved := otherProofs()
	for _, w := range writes() {
		proved = append(proved, w.words)
	}
	tree := commandTree(t)
	for _, words := range tree {
		last := words[strings.LastIndex(words, " ")+1:]
		help, _, _ := newHome(t).unmn(run{line: words + " --help"})
		reads := slices.Contains(readers(), last) && !strings.Contains(help, "--dry-run")
		if slices.Contains(proved, words) == reads {
			t.Errorf("`unmn %s`: a command that writes needs a line in writes(), one that only reads its last word in readers()", words)
		}
	}
	for _, words := range proved {
		if !slices.Contains(tree, words) {
			t.Errorf("there is no command %q", words)
		}
	}
	if len(tree) < 30 {
		t.Errorf("only %d commands were found: %q", len(tree), tree)
	}
}

// commandTree are the words of every command that can be run, as completion offers
// them; the help of a noun shows that it has verbs.
func commandTree(t *testing.T) []string {
	home := newHome(t)
	var out []string
	var walk func(words string)
	walk = func(words string) {
		offered, _, _ := home.unmn(run{line: "__complete " + words + `""`})
		for _, line := range strings.Split(offered, "\n") {
			name, _, _ := strings.Cut(line, "\t")
			if name == "" || strings.HasPrefix(name, ":") || words == "" && (name == "help" || name == "completion") {
				continue
			}
			help, _, _ := home.unmn(run{line: words + name + " --help"})
			if strings.Contains(help, words+name+" [command]") {
				walk(words + name + " ")
			} else {
				out = append(out, words+name)
			}
		}
	}
	walk("")
	return out
}
