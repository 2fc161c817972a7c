package network

import (
	"fmt"
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// A record that a person edits or sets field by field still moves along the arrows
// of its states only, and what is final stays. Operations see to that themselves;
// what is here compares a record with what it becomes.

// arrows are the states of a kind: where each leads, and the verb of the states
// that have one, with %s for the id. A state with a verb is reached by it alone,
// for the verb records what belongs to the state.
type arrows struct {
	leads map[string][]string
	verbs map[string]string
}

// ArrowVerbs are the commands that arrows name, for a test that each exists.
func ArrowVerbs() []string {
	var out []string
	for _, a := range []arrows{memberArrows(), partnerArrows(), meetingArrows(), minutesArrows(), decisionArrows(), groupArrows(), actionArrows()} {
		for _, verb := range a.verbs {
			out = append(out, fmt.Sprintf(verb, "ID"))
		}
	}
	return out
}

func memberArrows() arrows {
	return arrows{map[string][]string{
		"expressed-interest": {"active", "ended"}, "active": {"inactive", "ended"}, "inactive": {"active", "ended"},
	}, map[string]string{"ended": "unmn member end %s"}}
}

func partnerArrows() arrows {
	return arrows{leads: map[string][]string{"active": {"ended"}}}
}

func meetingArrows() arrows {
	return arrows{map[string][]string{
		"planned":   {"convened", "held", "postponed", "cancelled", "not-held"},
		"convened":  {"held", "postponed", "cancelled", "not-held"},
		"postponed": {"planned"},
	}, map[string]string{"held": "unmn minutes take %s"}}
}

func minutesArrows() arrows {
	return arrows{leads: map[string][]string{"draft": {"circulated"}, "circulated": {"approved"}, "approved": {"corrected"}}}
}

func decisionArrows() arrows {
	return arrows{leads: map[string][]string{
		"draft": {"open", "withdrawn"}, "open": {"objected", "adopted", "no-consensus", "withdrawn"},
		"objected": {"open", "withdrawn"}, "adopted": {"superseded"},
	}}
}

func groupArrows() arrows {
	return arrows{leads: map[string][]string{"active": {"closed"}}}
}

func actionArrows() arrows {
	return arrows{map[string][]string{
		"open": {"in-progress", "done", "dropped"}, "in-progress": {"open", "done", "dropped"},
	}, map[string]string{"done": "unmn action done %s"}}
}

// checkSteps refuses what may not become of a record: a state that is jumped, or
// reached without its verb, and a change of what is final.
func checkSteps(before, after record.Reader, kind string, id record.ID) error {
	switch kind {
	case Members.Name:
		return compared(Members, before, after, id, func(a, b *Member) error {
			return memberArrows().step(kind, "status", id, string(a.Status), string(b.Status))
		})
	case Partners.Name:
		return compared(Partners, before, after, id, func(a, b *Partner) error {
			return partnerArrows().step(kind, "status", id, string(a.Status), string(b.Status))
		})
	case Meetings.Name:
		return compared(Meetings, before, after, id, func(a, b *Meeting) error { return meetingSteps(id, a, b) })
	case Decisions.Name:
		return compared(Decisions, before, after, id, func(a, b *Decision) error { return decisionSteps(id, a, b) })
	case Groups.Name:
		return compared(Groups, before, after, id, func(a, b *Group) error {
			return groupArrows().step(kind, "status", id, string(a.Status), string(b.Status))
		})
	case Actions.Name:
		return compared(Actions, before, after, id, func(a, b *Action) error {
			return actionArrows().step(kind, "status", id, string(a.Status), string(b.Status))
		})
	}
	return nil
}

// compared calls check with both values of a record. One that could not be read
// before has nothing to be compared with.
func compared[T any](k *record.Kind[T], before, after record.Reader, id record.ID, check func(a, b *T) error) error {
	a, had := k.Get(before, id)
	b, has := k.Get(after, id)
	if !had || !has {
		return nil
	}
	return check(a.Rec, b.Rec)
}

// step refuses a move that is no arrow, and one that a verb makes. field is where
// the state stands.
func (a arrows) step(kind, field string, id record.ID, from, to string) error {
	if from == to || from == "" {
		return nil
	}
	verb := func(state string) string { return fmt.Sprintf(a.verbs[state], id) }
	if slices.Contains(a.leads[from], to) {
		if a.verbs[to] == "" {
			return nil
		}
		return refuse("`"+verb(to)+"`", "%s %q is %s; it becomes %s by its own command, which records what belongs to that", kind, id, from, to)
	}
	next := a.toward(from, to)
	switch {
	case next == "" && len(a.leads[from]) == 0:
		return refuse("see it with `unmn "+kind+" show "+string(id)+"`", "%s %q is %s, and stays so", kind, id, from)
	case next == "":
		return refuse("see it with `unmn "+kind+" show "+string(id)+"`", "%s %q is %s; from there it becomes %s, never %s", kind, id, from, strings.Join(a.leads[from], " or "), to)
	case a.verbs[next] != "":
		return refuse("`"+verb(next)+"`", "%s %q is %s; it cannot become %s before it was %s", kind, id, from, to, next)
	}
	return refuse("`unmn "+kind+" set "+string(id)+" "+field+"="+next+"`", "%s %q is %s; it cannot become %s before it was %s", kind, id, from, to, next)
}

// toward is the first state on the shortest way from one state to another, "" when
// there is no way.
func (a arrows) toward(from, to string) string {
	type way struct{ first, at string }
	var ways []way
	for _, s := range a.leads[from] {
		ways = append(ways, way{s, s})
	}
	seen := map[string]bool{from: true}
	for len(ways) > 0 {
		w := ways[0]
		ways = ways[1:]
		if w.at == to {
			return w.first
		}
		if seen[w.at] {
			continue
		}
		seen[w.at] = true
		for _, s := range a.leads[w.at] {
			ways = append(ways, way{w.first, s})
		}
	}
	return ""
}

// meetingSteps keeps approved minutes as they are; a correction stands beside them.
func meetingSteps(id record.ID, a, b *Meeting) error {
	if err := meetingArrows().step(Meetings.Name, "status", id, string(a.Status), string(b.Status)); err != nil {
		return err
	}
	if a.Minutes == nil {
		return nil
	}
	if b.Minutes == nil {
		return refuse("see them with `unmn minutes render "+string(id)+"`", "the minutes of meeting %q were taken; they do not go away", id)
	}
	if err := minutesArrows().step(Meetings.Name, "minutes.status", id, string(a.Minutes.Status), string(b.Minutes.Status)); err != nil {
		return err
	}
	if a.Minutes.Approved == nil {
		return nil
	}
	rest, minutes := *b, *b.Minutes
	minutes.Status, minutes.Comments = a.Minutes.Status, a.Minutes.Comments
	if n := len(a.Minutes.Corrections); len(minutes.Corrections) >= n {
		minutes.Corrections = minutes.Corrections[:n] // later ones are added
	}
	rest.Minutes, rest.Notes, rest.Visibility = &minutes, a.Notes, a.Visibility
	if changed := doc.ChangedFields(meetingType.Shape(), a, &rest); len(changed) > 0 {
		return refuse("add a correction to `minutes.corrections` with `unmn meeting edit "+string(id)+"`",
			"the minutes of meeting %q were approved on %s: %s stays as it is", id, a.Minutes.Approved.Date, strings.Join(changed, ", "))
	}
	return nil
}

// decisionSteps keeps everybody in the consultation who was in it when it opened,
// and what was adopted as it was.
func decisionSteps(id record.ID, a, b *Decision) error {
	if err := decisionArrows().step(Decisions.Name, "status", id, string(a.Status), string(b.Status)); err != nil {
		return err
	}
	see := "see it with `unmn decision show " + string(id) + "`"
	if a.Status != DecisionDraft {
		for _, row := range a.Consultation {
			if !slices.ContainsFunc(b.Consultation, func(c Consultation) bool { return c.Party == row.Party && c.Round == row.Round }) {
				return refuse(see, "the consultation on %q has begun: %q in round %d stays in it", id, row.Party, row.Round)
			}
		}
	}
	if !isTaken(a) {
		return nil
	}
	for _, field := range doc.ChangedFields(decisionType.Shape(), a, b) {
		if slices.Contains([]string{"title", "question", "text", "proposed_by", "method", "outcome", "reference"}, field) {
			return refuse("make one that takes its place: `unmn decision new TITLE --supersedes "+string(id)+"`",
				"decision %q was adopted: its %s stays as it is", id, strings.ReplaceAll(field, "_", " "))
		}
	}
	return nil
}
