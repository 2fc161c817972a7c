package cli

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/mail"
	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/repo"
)

// A posting hands the mails of one dispatch to the mail server. What happens to each is
// in a diary before and after, so that nobody gets a mail twice whenever the process is
// cut off; at the end it is recorded.
type posting struct {
	app    *app
	id     record.ID
	unsure bool        // also to those of whom it is not known
	office *postOffice // nil where it is still to be found
	flags  writeFlags

	diary   *repo.Diary
	trying  map[network.PartyRef]bool // handed in, and it is not known whether it was taken
	reached map[network.PartyRef]doc.LocalTime
	refused map[network.PartyRef]string // why, for good
	put     map[network.PartyRef]string // why not now
}

// What the lines of a diary begin with; the party follows.
const (
	triesTo    = "trying"
	hasReached = "reached"
	isRefused  = "refused"
	wasNot     = "not-taken"
)

// send sends what was not sent yet, records whom it reached, and says whom it did not.
func (o *posting) send(ctx context.Context, mails []letter) error {
	r, err := o.app.repo(ctx)
	if err != nil {
		return err
	}
	if o.diary, err = r.OpenDiary("circulation-" + string(o.id)); err != nil {
		return err
	}
	defer o.diary.Close() //nolint:errcheck // every line is durable already
	set, _, err := o.app.headQuietly(ctx, r)
	if err != nil {
		return err
	}
	e, ok := network.Circulations.Get(set, o.id)
	if !ok {
		return record.Missing(network.Circulations.Name, string(o.id), "", nil)
	}
	o.recall(e.Rec)
	rest := o.rest(e.Rec, mails)
	if o.flags.dryRun {
		return o.wouldSend(rest)
	}
	if len(rest)+len(o.reached)+len(o.refused)+len(o.trying) == 0 {
		_, err := fmt.Fprintln(o.app.env.Out, "nothing to send: it is with everybody who can be reached")
		return errors.Join(err, o.diary.End())
	}
	stopped := o.handIn(ctx, set, rest)
	if err := o.record(ctx); err != nil {
		return err
	}
	return o.outcome(e.Rec, stopped)
}

// recall reads from the diary how far the sending came before, where that is not recorded
// yet.
func (o *posting) recall(c *network.Circulation) {
	o.trying, o.reached = map[network.PartyRef]bool{}, map[network.PartyRef]doc.LocalTime{}
	o.refused, o.put = map[network.PartyRef]string{}, map[network.PartyRef]string{}
	for _, line := range o.diary.Lines() {
		what, rest, _ := strings.Cut(line, " ")
		name, more, _ := strings.Cut(rest, " ")
		o.learn(network.PartyRef(name), what, more)
	}
	for _, f := range c.Failures {
		delete(o.refused, f.Party)
		delete(o.trying, f.Party)
	}
	for _, r := range c.Reached {
		delete(o.reached, r.Party)
		delete(o.trying, r.Party)
	}
}

// rest are the mails that are still to be sent.
func (o *posting) rest(c *network.Circulation, mails []letter) []letter {
	waiting := network.NotReached(c)
	return slices.DeleteFunc(slices.Clone(mails), func(m letter) bool {
		_, reached := o.reached[m.party]
		_, refused := o.refused[m.party]
		return reached || refused || o.trying[m.party] && !o.unsure ||
			!slices.ContainsFunc(waiting, func(a network.Addressee) bool { return a.Party == m.party })
	})
}

func (o *posting) wouldSend(rest []letter) error {
	for _, m := range rest {
		if _, err := fmt.Fprintf(o.app.env.Out, "would send to %s\t%s\n", m.party, m.address); err != nil {
			return err
		}
	}
	return nil
}

// handIn gives the mails to the server one by one. The error is what keeps the rest from
// being sent now.
func (o *posting) handIn(ctx context.Context, set *record.Set, rest []letter) error {
	var client *mail.Client
	defer func() { hangUp(client) }()
	for _, m := range rest {
		if m.address == "" {
			if err := o.note(m.party, isRefused, "the register has no address of it"); err != nil {
				return err
			}
			continue
		}
		if client == nil {
			var err error
			if client, err = o.dial(ctx, set); err != nil {
				return err
			}
		}
		m.message.From = o.office.from
		err := o.one(ctx, set, client, m)
		var unknown *mail.Uncertain
		if errors.As(err, &unknown) { // the connection is gone; the next mail has another
			hangUp(client)
			client, err = nil, nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// dial connects to the mail server; the password is asked for once.
func (o *posting) dial(ctx context.Context, set *record.Set) (*mail.Client, error) {
	if o.office == nil {
		var err error
		if o.office, err = o.app.postOffice(ctx, set); err != nil {
			return nil, err
		}
	}
	return mail.Dial(ctx, o.office.server)
}

// hangUp ends a connection, where there is one; what was taken was taken.
func hangUp(c *mail.Client) {
	if c != nil {
		_ = c.Close()
	}
}

// one hands in one mail. Only what keeps the next from being sent is an error.
func (o *posting) one(ctx context.Context, set *record.Set, client *mail.Client, m letter) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.message.Draft, m.message.Date = false, o.app.now(set)
	if err := o.note(m.party, triesTo, ""); err != nil {
		return err // nothing is sent of which nobody would know
	}
	err := client.Send(m.message.From.Email, m.address, m.written())
	var no *mail.Refused
	var unknown *mail.Uncertain
	switch {
	case err == nil:
		return o.note(m.party, hasReached, string(o.app.moment(set)))
	case errors.As(err, &no) && no.Code >= 500:
		return o.note(m.party, isRefused, no.Error())
	case errors.As(err, &no):
		o.put[m.party] = no.Error()
		return o.note(m.party, wasNot, no.Error())
	case errors.As(err, &unknown):
		return err
	}
	return errors.Join(err, o.note(m.party, wasNot, err.Error()))
}

// note writes into the diary what happened to a mail, before anything else happens.
func (o *posting) note(party network.PartyRef, what, more string) error {
	if err := o.diary.Add("%s %s %s", what, party, more); err != nil {
		return err
	}
	o.learn(party, what, more)
	return nil
}

// learn takes in what a line of the diary says.
func (o *posting) learn(party network.PartyRef, what, more string) {
	o.trying[party] = what == triesTo
	switch what {
	case hasReached:
		o.reached[party] = doc.LocalTime(more)
	case isRefused:
		o.refused[party] = more
	}
}

// record records whom the mails reached and who is not reached by them. The diary ends
// where it has nothing more to say.
func (o *posting) record(ctx context.Context) error {
	options := network.DeliveryOptions{ID: o.id}
	for _, party := range slices.Sorted(maps.Keys(o.reached)) {
		options.Reached = append(options.Reached, network.SentTo{Party: party, At: o.reached[party]})
	}
	if len(o.reached)+len(o.refused) > 0 {
		err := o.app.write(ctx, o.flags, "unmn circulation show "+string(o.id), func(s *record.Set) (*record.Change, error) {
			options.Failed = nil
			for _, party := range slices.Sorted(maps.Keys(o.refused)) {
				options.Failed = append(options.Failed, network.SentFailure{Party: party, Date: o.app.today(s), Reason: o.refused[party]})
			}
			return network.RecordDelivery(s, options)
		})
		if err != nil {
			return err
		}
	}
	for _, unknown := range o.trying {
		if unknown {
			return nil
		}
	}
	return o.diary.End()
}

// outcome is the error that says whom it did not reach, nil where it reached everybody.
func (o *posting) outcome(c *network.Circulation, stopped error) error {
	var lines []string
	for _, party := range slices.Sorted(maps.Keys(o.refused)) {
		lines = append(lines, fmt.Sprintf("it cannot be sent to %s: %s", party, o.refused[party]))
	}
	for _, party := range slices.Sorted(maps.Keys(o.put)) {
		lines = append(lines, fmt.Sprintf("the mail server does not take it for %s now: %s", party, o.put[party]))
	}
	for _, party := range slices.Sorted(maps.Keys(o.trying)) {
		if o.trying[party] {
			lines = append(lines, fmt.Sprintf("it is not known whether %s got it: ask, or send it with --unsure", party))
		}
	}
	hint := "send to the rest with `unmn circulation send " + string(o.id) + " --resume`"
	switch {
	case stopped != nil:
		lines = append([]string{stopped.Error()}, lines...)
	case lines == nil:
		return nil
	case len(o.refused) == len(lines):
		hint = "give each its right address, and " + sentAnew(o.id, c, slices.Sorted(maps.Keys(o.refused)))
	}
	return &hinted{fmt.Sprintf("circulation %s is recorded, and is not with everybody:\n  %s", o.id, strings.Join(lines, "\n  ")), hint}
}

// sentAnew is how some get what was sent to all: the command that sends it to them, or for
// a letter that belongs to a step of its own, the one that writes it.
func sentAnew(id record.ID, c *network.Circulation, to []network.PartyRef) string {
	if !slices.Contains(papers(), string(c.Document)) {
		return "write its mails with `unmn circulation reproduce " + string(id) + " --out outbox`"
	}
	list := func(texts string) string { return strings.ReplaceAll(texts, ", ", ",") }
	command := "unmn circulation new " + network.Subject(*c) + " --again --to " + list(joined(to)) + " --send"
	var by []record.Key
	for _, row := range c.Cleared {
		by = append(by, row.Post)
	}
	if len(by) > 0 {
		command += " --cleared-by " + list(joined(by))
	}
	if asks := c.Asks.OneLine(); asks != "" {
		command += " --asks " + network.TypedWord(asks)
		if c.Deadline != "" {
			command += " --deadline " + network.TypedWord(string(c.Deadline))
		}
	}
	return "send it again with `" + command + "`"
}
