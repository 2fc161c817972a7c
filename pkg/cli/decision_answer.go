package cli

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// answerFlags are what is said of answers beside the positions.
type answerFlags struct {
	channel     wordFlag[network.Channel]
	disposition wordFlag[network.Disposition]
	visibility  wordFlag[network.Visibility]
	date        dateFlag
	theirs      string
	givenBy     string
	summary     string
	explanation string
	from        string
}

func (o *answerFlags) add(cmd *cobra.Command) {
	addWordFlag(cmd, &o.channel, "channel", "how they answered")
	cmd.Flags().Var(&o.date, "date", "when; today unless given")
	cmd.Flags().StringVar(&o.theirs, "their-reference", "", "their reference of the answer")
	cmd.Flags().StringVar(&o.givenBy, "given-by", "", "who gave it, by post, such as \"Focal point, WHO\"")
	cmd.Flags().StringVar(&o.summary, "summary", "", "what the answer says")
	addWordFlag(cmd, &o.disposition, "disposition", "what was done with it")
	cmd.Flags().StringVar(&o.explanation, "explanation", "", "its explanation of position, recorded with the decision")
	addWordFlag(cmd, &o.visibility, "visibility", "for whom editions show it")
	cmd.Flags().StringVar(&o.from, "from", "", "a table with the answers (CSV)")
}

// newDecisionAnswerCommand is "decision answer".
func newDecisionAnswerCommand(a *app) *cobra.Command {
	var flags writeFlags
	var o answerFlags
	cmd := &cobra.Command{
		Use:   "answer ID [PARTY=POSITION ...]",
		Short: "Record what parties answered, by whatever channel",
		Long: `The position is agree, no-objection, comments, reservation, dissociates or
objection; no-response records, once the deadline has passed, that there was no
reply. Several parties can have one: undp,unicef=agree. A party without a position
has something added to its answer, such as --disposition noted. --from takes a table
(CSV) with the columns party, position, date, channel, their_reference, given_by,
source, summary, disposition, explanation. What letters say stays in the letters.

` + writeExits,
		Example: `  unmn decision answer 2026-09-28-joint-data-protocol unicef=agree who=no-objection --source "e-mail 2026-12-01"
  unmn decision answer 2026-09-28-joint-data-protocol scrm=comments --channel telephone --given-by "Assistant Commissioner" --summary "asks for a shorter annex"
  unmn decision answer 2026-09-28-joint-data-protocol scrm --disposition accepted`,
		Args:              atLeast("the id of a decision"),
		ValidArgsFunction: a.completeIDs("decision"),
	}
	o.add(cmd)
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		table, err := a.readConsultation(o.from)
		if err != nil {
			return err
		}
		words, err := replies(args[1:])
		if err != nil {
			return err
		}
		return a.takeToldStep(cmd, flags, "decision", args[0], then("decision", "pending"), func(s *record.Set, id record.ID) (*record.Change, []string, error) {
			rows, err := o.rows(s, words, table, flags.source)
			if err != nil {
				return nil, nil, err
			}
			return network.AnswerDecision(s, a.today(s), network.AnswerOptions{ID: id, Rows: rows})
		})
	}
	return cmd
}

// replies reads arguments such as undp,unicef=agree, and parties without a position.
func replies(args []string) ([]said[network.Reply], error) {
	var out []said[network.Reply]
	for _, arg := range args {
		names, text, ok := strings.Cut(arg, "=")
		if !ok {
			out = append(out, said[network.Reply]{party: arg})
			continue
		}
		word, err := network.ParseReply(text)
		if err != nil {
			return nil, usagef("", "%s: %v", arg, err)
		}
		for _, name := range strings.Split(names, ",") {
			out = append(out, said[network.Reply]{name, word})
		}
	}
	for i, s := range out {
		for _, other := range out[:i] {
			if other.party == s.party {
				return nil, usagef("", "%q is named twice", s.party)
			}
		}
	}
	return out, nil
}

// row is what the flags say of every answer.
func (o *answerFlags) row(source string) network.AnswerRow {
	return network.AnswerRow{
		Date: o.date.Date, Channel: o.channel.word, TheirReference: o.theirs, GivenBy: o.givenBy, Source: source,
		Summary: doc.Plain(o.summary), Disposition: o.disposition.word, Explanation: doc.Plain(o.explanation), Visibility: o.visibility.word,
	}
}

// rows are the answers of the arguments and of the table, whose cells come before the
// flags.
func (o *answerFlags) rows(s *record.Set, words []said[network.Reply], table []network.ConsultationRow, source string) ([]network.AnswerRow, error) {
	var out []network.AnswerRow
	for _, w := range words {
		row := o.row(source)
		var err error
		if row.Party, err = network.FindParty(s, w.party); err != nil {
			return nil, err
		}
		row.Reply = w.word
		out = append(out, row)
	}
	for _, cells := range table {
		row := o.row(source)
		var err error
		if row.Party, err = network.FindParty(s, cells.Party); err != nil {
			return nil, inLine(o.from, cells.Line, err)
		}
		row.Reply = cells.Reply
		row.Date = cmp.Or(cells.Date, row.Date)
		row.Channel = cmp.Or(cells.Channel, row.Channel)
		row.TheirReference = cmp.Or(cells.TheirReference, row.TheirReference)
		row.GivenBy = cmp.Or(cells.GivenBy, row.GivenBy)
		row.Source = cmp.Or(cells.Source, row.Source)
		row.Disposition = cmp.Or(cells.Disposition, row.Disposition)
		if cells.Summary != "" {
			row.Summary = doc.Plain(cells.Summary)
		}
		if cells.Explanation != "" {
			row.Explanation = doc.Plain(cells.Explanation)
		}
		out = append(out, row)
	}
	return out, nil
}

// inLine says in which line of a table something is named that leads nowhere.
func inLine(file string, line int, err error) error {
	return fmt.Errorf("%s: line %d: %w", file, line, err)
}
