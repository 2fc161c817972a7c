package network

import (
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// decisionsWaiting are the answers to consultations that run. What was concluded all
// the same does not wait any more, though its answers may still be recorded.
func decisionsWaiting(r record.Reader, day doc.Date) []Waiting {
	var out []Waiting
	for e := range Decisions.All(r) {
		d := e.Rec
		if d.Outcome != nil && d.Outcome.Date <= day {
			continue
		}
		for _, p := range PendingReplies(r, d, day) {
			w := Waiting{
				Party: p.Party, Short: p.Short, What: ForAnswer, Record: recordRef(Decisions.Name, e.ID), Title: d.Title, State: p.State,
				Since: p.Asked, Until: string(d.ClosesAt), Reminders: p.Reminders, Visibility: d.Visibility, Row: p.Visibility,
				Command: command("decision", "answer", string(e.ID), string(p.Party)+"="+string(agrees)),
			}
			if p.Asked == "" {
				add := []string{"decision", "ask", string(e.ID), string(p.Party)}
				if lastRow(d, p.Party) < 0 {
					add = append(add, "--add")
				}
				w.Command = command(add...)
			}
			out = append(out, w)
		}
	}
	return out
}

// meetingsWaiting are the answers to invitations that are still to come, and comments on
// minutes while they are welcome.
func meetingsWaiting(r record.Reader, day doc.Date) []Waiting {
	var out []Waiting
	for _, reply := range AwaitedReplies(r, day) {
		e, ok := Meetings.Get(r, reply.Meeting)
		if !ok {
			continue
		}
		w := Waiting{
			Party: reply.Party, Short: shortOf(r, reply.Party), What: ForRSVP, Record: recordRef(Meetings.Name, e.ID), Title: meetingTitle(r, e.Rec),
			State: stateUnanswered, Since: reply.Since, Until: string(e.Rec.Start), Reminders: remindedOf(e.Rec.Reminders, reply.Party, day),
			Command: command("meeting", "rsvp", string(e.ID), string(reply.Party)+"=yes"), Visibility: e.Rec.Visibility,
		}
		if reply.What == AwaitedComment {
			w.What, w.Title, w.Until, w.Reminders = ForComment, minutesTitle(r, e.Rec), string(reply.Until), nil
			w.Command = command("minutes", "comment", string(e.ID), string(reply.Party)+"=TEXT")
		}
		out = append(out, w)
	}
	return out
}

// confirmationsWaiting are the members whose entry in the member list was not confirmed
// in the period that holds the day. Whoever joined in it need not confirm.
func confirmationsWaiting(r record.Reader, day doc.Date) []Waiting {
	n := Networks.One(r)
	period := stretchOf(n.Rules.MemberListConfirm.Or("half-year"), day)
	var out []Waiting
	for e := range Members.All(r) {
		m := e.Rec
		if !m.ActiveOn(day) || m.ConfirmedOn >= period.first && m.ConfirmedOn <= day || m.Since >= period.first {
			continue
		}
		out = append(out, Waiting{
			Party: PartyRef(e.ID), Short: m.Short, What: ForConfirmation, Record: recordRef(Members.Name, e.ID),
			Title: titlesFor(n.Languages).text("Entry in the member list", "Подаци у списку чланова"), State: stateDue,
			Since: period.first, Until: string(period.last), Reminders: reminded(m.Reminders, period.first, day),
			Command: command("member", "confirm", string(e.ID)),
		})
	}
	return out
}

// actionsWaiting are the actions that are neither done nor dropped; they wait for their
// owners.
func actionsWaiting(r record.Reader, day doc.Date) []Waiting {
	var out []Waiting
	for e := range Actions.All(r) {
		a := e.Rec
		if a.ClosedOn != "" && a.ClosedOn <= day || !isOpenAction(a) && a.ClosedOn == "" {
			continue
		}
		out = append(out, Waiting{
			Party: a.Owner, Short: shortOf(r, a.Owner), What: ForAction, Record: recordRef(Actions.Name, e.ID), Title: a.Title,
			State: lapsed(string(a.Due), day, stateOverdue, stateDue), Until: string(a.Due), Reminders: reminded(a.Reminders, "", day),
			Visibility: a.Visibility, Command: command("action", "done", string(e.ID)),
		})
	}
	return out
}

// recordRef is a record as kind/id.
func recordRef(kind string, id record.ID) record.AnyRef {
	return record.AnyRef(kind + "/" + string(id))
}

// meetingTitle is what a meeting is called in a list: its title, or its day.
func meetingTitle(r record.Reader, m *Meeting) doc.Text {
	if len(m.Title) > 0 {
		return m.Title
	}
	day := m.Start.Date()
	return titlesFor(Networks.One(r).Languages).text("Meeting of "+longDate(day), "Састанак "+serbianDate(day))
}

// minutesTitle is what the minutes of a meeting are called in a list.
func minutesTitle(r record.Reader, m *Meeting) doc.Text {
	day := m.Start.Date()
	return titlesFor(Networks.One(r).Languages).text("Minutes of "+longDate(day), "Записник са састанка "+serbianDate(day))
}
