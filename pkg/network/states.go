package network

import (
	"fmt"
	"strings"

	"unmn/pkg/record"
)

// How the records of each kind move: the one place where the steps are, with the
// command that takes each. Plans, the check of what is edited by hand, help and
// schemas follow it.

const statusField = "status"

var memberStates = record.States{Field: statusField, Arrows: []record.Arrow{
	{To: "expressed-interest", By: "unmn member new ID --name NAME"},
	{To: "active", By: "unmn member new ID --name NAME --since DATE"},
	{From: "expressed-interest", To: "active", By: "unmn member activate ID"},
	{From: "active", To: "inactive", By: "unmn member deactivate ID"},
	{From: "inactive", To: "active", By: "unmn member activate ID"},
	{From: "active", To: "ended", By: "unmn member end ID", Only: true},
	{From: "inactive", To: "ended", By: "unmn member end ID", Only: true},
}}

var partnerStates = record.States{Field: statusField, Arrows: []record.Arrow{
	{To: "active", By: "unmn partner new ID --name NAME --class CLASS"},
	{From: "active", To: "ended", By: "unmn partner end ID", Only: true},
}}

// A postponed meeting that nobody wants any more is cancelled, and one whose period
// has passed was not held: neither needs a new date that is then taken back.
var meetingStates = record.States{Field: statusField, Arrows: []record.Arrow{
	{To: "planned", By: "unmn meeting new --start TIME"},
	{From: "planned", To: "convened", By: "unmn meeting convene ID"},
	{From: "planned", To: "held", By: "unmn minutes take ID", Only: true},
	{From: "planned", To: "postponed", By: "unmn meeting move ID --postpone --reason REASON"},
	{From: "planned", To: "cancelled", By: "unmn meeting cancel ID --reason REASON"},
	{From: "planned", To: "not-held", By: "unmn meeting not-held ID --reason REASON"},
	{From: "convened", To: "held", By: "unmn minutes take ID", Only: true},
	{From: "convened", To: "postponed", By: "unmn meeting move ID --postpone --reason REASON"},
	{From: "convened", To: "cancelled", By: "unmn meeting cancel ID --reason REASON"},
	{From: "convened", To: "not-held", By: "unmn meeting not-held ID --reason REASON"},
	{From: "postponed", To: "planned", By: "unmn meeting move ID --start TIME"},
	{From: "postponed", To: "cancelled", By: "unmn meeting cancel ID --reason REASON"},
	{From: "postponed", To: "not-held", By: "unmn meeting not-held ID --reason REASON"},
}}

// What opens a decision freezes who is consulted, what revises it begins a round, and
// what adopts it counts who is missing: none of the three is a word in a file.
var decisionStates = record.States{Field: statusField, Arrows: []record.Arrow{
	{To: "draft", By: "unmn decision new TITLE"},
	{From: "draft", To: "open", By: "unmn decision open ID", Only: true},
	{From: "open", To: "objected", By: "unmn decision answer ID PARTY=objection"},
	{From: "objected", To: "open", By: "unmn decision revise ID --text TEXT", Only: true},
	{From: "open", To: "adopted", By: "unmn decision adopt ID", Only: true},
	{From: "open", To: "no-consensus", By: "unmn decision no-consensus ID --reason REASON"},
	{From: "draft", To: "withdrawn", By: "unmn decision withdraw ID --reason REASON"},
	{From: "open", To: "withdrawn", By: "unmn decision withdraw ID --reason REASON"},
	{From: "objected", To: "withdrawn", By: "unmn decision withdraw ID --reason REASON"},
	{From: "adopted", To: "superseded", By: "unmn decision supersede ID NEW", Only: true},
}}

var groupStates = record.States{Field: statusField, Arrows: []record.Arrow{
	{To: "active", By: "unmn group new NAME"},
	{From: "active", To: "closed", By: "unmn group close ID --reason REASON"},
}}

var actionStates = record.States{Field: statusField, Arrows: []record.Arrow{
	{To: "open", By: "unmn action new TITLE"},
	{From: "open", To: "in-progress", By: "unmn action progress ID NOTE"},
	{From: "in-progress", To: "open", By: "unmn action progress ID NOTE --status open"},
	{From: "open", To: "done", By: "unmn action done ID", Only: true},
	{From: "open", To: "dropped", By: "unmn action drop ID --reason REASON"},
	{From: "in-progress", To: "done", By: "unmn action done ID", Only: true},
	{From: "in-progress", To: "dropped", By: "unmn action drop ID --reason REASON"},
}}

// A statement that is cleared goes back to its clearance when a member objects before
// it is delivered, or its text is revised.
var statementStates = record.States{Field: statusField, Arrows: []record.Arrow{
	{To: "draft", By: "unmn statement new ISSUE --text TEXT"},
	{From: "draft", To: "in-clearance", By: "unmn statement ask ID", Only: true},
	{From: "in-clearance", To: "cleared", By: "unmn statement clear ID", Only: true},
	{From: "cleared", To: "in-clearance", By: "unmn statement ask ID --text TEXT", Only: true},
	{From: "cleared", To: "delivered", By: "unmn statement deliver ID --by POST", Only: true},
	{From: "draft", To: "withdrawn", By: "unmn statement withdraw ID --reason REASON", Only: true},
	{From: "in-clearance", To: "withdrawn", By: "unmn statement withdraw ID --reason REASON", Only: true},
	{From: "cleared", To: "withdrawn", By: "unmn statement withdraw ID --reason REASON", Only: true},
}}

// minutesStates are those of the minutes of a meeting, which are no kind of their own.
var minutesStates = record.States{Field: "minutes.status", Arrows: []record.Arrow{
	{To: "draft", By: "unmn minutes take ID"},
	{From: "draft", To: "circulated", By: "unmn minutes circulate ID"},
	{From: "circulated", To: "approved", By: "unmn minutes approve ID", Only: true},
	{From: "approved", To: "corrected", By: "unmn minutes correct ID TEXT --reason REASON"},
}}

// step refuses what the states of a kind have no arrow for: it says where the record
// stands and, where steps are missing, which comes first and its command.
func step[T any, S ~string](k *record.Kind[T], id record.ID, from, to S) error {
	if _, ok := k.States.Arrow(string(from), string(to)); ok {
		return nil
	}
	return noStep(k.States, k.Name, id, string(from), string(to))
}

// noStep is the refusal of a step that is none.
func noStep(s record.States, kind string, id record.ID, from, to string) error {
	see := "see it with `unmn " + kind + " show " + string(id) + "`"
	way := s.Way(from, to)
	switch {
	case from == to:
		return refuse(see, "%s %q is %s already", kind, id, from)
	case way != nil:
		return refuse("take that step with `"+s.Command(way[0], kind, id)+"`", "%s %q is %s; it cannot become %s before it was %s", kind, id, from, to, way[0].To)
	}
	leads := s.From(from)
	if leads == nil {
		return refuse(see, "%s %q is %s, and stays so", kind, id, from)
	}
	return refuse(see, "%s %q is %s; from there it becomes %s, never %s", kind, id, from, strings.Join(leads, " or "), to)
}

// DescribeStates tells how the records of each type move, a step a line with the
// command that takes it.
func DescribeStates(types []record.Type) string {
	var b strings.Builder
	for _, t := range types {
		describeStates(&b, t.Name(), t.Name(), t.States())
		if t.Name() == Meetings.Name {
			describeStates(&b, "minutes", t.Name(), minutesStates)
		}
	}
	return b.String()
}

// describeStates tells the steps of what is called name, in records of a kind.
func describeStates(b *strings.Builder, name, kind string, states record.States) {
	for i, a := range states.Arrows {
		if i == 0 {
			fmt.Fprintf(b, "%s\n", name)
		}
		words := a.From + " -> " + a.To
		if a.From == "" {
			words = "begins as " + a.To
		}
		fmt.Fprintf(b, "  %-30s  %s\n", words, states.Command(a, kind, "ID"))
	}
}
