package network

import (
	"fmt"
	"net/mail"
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// RuleDelivered is the rule that a mail server took what was recorded as sent by one: it is
// broken between the record and the sending.
const RuleDelivered = "delivered"

var circulationType = record.Of(Circulations, circulationChecks, circulationColumns)

var circulationChecks = slices.Concat(
	textChecks(Circulations),
	[]record.Check[Circulation]{
		rule("dispatch", "A circulation is the proof of what was sent: made of which commit, with which hashes, to whom. Without them nobody can say later what was on the table.",
			func(e *record.Entry[Circulation], _ *record.Set, report record.Reporter) {
				c := e.Rec
				for _, n := range []need{{c.Commit == "", "commit"}, {len(c.Files) == 0, "files"}, {len(c.To) == 0, "to"}} {
					if n.missing && c.Direction == WentOut {
						report.At("direction").Problem("it went out, and %q is not said", n.what)
					}
				}
				for i, f := range c.Files {
					if strings.ContainsAny(f.Name, `/\:`) || strings.HasPrefix(f.Name, ".") {
						report.At("files", i, "name").Problem("%q is no plain name of a file", f.Name)
					}
				}
			}),
		rule("dates-in-order", whyDates, circulationDates),
		rule(ruleReplies, "A reply is that of somebody it was sent to; anything else is a letter of its own.",
			func(e *record.Entry[Circulation], _ *record.Set, report record.Reporter) {
				sent := func(party PartyRef) bool {
					return slices.ContainsFunc(e.Rec.To, func(a Addressee) bool { return a.Party == party })
				}
				for i, r := range e.Rec.Replies {
					if e.Rec.Direction == WentOut && !sent(r.Party) {
						report.At("replies", i, "party").Problem("%q replied, and it was not sent to it", r.Party)
					}
				}
				for i, f := range e.Rec.Reached {
					if !sent(f.Party) {
						report.At("reached", i, "party").Problem("the server took it for %q, and it was not sent to it", f.Party)
					}
				}
				for i, f := range e.Rec.Failures {
					if !sent(f.Party) {
						report.At("failures", i, "party").Problem("it did not reach %q, and it was not sent to it", f.Party)
					}
				}
			}),
		rule("work-address", "Invitations and letters go to these addresses; one that cannot be an address reaches nobody.",
			func(e *record.Entry[Circulation], _ *record.Set, report record.Reporter) {
				for i, a := range e.Rec.To {
					if at, err := mail.ParseAddress(a.Address); a.Address != "" && (err != nil || at.Address != a.Address) {
						report.At("to", i, "address").Problem("%q is no e-mail address", a.Address)
					}
				}
			}),
		advice(RuleDelivered, "What is recorded as sent by the program and was not taken by a mail server reached nobody, and those who should have had it do not know of it.",
			func(e *record.Entry[Circulation], _ *record.Set, report record.Reporter) {
				if rest := NotReached(e.Rec); e.Rec.Delivery == ByServer && len(rest) > 0 {
					report.At("delivery").Hint("%s", typed("circulation", "send", string(e.ID), "--resume")).Problem("no mail server took it for %s yet", few(idTexts(addressees(rest))))
				}
			}),
		advice(ruleCleared, "What leaves the secretariat was cleared by those whom the Network decided on; a paper that was sent too early cannot be called back.",
			func(e *record.Entry[Circulation], s *record.Set, report record.Reporter) {
				missing := leavesMissing(Networks.One(s), e.Rec.Cleared)
				if e.Rec.Direction == WentOut && missing != nil {
					report.Problem("it was sent, and not cleared by %s", strings.Join(missing, ", "))
				}
			}),
	},
)

// ruleReplies is the rule about who replies.
const ruleReplies = "replies-of-addressees"

func circulationDates(e *record.Entry[Circulation], _ *record.Set, report record.Reporter) {
	c := e.Rec
	inOrder(report.At("deadline"), c.Date, c.Deadline.Date(), "the deadline", "the day it was sent")
	for i, row := range c.Cleared {
		inOrder(report.At("cleared", i, "date"), row.Date, c.Date, "the dispatch", "the clearance of "+string(row.Post))
	}
	for i, row := range c.Replies {
		inOrder(report.At("replies", i, "date"), c.Date, row.Date, "the reply of "+string(row.Party), "the day it was sent")
	}
	for i, row := range c.Reached {
		inOrder(report.At("reached", i, "at"), c.Date, row.At.Date(), "the mail to "+string(row.Party), "the day it was sent")
	}
	for i, row := range c.Reminders {
		inOrder(report.At("reminders", i, "date"), c.Date, row.Date, "a reminder to "+string(row.Party), "the day it was sent")
	}
}

// finalCirculation keeps a dispatch as it was made: replies, failures and reminders are
// added to it, and nothing else changes.
func finalCirculation(id record.ID, a, b *Circulation) error {
	rest := *b
	rest.Visibility, rest.Notes, rest.Reminders = a.Visibility, a.Notes, a.Reminders
	if n := len(a.Replies); len(rest.Replies) >= n {
		rest.Replies = rest.Replies[:n]
	}
	if n := len(a.Reached); len(rest.Reached) >= n {
		rest.Reached = rest.Reached[:n]
	}
	if n := len(a.Failures); len(rest.Failures) >= n {
		rest.Failures = rest.Failures[:n]
	}
	changed := doc.ChangedFields(circulationType.Shape(), a, &rest)
	if len(changed) == 0 {
		return nil
	}
	return refuse("send what is right with "+typed("circulation", "new", Subject(*a), "--again"),
		"circulation %q was sent on %s: its %s stays as it is", id, a.Date, strings.ReplaceAll(strings.Join(changed, ", "), "_", " "))
}

// keptCirculation refuses to take a dispatch out of the register.
func keptCirculation(id record.ID, c *Circulation) error {
	return refuse("say what was wrong with it in its notes: "+typed("circulation", "set", string(id), "notes=sent by mistake"),
		"circulation %q was sent on %s; it stays in the register", id, c.Date)
}

// repliesWaiting are the replies to what was circulated with a question.
func repliesWaiting(r record.Reader, day doc.Date) []Waiting {
	var out []Waiting
	for e := range Circulations.All(r) {
		c := e.Rec
		if c.Direction != WentOut || len(c.Asks) == 0 || c.Date > day {
			continue
		}
		for _, a := range c.To {
			if slices.ContainsFunc(c.Replies, func(s SentReply) bool { return s.Party == a.Party && s.Date <= day }) {
				continue
			}
			out = append(out, Waiting{
				Party: a.Party, Short: shortOf(r, a.Party), What: ForReply, Record: recordRef(Circulations.Name, e.ID), Title: c.Asks,
				State: lapsed(string(c.Deadline), day, stateNoReply, stateUnanswered), Since: c.Date, Until: string(c.Deadline),
				Visibility: c.Visibility,
				Reminders:  remindedOf(c.Reminders, a.Party, day), Command: command("circulation", "reply", string(e.ID), string(a.Party)),
			})
		}
	}
	return out
}

var circulationColumns = []record.Column[Circulation]{
	column("date", "when", func(c *Circulation) string { return string(c.Date) }),
	{Name: "document", Doc: "what was sent", Value: func(e *record.Entry[Circulation], _ *record.Set) string { return Subject(*e.Rec) }},
	column("purpose", "what it was sent for", func(c *Circulation) string { return string(c.Purpose) }),
	{Name: "to", Doc: "to how many it was sent", Value: func(e *record.Entry[Circulation], _ *record.Set) string { return fmt.Sprint(len(e.Rec.To)) }},
	{Name: "replies", Doc: "how many replied", Value: func(e *record.Entry[Circulation], _ *record.Set) string { return fmt.Sprint(repliers(e.Rec)) }},
	column("deadline", "until when they reply", func(c *Circulation) string { return strings.Replace(string(c.Deadline), "T", " ", 1) }),
}

// repliers is how many parties replied.
func repliers(c *Circulation) int {
	seen := map[PartyRef]bool{}
	for _, r := range c.Replies {
		seen[r.Party] = true
	}
	return len(seen)
}
