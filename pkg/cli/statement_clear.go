package cli

import (
	"slices"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newStatementClearCommand is "statement clear".
func newStatementClearCommand(a *app) *cobra.Command {
	var flags writeFlags
	var date dateFlag
	var row network.ClearRow
	var channel wordFlag[network.Channel]
	var visibility wordFlag[network.Visibility]
	var summary string
	cmd := &cobra.Command{
		Use:   "clear ID [MEMBER=POSITION ...] [POST=agree ...]",
		Short: "Record what members answered and that the co-chairs agree, or conclude the clearance",
		Long: `The position is agree, no-objection, comments, reservation, dissociates or
objection; no-response records, once the deadline has passed, that there was no
reply. Several members can have one: undp,unicef=agree. A co-chair agrees by post:
co-chair-rc=agree. With the last answer that is missing the statement is cleared.
Without answers the command concludes the clearance once its time is over: members
that did not reply have no objection, save those whose mandate the issue touches.

` + writeExits,
		Example: `  unmn statement clear 2026-12-08-international-migrants-day unicef=agree who=no-objection
  unmn statement clear 2026-12-08-international-migrants-day unhcr=comments --summary "asks for a date" --source "e-mail 2026-12-09"
  unmn statement clear 2026-12-08-international-migrants-day co-chair-rc,co-chair-iom=agree`,
		Args:              atLeast("the id of a statement"),
		ValidArgsFunction: a.completeIDs("statement"),
	}
	addWordFlag(cmd, &channel, "channel", "how they answered")
	cmd.Flags().Var(&date, "date", "when; today unless given")
	cmd.Flags().StringVar(&row.GivenBy, "given-by", "", "who gave the answer, by post, such as \"Focal point, WHO\"")
	cmd.Flags().StringVar(&summary, "summary", "", "what the answer says")
	addWordFlag(cmd, &visibility, "visibility", "for whom editions show it")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		words, err := replies(args[1:])
		if err != nil {
			return err
		}
		if at := slices.IndexFunc(words, func(w said[network.Reply]) bool { return w.word == "" }); at >= 0 {
			return usagef("", "say what %s answered, such as %s=agree", words[at].party, words[at].party)
		}
		return a.takeToldStep(cmd, flags, "statement", args[0], shown("statement"), func(s *record.Set, id record.ID) (*record.Change, []string, error) {
			o := network.ClearOptions{ID: id, Date: date.Date, Now: a.moment(s)}
			row := row
			row.Channel, row.Visibility, row.Source, row.Summary = channel.word, visibility.word, flags.source, doc.Plain(summary)
			for _, w := range words {
				if err := sayCleared(s, &o, row, w); err != nil {
					return nil, nil, err
				}
			}
			return network.ClearStatement(s, a.today(s), o)
		})
	}
	return cmd
}

// sayCleared adds one answer: of a member, or the agreement of a post.
func sayCleared(s *record.Set, o *network.ClearOptions, row network.ClearRow, w said[network.Reply]) error {
	who, err := network.FindActor(s, w.party)
	if err != nil {
		return err
	}
	for _, post := range network.Networks.One(s).Posts {
		if string(post.ID) != string(who) {
			continue
		}
		if w.word != "agree" {
			return usagef("what "+string(who)+" wants changed goes into a revised text", "%s agrees to a statement or has not agreed yet; it cannot be %q", who, w.word)
		}
		o.Agreed = append(o.Agreed, who)
		return nil
	}
	row.Member, row.Reply = network.MemberRef(who), w.word
	o.Rows = append(o.Rows, row)
	return nil
}
