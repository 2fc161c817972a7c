package network

import (
	"fmt"
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// CommentOptions are comments on circulated minutes, and what was done with them.
type CommentOptions struct {
	Meeting     record.ID
	Comments    []NewComment
	Numbers     []int       // comments that are there, for Disposition
	Disposition Disposition // what was done with all of them; may be empty for new ones
	Date        doc.Date    // when the comments came; the current day when empty
	Item        string      // the item they are about, by number, id or title; may be empty
	Visibility  Visibility  // for whom editions show them
}

// A NewComment is what one party said of the minutes.
type NewComment struct {
	Party PartyRef
	Text  doc.Text
}

// CommentMinutes records comments on minutes, each with a number, and what was done
// with them. A comment that comes when the time is over is kept and marked, even after
// the approval. It refuses minutes that nobody was sent, and a number that no comment
// has.
func CommentMinutes(s *record.Set, today doc.Date, o CommentOptions) (*record.Change, []string, error) {
	if len(o.Comments) == 0 && len(o.Numbers) == 0 {
		return nil, nil, usage("say who commented what, such as unicef=\"the figure is 340\", or the number of a comment with --disposition")
	}
	var words []string
	c, err := onMinutes(s, today, o.Meeting, func(c *minutesCourse) error {
		last := lastSending(c.rec.Minutes)
		if last == nil {
			return &Refusal{
				Message: fmt.Sprintf("the minutes of %q were not circulated; nobody has them to comment on", c.id),
				Hint:    typed("minutes", "circulate", string(c.id)), Rule: ruleMinutes,
			}
		}
		day, err := c.eventDay(o.Date, c.rec.Minutes.Circulated[0].Date, "the comment")
		if err != nil {
			return err
		}
		item, err := c.item(o.Item)
		if err != nil {
			return err
		}
		for _, fresh := range o.Comments {
			if err := c.comment(Comment{Party: fresh.Party, Date: day, Item: item, Text: fresh.Text, Disposition: o.Disposition, Visibility: o.Visibility}, last); err != nil {
				return err
			}
			words = append(words, shortOf(c.draft, fresh.Party)+c.itemWords(item))
		}
		return c.dispose(o.Numbers, o.Disposition)
	})
	if err != nil {
		return nil, nil, err
	}
	return c.change("%s", commentSubject(words, o))
}

// commentSubject is the line of the history.
func commentSubject(words []string, o CommentOptions) string {
	var parts []string
	if len(words) > 0 {
		parts = append(parts, "comments of "+few(words))
	}
	if len(o.Numbers) > 0 {
		numbers := make([]string, len(o.Numbers))
		for i, n := range o.Numbers {
			numbers[i] = fmt.Sprint(n)
		}
		parts = append(parts, "comments "+few(numbers))
	}
	subject := strings.Join(parts, ", ")
	if o.Disposition != "" {
		subject += " " + string(o.Disposition)
	}
	return subject
}

// comment adds a comment, unless it is there already; then it may say what was done
// with it.
func (c *minutesCourse) comment(fresh Comment, last *Circulated) error {
	if _, err := needParty(c.draft, fresh.Party); err != nil {
		return err
	}
	m := c.rec.Minutes
	same := func(o Comment) bool {
		return o.Party == fresh.Party && o.Item == fresh.Item && o.Text.String() == fresh.Text.String()
	}
	if at := slices.IndexFunc(m.Comments, same); at >= 0 {
		if fresh.Disposition != "" {
			m.Comments[at].Disposition, m.Comments[at].Reason = fresh.Disposition, fresh.Reason
		}
		return nil
	}
	for _, o := range m.Comments {
		fresh.Number = max(fresh.Number, o.Number)
	}
	fresh.Number++
	fresh.Late = fresh.Date > m.CommentsUntil || m.Approved != nil && fresh.Date > m.Approved.Date
	m.Comments = append(m.Comments, fresh)
	short := shortOf(c.draft, fresh.Party)
	if !slices.Contains(last.To, fresh.Party) {
		c.tell("the minutes were not sent to %s", short)
	}
	switch {
	case c.final():
		c.tell("the minutes are approved; where %s is right, correct them with %s", short, typed("minutes", "correct", string(c.id), "TEXT", "--reason", "REASON"))
	case fresh.Late:
		c.tell("the comment of %s is late: they were welcome until %s", short, longDate(m.CommentsUntil))
	}
	return nil
}

// dispose says what was done with comments that are there.
func (c *minutesCourse) dispose(numbers []int, disposition Disposition) error {
	if len(numbers) > 0 && disposition == "" {
		return usage("say with --disposition what was done with the comment: %s", strings.Join(disposition.Values(), ", "))
	}
	return gather(numbers, func(n int) error {
		at := slices.IndexFunc(c.rec.Minutes.Comments, func(o Comment) bool { return o.Number == n })
		if at < 0 {
			return refuse("see them with "+typed("meeting", "show", string(c.id)), "the minutes of %q have no comment %d; there are %d", c.id, n, len(c.rec.Minutes.Comments))
		}
		c.rec.Minutes.Comments[at].Disposition = disposition
		return nil
	})
}
