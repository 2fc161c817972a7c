package cli

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// commentWord is one argument of "minutes comment": what a party said, or the number of
// a comment that is there.
type commentWord struct {
	party, text string
	number      int
}

// newMinutesCommentCommand is "minutes comment".
func newMinutesCommentCommand(a *app) *cobra.Command {
	var flags writeFlags
	var date dateFlag
	var item string
	var disposition wordFlag[network.Disposition]
	var visibility wordFlag[network.Visibility]
	cmd := &cobra.Command{
		Use:   "comment MEETING PARTY=TEXT|NUMBER ...",
		Short: "Record comments on circulated minutes, and what was done with them",
		Long: `Several parties can have commented; each comment gets a number. --item says what they
are about, and --disposition what was done with them; with the numbers of comments it
says so of those that are there. A comment that comes when the time is over is kept and
marked. Minutes are not approved before it is said of every comment what was done.

` + writeExits,
		Example: `  unmn minutes circulate 2026-q4 --cleared-by co-chair-iom
  unmn minutes comment 2026-q4 unicef="The figure is 340" who="Add the date" --item 3
  unmn minutes comment 2026-q4 1 2 --disposition accepted`,
		Args:              atLeast("the id of a meeting", "who commented what"),
		ValidArgsFunction: a.completeIDs("meeting"),
	}
	cmd.Flags().Var(&date, "date", "when they came; today unless given")
	cmd.Flags().StringVar(&item, "item", "", "the item they are about: its number, id or title")
	addWordFlag(cmd, &disposition, "disposition", "what was done with them")
	addWordFlag(cmd, &visibility, "visibility", "for whom editions show them")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		words, err := commentWords(args[1:])
		if err != nil {
			return err
		}
		return a.takeToldStep(cmd, flags, "meeting", args[0], shown("meeting"), func(s *record.Set, id record.ID) (*record.Change, []string, error) {
			o := network.CommentOptions{Meeting: id, Date: date.Date, Item: item, Disposition: disposition.word, Visibility: visibility.word}
			for _, w := range words {
				if w.number > 0 {
					o.Numbers = append(o.Numbers, w.number)
					continue
				}
				party, err := network.FindParty(s, w.party)
				if err != nil {
					return nil, nil, err
				}
				o.Comments = append(o.Comments, network.NewComment{Party: party, Text: doc.Plain(w.text)})
			}
			return network.CommentMinutes(s, a.today(s), o)
		})
	}
	return cmd
}

// commentWords reads arguments such as unicef="The figure is 340", and 3.
func commentWords(args []string) ([]commentWord, error) {
	var out []commentWord
	for _, arg := range args {
		party, text, said := strings.Cut(arg, "=")
		if text = strings.TrimSpace(text); said && party != "" && text != "" {
			out = append(out, commentWord{party: party, text: text})
			continue
		}
		n, err := strconv.Atoi(arg)
		if err != nil || n < 1 {
			return nil, usagef("", "%q does not say who commented what: write it as unicef=\"The figure is 340\", or give the number of a comment", arg)
		}
		out = append(out, commentWord{number: n})
	}
	return out, nil
}
