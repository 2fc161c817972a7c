package network

import (
	"errors"
	"reflect"
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// A record that a person edits or sets field by field still moves along the arrows
// of its states only, and what is final stays whoever changes it. What is here
// compares a record with what it becomes.

// checkSteps refuses what may not become of a record that is edited or set: a state
// that is jumped, or reached without its verb; of a meeting that of its minutes too.
func checkSteps(before, after record.Reader, t record.Type, id record.ID) error {
	if err := setStep(t.States(), t.Name(), id, record.StateOf(before, t, id), record.StateOf(after, t, id)); err != nil {
		return err
	}
	switch t.Name() {
	case Workplans.Name:
		return compared(Workplans, before, after, id, func(a, b *Workplan) error { return activitySteps(id, a, b) })
	case Meetings.Name:
	default:
		return nil
	}
	return compared(Meetings, before, after, id, func(a, b *Meeting) error {
		if a.Minutes == nil || b.Minutes == nil {
			return nil
		}
		return setStep(minutesStates, t.Name(), id, string(a.Minutes.Status), string(b.Minutes.Status))
	})
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

// setStep refuses to set a state that no step leads to, or that its command alone
// leads to.
func setStep(s record.States, kind string, id record.ID, from, to string) error {
	if from == to || from == "" || to == "" { // it is only made, or taken out
		return nil
	}
	a, ok := s.Arrow(from, to)
	switch {
	case !ok:
		return noStep(s, kind, id, from, to)
	case a.Only:
		return refuse("`"+s.Command(a, kind, id)+"`", "%s %q is %s; it becomes %s by its own command, which records what belongs to that", kind, id, from, to)
	}
	return nil
}

// Final refuses a change of what is final: what was sent was sent, minutes that were
// taken do not go away and approved ones stay as they are, nobody leaves a consultation
// that has begun, and what was adopted stays, a workplan with its activities too.
// Whoever made the change, a person in the file too.
func Final(before, after *record.Set, c *record.Change) error {
	var all []error
	for _, f := range c.Files {
		t, id, ok := before.Locate(f.Path)
		switch {
		case !ok:
		case t.Name() == Meetings.Name:
			all = append(all, compared(Meetings, before, after, id, func(a, b *Meeting) error { return finalMinutes(id, a, b) }))
		case t.Name() == Decisions.Name:
			all = append(all, compared(Decisions, before, after, id, func(a, b *Decision) error { return finalDecision(id, a, b) }))
		case t.Name() == Workplans.Name:
			all = append(all, compared(Workplans, before, after, id, func(a, b *Workplan) error { return finalWorkplan(id, a, b) }))
		case t.Name() == Circulations.Name:
			if sent, had := Circulations.Get(before, id); had && f.New == nil {
				all = append(all, keptCirculation(id, sent.Rec))
			}
			all = append(all, compared(Circulations, before, after, id, func(a, b *Circulation) error { return finalCirculation(id, a, b) }))
		case t.Name() == Statements.Name:
			all = append(all, compared(Statements, before, after, id, func(a, b *Statement) error { return finalStatement(id, a, b) }))
		}
	}
	return errors.Join(all...)
}

// finalMinutes keeps what was sent out, minutes that were taken, and approved ones as
// they are; a correction stands beside them.
func finalMinutes(id record.ID, a, b *Meeting) error {
	switch {
	case a.Minutes == nil:
		return finalSendings(id, a, b)
	case b.Minutes == nil:
		return refuse("see them with `unmn minutes render "+string(id)+"`", "the minutes of meeting %q were taken; they do not go away", id)
	case a.Minutes.Approved == nil:
		return finalSendings(id, a, b)
	}
	rest, minutes := *b, *b.Minutes
	minutes.Status, minutes.Comments = a.Minutes.Status, a.Minutes.Comments
	if n := len(a.Minutes.Corrections); len(minutes.Corrections) >= n {
		minutes.Corrections = minutes.Corrections[:n] // later ones are added
	}
	minutes.Circulated, minutes.Cleared = a.Minutes.Circulated, a.Minutes.Cleared // and they are sent again
	rest.Minutes, rest.Notes, rest.Visibility = &minutes, a.Notes, a.Visibility
	if changed := doc.ChangedFields(meetingType.Shape(), a, &rest); len(changed) > 0 {
		return refuse("correct them: "+typed("minutes", "correct", string(id), "TEXT", "--reason", "REASON"),
			"the minutes of meeting %q were approved on %s: %s stays as it is", id, a.Minutes.Approved.Date, strings.Join(changed, ", "))
	}
	return finalSendings(id, a, b)
}

// finalSendings keeps when the invitation and the minutes went out, and to whom.
func finalSendings(id record.ID, a, b *Meeting) error {
	if !begins(b.Notices, a.Notices) {
		return refuse("what is sent again is a row of its own: "+typed("meeting", "convene", string(id), "--again"), "when the invitation to meeting %q went out, and to whom, stays as it is", id)
	}
	if a.Minutes != nil && !begins(b.Minutes.Circulated, a.Minutes.Circulated) {
		return refuse("what is sent again is a row of its own: "+typed("minutes", "circulate", string(id), "--again"), "when the minutes of %q were circulated, and to whom, stays as it is", id)
	}
	return nil
}

// begins reports that a list begins with what another has: rows were only added.
func begins[T any](list, with []T) bool {
	return len(list) >= len(with) && slices.EqualFunc(list[:len(with)], with, func(a, b T) bool { return reflect.DeepEqual(a, b) })
}

// finalDecision keeps everybody in the consultation who was in it when it opened, and
// what was adopted as it was.
func finalDecision(id record.ID, a, b *Decision) error {
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
	rest := *b
	if a.Outcome != nil && b.Outcome != nil && a.Outcome.Announced == nil {
		outcome := *b.Outcome
		outcome.Announced = nil // telling everybody comes later
		rest.Outcome = &outcome
	}
	for _, field := range doc.ChangedFields(decisionType.Shape(), a, &rest) {
		if slices.Contains([]string{"title", "question", "text", "proposed_by", "method", "outcome", "reference"}, field) {
			return refuse("make one that takes its place: `unmn decision new TITLE --supersedes "+string(id)+"`",
				"decision %q was adopted: its %s stays as it is", id, strings.ReplaceAll(field, "_", " "))
		}
	}
	return nil
}
