package cli

import (
	"context"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// decisionVerbs are the verbs of decisions, in the order of a decision's course.
func decisionVerbs(a *app) []*cobra.Command {
	return []*cobra.Command{
		newDecisionNewCommand(a), newDecisionConsultCommand(a), newDecisionStateCommand(a), newDecisionOpenCommand(a),
		newDecisionAskCommand(a), newDecisionAnswerCommand(a), newDecisionRemindCommand(a), newDecisionPendingCommand(a),
		newDecisionReviseCommand(a), newDecisionAdoptCommand(a), newDecisionNoConsensusCommand(a), newDecisionWithdrawCommand(a),
		newDecisionSupersedeCommand(a), newDecisionAnnounceCommand(a), newDecisionRenderCommand(a),
		newDecisionLetterCommand(a), newDecisionNoticeCommand(a),
	}
}

// closesFlag is --closes of the commands that begin a round.
func closesFlag(f *pflag.FlagSet, at *localTimeFlag) {
	f.Var(at, "closes", "when it closes, such as \"2026-12-15 17:00\"; as early as may be unless given")
}

// localTimeFlag is a flag that takes a day and a time, "2026-12-15 17:00".
type localTimeFlag struct{ doc.LocalTime }

// Set reads the time.
func (t *localTimeFlag) Set(text string) (err error) {
	t.LocalTime, err = doc.ParseLocalTime(text)
	return err
}

// String is the time.
func (t *localTimeFlag) String() string { return string(t.LocalTime) }

// Type is what help calls the value.
func (t *localTimeFlag) Type() string { return "time" }

// wordFlag is a flag that takes a word of a vocabulary.
type wordFlag[T vocabulary] struct{ word T }

// Set reads the word.
func (w *wordFlag[T]) Set(text string) (err error) {
	w.word, err = oneOf[T](text)
	return err
}

// String is the word.
func (w *wordFlag[T]) String() string { return string(w.word) }

// Type is what help calls the value.
func (w *wordFlag[T]) Type() string { return "word" }

// addWordFlag adds a flag that takes a word, with its completion.
func addWordFlag[T vocabulary](cmd *cobra.Command, w *wordFlag[T], name, about string) {
	words := w.word.Values()
	cmd.Flags().Var(w, name, about+" ("+strings.Join(words, ", ")+")")
	//nolint:errcheck // fails only for a flag that does not exist
	cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}

// decision is the decision that text names, for commands that read.
func (a *app) decision(ctx context.Context, text string) (*record.Set, *record.Entry[network.Decision], error) {
	set, _, err := a.head(ctx)
	if err != nil {
		return nil, nil, err
	}
	id, err := set.Find("decision", text)
	if err != nil {
		return nil, nil, err
	}
	e, ok := network.Decisions.Get(set, id)
	if !ok {
		_, err = set.Item("decision", id)
	}
	return set, e, err
}

// posts are the posts that texts name.
func posts(s *record.Set, texts []string) ([]record.Key, error) {
	var out []record.Key
	for _, text := range texts {
		out = append(out, record.Key(strings.TrimSpace(text)))
	}
	return out, fullActors(s, &out)
}

// partners are the partners that texts name.
func partners(s *record.Set, texts []string) ([]network.PartnerRef, error) {
	var out []network.PartnerRef
	for _, text := range texts {
		id, err := s.Find("partner", strings.TrimSpace(text))
		if err != nil {
			return nil, err
		}
		out = append(out, network.PartnerRef(id))
	}
	return out, nil
}

// readConsultation reads a table of who was asked or what was answered; without a name
// there is none.
func (a *app) readConsultation(name string) ([]network.ConsultationRow, error) {
	if name == "" {
		return nil, nil
	}
	text, err := os.ReadFile(a.path(name))
	if err != nil {
		return nil, &hinted{"cannot read the table: " + err.Error(), ""}
	}
	rows, err := network.ParseConsultation(string(text))
	if err != nil {
		lines := strings.Split(err.Error(), "\n")
		return nil, usagef("", "%s: %s", name, strings.Join(lines, "\n"+name+": "))
	}
	return rows, nil
}
