package network

import (
	"net/mail"
	"net/url"
	"strings"

	"unmn/pkg/record"
)

// partyChecks are the rules that members and partners share.
func partyChecks[T any](party func(*T) *Party) []record.Check[T] {
	return []record.Check[T]{
		rule("dates-in-order", whyDates, func(e *record.Entry[T], _ *record.Set, report record.Reporter) {
			p := party(e.Rec)
			inOrder(report.At("until"), p.Since, p.Until, "its last day", "its first")
			for i, r := range p.Representatives {
				inOrder(report.At("representatives", i, "until"), r.Since, r.Until, "the last day of "+r.Name, "the first")
			}
		}),
		rule("state-needs", whyStates, func(e *record.Entry[T], _ *record.Set, report record.Reporter) {
			p := party(e.Rec)
			lacks(report, p.Status == Ended && p.Until == "", "ended", `until: "2026-12-31"`, "its last day is not said")
		}),
		rule("one-holder-of-a-post", "Whoever is invited, asked or thanked is one person: a party has one head and one focal point on any day, and a post of the Network one holder, acting or not. Alternates may be several. A successor begins the day after the last day of the predecessor.",
			func(e *record.Entry[T], s *record.Set, report record.Reporter) {
				p := party(e.Rec)
				oneHolderWithin(p, report)
				oneHolderAmong(e.ID, p, s, report)
			}),
		rule("post-of-its-member", "Where the terms give a post of the Network to a member's own office, nobody else can hold it.",
			func(e *record.Entry[T], s *record.Set, report record.Reporter) {
				n := Networks.One(s)
				for i, r := range party(e.Rec).Representatives {
					if post, ok := postOf(n, r.Post); ok && post.Member != "" && post.Member.ID() != e.ID {
						report.At("representatives", i, "post").Problem("the post %q belongs to %q", r.Post, post.Member)
					}
				}
			}),
		rule("work-address", "Invitations and letters go to these addresses; one that cannot be an address reaches nobody.",
			func(e *record.Entry[T], _ *record.Set, report record.Reporter) {
				p := party(e.Rec)
				notAddress(report.At("mailbox"), p.Mailbox)
				for i, r := range p.Representatives {
					notAddress(report.At("representatives", i, "email"), r.Email)
				}
			}),
		rule("web-address", whyWebAddress, func(e *record.Entry[T], _ *record.Set, report record.Reporter) {
			notLink(report.At("url"), party(e.Rec).URL)
		}),
	}
}

const whyWebAddress = "A link in a document or on a page is followed by somebody: it leads to a web page and to nothing else."

// notAddress reports what is no bare mail address.
func notAddress(report record.Reporter, text string) {
	if text == "" {
		return
	}
	at, err := mail.ParseAddress(text)
	if err != nil || at.Address != text || strings.HasSuffix(text, ".") || !strings.Contains(text[strings.LastIndex(text, "@"):], ".") {
		report.Problem("%q is no e-mail address", text)
	}
}

// notLink reports what is no link to a web page.
func notLink(report record.Reporter, text string) {
	if text == "" {
		return
	}
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "":
		report.Problem("%q is no web address: it begins with https://", text)
	case u.User != nil:
		report.Problem("%q holds a name or a password; a record is no place for them", u.Redacted())
	}
}

// oneHolderWithin reports two of a party's own people in one function on a day.
func oneHolderWithin(p *Party, report record.Reporter) {
	for i, r := range p.Representatives {
		for _, before := range p.Representatives[:i] {
			if r.Post == before.Post && r.Post != "alternate" && overlap(r.Since, r.Until, before.Since, before.Until) {
				twoHolders(report.At("representatives", i, "post"), r, before, "")
			}
		}
	}
}

// oneHolderAmong reports, in both records, the holder of a post of the network that
// another party's representative holds as well. The parties are read only where the
// post is open to several.
func oneHolderAmong(id record.ID, p *Party, s *record.Set, report record.Reporter) {
	n := Networks.One(s)
	for i, r := range p.Representatives {
		if post, ok := postOf(n, r.Post); !ok || post.Member != "" {
			continue
		}
		at := report.At("representatives", i, "post")
		among := func(file string, other record.ID, op *Party) {
			if other == id {
				return
			}
			for j, or := range op.Representatives {
				if or.Post == r.Post && overlap(r.Since, r.Until, or.Since, or.Until) {
					twoHolders(at, r, or, other)
					twoHolders(report.In(file).At("representatives", j, "post"), or, r, id)
				}
			}
		}
		for other := range Members.All(s) {
			among(Members.PathOf(other.ID), other.ID, &other.Rec.Party)
		}
		for other := range Partners.All(s) {
			among(Partners.PathOf(other.ID), other.ID, &other.Rec.Party)
		}
	}
}

// twoHolders reports two people in one post; of is the party of the second, where
// it is another one.
func twoHolders(report record.Reporter, r, other Representative, of record.ID) {
	whose := ""
	if of != "" {
		whose = " (" + string(of) + ")"
	}
	first := max(r.Since, other.Since)
	if first == "" {
		report.Problem("%q is held by two: %q and %q%s", r.Post, r.Name, other.Name, whose)
		return
	}
	report.Hint("say when the one before ended: `until: %q`", string(first.AddDays(-1))).
		Problem("%q is held by two on %s: %q and %q%s", r.Post, first, r.Name, other.Name, whose)
}
