package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newDecisionConsultCommand is "decision consult".
func newDecisionConsultCommand(a *app) *cobra.Command {
	var flags writeFlags
	var state stateFlags
	var draft network.Decision
	var closes localTimeFlag
	var channel wordFlag[network.Channel]
	determination := wordFlag[network.Presumption]{network.Presumption(network.StateRequired)}
	var ours, id string
	cmd := &cobra.Command{
		Use:   "consult TITLE",
		Short: "Draft a decision, open it and ask everybody, in one step",
		Long: `It does what new, state, open and ask --all do one after the other, in one change.

` + writeExits,
		Example: `  unmn decision consult "Common guidance on documentation" --question "Shall the Network adopt the guidance?" --proposed-by unhcr --method written-consultation --topics documentation --ground relevant --by co-chair-rc,co-chair-iom --state scrm,ministry-interior --channel e-mail`,
		Args:    exactly("the title of the decision"),
	}
	state.add(cmd)
	addWordFlag(cmd, &determination, "determination", "whether the state must be consulted")
	cmd.Flags().Var(&state.date, "date", "the day it is proposed, determined, opened and asked; today unless given")
	closesFlag(cmd.Flags(), &closes)
	addWordFlag(cmd, &channel, "channel", "how everybody was asked; e-mail unless given")
	cmd.Flags().StringVar(&ours, "our-reference", "", "our reference of what was sent")
	cmd.Flags().StringVar(&id, "id", "", "the id, where another is wanted than that of the day and title")
	fields := addFieldFlags(cmd, a.shapeOf("decision"), "title", "status", "reference", "opened_on", "closes_at")
	flags.add(cmd)
	a.completeFlags(cmd, "proposed-by", "state")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := fields.apply(&draft); err != nil {
			return err
		}
		named, err := optionalID(id)
		if err != nil {
			return err
		}
		draft.Title = doc.Plain(args[0])
		var made record.ID
		next := func() string { return "unmn decision pending " + string(made) }
		return a.writeThen(cmd.Context(), flags, next, func(s *record.Set) (*record.Change, error) {
			day := state.date.Date
			o := network.ConsultOptions{
				New:  network.DecisionOptions{ID: named, Date: day, Decision: draft},
				Open: network.OpenOptions{Date: day, Closes: closes.LocalTime},
				Ask:  network.AskRow{Channel: channel.word, Date: day, OurReference: ours, Source: flags.source},
			}
			if err := fullParty(s, &o.New.Decision.ProposedBy); err != nil {
				return nil, err
			}
			if err := fullRef(s, "decision", &o.New.Decision.Supersedes); err != nil {
				return nil, err
			}
			if o.State, err = state.options(s, network.Determination(determination.word)); err != nil {
				return nil, err
			}
			c, id, _, err := network.ConsultDecision(s, a.today(s), o)
			made = id
			return c, err
		})
	}
	return cmd
}
