package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newCirculationReplyCommand is "circulation reply".
func newCirculationReplyCommand(a *app) *cobra.Command {
	var flags writeFlags
	var date dateFlag
	var channel wordFlag[network.Channel]
	var summary string
	cmd := &cobra.Command{
		Use:   "reply ID PARTY[=SUMMARY] ...",
		Short: "Record who replied to what was sent, and what",
		Long: `Several parties can be named: undp,unicef, or with what each says: who="two
corrections". --summary is for those without words of their own.

` + writeExits,
		Example: `  unmn circulation reply 2026-12-08-member-list undp,unicef --summary "the entry is right"
  unmn circulation reply 2026-12-08-member-list who="another focal point from January" --source "e-mail 2026-12-09"`,
		Args:              atLeast("the id of a circulation", "who replied"),
		ValidArgsFunction: a.completeRecordThenParties("circulation"),
	}
	addWordFlag(cmd, &channel, "channel", "how they replied")
	cmd.Flags().Var(&date, "date", "when; today unless given")
	cmd.Flags().StringVar(&summary, "summary", "", "what they say")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		_, err := a.takeStep(cmd, flags, "circulation", args[0], always("unmn pending"), func(s *record.Set, id record.ID) (*record.Change, error) {
			o := network.RepliesOptions{ID: id}
			for _, arg := range args[1:] {
				names, words, own := strings.Cut(arg, "=")
				if !own {
					words = summary
				}
				named, err := parties(s, strings.Split(names, ","))
				if err != nil {
					return nil, err
				}
				for _, party := range named {
					o.Rows = append(o.Rows, network.SentReply{Party: party, Date: date.Date, Channel: channel.word, Source: flags.source, Summary: doc.Plain(words)})
				}
			}
			return network.RecordReplies(s, a.today(s), o)
		})
		return err
	}
	return cmd
}
