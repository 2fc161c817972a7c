package network

import (
	"cmp"
	"slices"

	"unmn/pkg/record"
)

// What a meeting says of a decision: whoever was present or represented was asked in
// the room.

// hear takes the consultation of those in the room from a meeting: they were asked
// that day, and their positions are those the minutes name. Whoever took none raised
// no objection, save Government institutions, whose silence is no consent. What a
// party answered before stands, unless it took another position in the room.
func (c *course) hear(id record.ID, m *Meeting) {
	day := m.Start.Date()
	positions := positionsOn(m, c.id)
	source := "meeting/" + string(id)
	for _, i := range currentRows(c.rec) {
		row := &c.rec.Consultation[i]
		declared, spoke := positions[row.Party]
		if !wasThere(m, row.Party) || row.Status == responded && !spoke {
			continue
		}
		if row.Asked == nil && len(row.NotAsked) == 0 {
			row.Asked = &Asked{Date: day, Channel: inMeeting}
		}
		if !spoke && row.IsInstitution() {
			if row.Status == notConsulted {
				row.Status = awaiting
			}
			continue
		}
		row.Status, row.AnsweredOn, row.NoResponseOn = responded, day, ""
		row.Position = cmp.Or(declared, noObjection)
		row.Channel, row.Source = inMeeting, source
	}
}

// positionsOn are the positions that the minutes of a meeting name on a decision.
func positionsOn(m *Meeting, decision record.ID) map[PartyRef]Position {
	out := map[PartyRef]Position{}
	for _, item := range m.Agenda {
		if item.Decision.ID() != decision {
			continue
		}
		for _, p := range item.Positions {
			out[p.Party] = p.Position
		}
	}
	return out
}

// concludeInRoom records what a meeting concluded, by consensus or all the same: what
// was missing is kept with the decision. A draft gets the list of the day.
func (c *course) concludeInRoom(id record.ID, m *Meeting, result OutcomeResult) error {
	d, day := c.rec, m.Start.Date()
	var lacks []lack
	if d.Status == DecisionDraft && result != resultWithdrawn {
		if d.Method != methodMeeting {
			lacks = append(lacks, lack{what: neverOpened, rule: ruleConsensus})
		}
		d.OpenedOn = day
		c.freeze(day)
	}
	c.hear(id, m)
	switch result {
	case resultAdopted:
		c.lapse(day, "")
		lacks = append(lacks, c.lacks(day, "")...)
	case resultNone:
		lacks = append(lacks, stateLacks(d)...)
	default:
		lacks = nil
	}
	outcome := Outcome{Result: result, How: methodMeeting, Date: day, Meeting: record.Ref[Meeting](id)}
	if len(lacks) > 0 {
		outcome.AsTaken = &AsTaken{
			Reason:  titlesFor(c.network.Languages).text("Concluded at the meeting", "Закључено на састанку"),
			Missing: missingTexts(c.draft, d, lacks),
		}
	}
	if err := c.conclude(DecisionStatus(result), outcome); err != nil {
		return err
	}
	if len(lacks) == 0 {
		return nil
	}
	c.tell("decision %s is recorded as taken (%s), with %s missing; see `unmn decision show %s`", c.id, result, plural(len(lacks), "thing", "things"), c.id)
	return nil
}

// offList are members of the opening day that are not on the list.
func (c *course) offList() []lack {
	var out []lack
	for e := range Members.All(c.draft) {
		listed := slices.ContainsFunc(c.rec.Consultation, func(row Consultation) bool { return row.Party == PartyRef(e.ID) })
		if c.rec.OpenedOn != "" && !listed && e.Rec.ActiveOn(c.rec.OpenedOn) {
			out = append(out, lack{offTheList, ruleFrozen, PartyRef(e.ID)})
		}
	}
	return out
}
