package network

import (
	"errors"
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// A record that a person edits or sets field by field still moves along the arrows
// of its states only, and what is final stays. Operations see to that themselves;
// what is here compares a record with what it becomes.

// checkSteps refuses what may not become of a record: a state that is jumped, or
// reached without its verb, and a change of what is final.
func checkSteps(before, after record.Reader, kind string, id record.ID) error {
	switch kind {
	case Members.Name:
		return compared(Members, before, after, id, func(a, b *Member) error { return setStep(Members, id, a.Status, b.Status) })
	case Partners.Name:
		return compared(Partners, before, after, id, func(a, b *Partner) error { return setStep(Partners, id, a.Status, b.Status) })
	case Meetings.Name:
		return compared(Meetings, before, after, id, func(a, b *Meeting) error { return meetingSteps(id, a, b) })
	case Decisions.Name:
		return compared(Decisions, before, after, id, func(a, b *Decision) error { return decisionSteps(id, a, b) })
	case Groups.Name:
		return compared(Groups, before, after, id, func(a, b *Group) error { return setStep(Groups, id, a.Status, b.Status) })
	case Actions.Name:
		return compared(Actions, before, after, id, func(a, b *Action) error { return setStep(Actions, id, a.Status, b.Status) })
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

// setStep refuses to set a state that no step leads to, or that its command alone
// leads to.
func setStep[T any, S ~string](k *record.Kind[T], id record.ID, from, to S) error {
	return setStepOf(k.States, k.Name, id, string(from), string(to))
}

func setStepOf(s record.States, kind string, id record.ID, from, to string) error {
	if from == to || from == "" {
		return nil
	}
	a, ok := s.Arrow(from, to)
	switch {
	case !ok:
		return noStep(s, kind, id, from, to)
	case a.Only:
		return refuse("`"+a.For(id)+"`", "%s %q is %s; it becomes %s by its own command, which records what belongs to that", kind, id, from, to)
	}
	return nil
}

// meetingSteps keeps a meeting and its minutes on their steps.
func meetingSteps(id record.ID, a, b *Meeting) error {
	if err := setStep(Meetings, id, a.Status, b.Status); err != nil {
		return err
	}
	if a.Minutes != nil && b.Minutes != nil {
		if err := setStepOf(minutesStates, Meetings.Name, id, string(a.Minutes.Status), string(b.Minutes.Status)); err != nil {
			return err
		}
	}
	return finalMinutes(id, a, b)
}

// Final refuses a change of what is final: minutes that were taken do not go away and
// approved ones stay as they are, nobody leaves a consultation that has begun, and
// what was adopted stays. Whoever made the change, a person in the file too.
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
		}
	}
	return errors.Join(all...)
}

// finalMinutes keeps minutes that were taken, and approved ones as they are; a
// correction stands beside them.
func finalMinutes(id record.ID, a, b *Meeting) error {
	if a.Minutes == nil {
		return nil
	}
	if b.Minutes == nil {
		return refuse("see them with `unmn minutes render "+string(id)+"`", "the minutes of meeting %q were taken; they do not go away", id)
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

// decisionSteps keeps a decision on its steps.
func decisionSteps(id record.ID, a, b *Decision) error {
	if err := setStep(Decisions, id, a.Status, b.Status); err != nil {
		return err
	}
	return finalDecision(id, a, b)
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
