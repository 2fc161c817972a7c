package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// stateFlags are the flags that say what was determined about the state.
type stateFlags struct {
	ground       wordFlag[network.StateGround]
	basis        []string
	by           []string
	reason       string
	institutions []string
	noOther      string
	requestedBy  []string
	date         dateFlag
}

func (f *stateFlags) add(cmd *cobra.Command) {
	addWordFlag(cmd, &f.ground, "ground", "the words of the terms it rests on")
	cmd.Flags().StringSliceVar(&f.basis, "basis", nil, "the facts behind it, such as national-law; those that are found unless given")
	cmd.Flags().StringSliceVar(&f.by, "by", nil, "who determined it, such as co-chair-rc,co-chair-iom")
	cmd.Flags().StringVar(&f.reason, "reason", "", "why; needed where it is not required")
	cmd.Flags().StringSliceVar(&f.institutions, "state", nil, "the institutions that are confirmed as relevant")
	cmd.Flags().StringVar(&f.noOther, "no-other-ministry", "", "why no other ministry is relevant")
}

// options are the flags as the plan takes them.
func (f *stateFlags) options(s *record.Set, what network.Determination) (o network.DetermineOptions, err error) {
	o = network.DetermineOptions{
		Determination: what, Ground: f.ground.word, Date: f.date.Date,
		Reason: doc.Plain(f.reason), NoOther: doc.Plain(f.noOther),
	}
	for _, text := range f.basis {
		word, err := oneOf[network.StateBasis](strings.TrimSpace(text))
		if err != nil {
			return o, err
		}
		o.Basis = append(o.Basis, word)
	}
	if o.By, err = posts(s, f.by); err != nil {
		return o, err
	}
	if o.Institutions, err = partners(s, f.institutions); err != nil {
		return o, err
	}
	o.RequestedBy, err = parties(s, f.requestedBy)
	return o, err
}

// newDecisionStateCommand is "decision state".
func newDecisionStateCommand(a *app) *cobra.Command {
	var flags writeFlags
	var read readFlags
	var o stateFlags
	cmd := &cobra.Command{
		Use:   "state ID [required|not-required]",
		Short: "Say whether the state must be consulted on a decision, or see what speaks for it",
		Long: `Without a determination it shows what speaks for consulting the state, and the
institutions that would be confirmed. With one it records what the co-chairs
determined; not-required needs a reason. Required after the opening reopens the
consultation for the institutions. --requested-by records that a member or an
institution asked for it.

` + writeExits,
		Example: `  unmn decision state 2026-09-28-joint-data-protocol
  unmn decision state 2026-09-28-joint-data-protocol required --ground relevant --by co-chair-rc,co-chair-iom`,
		Args:              oneOrTwo("the id of a decision", "required or not-required"),
		ValidArgsFunction: a.completeIDs("decision"),
	}
	o.add(cmd)
	cmd.Flags().StringSliceVar(&o.requestedBy, "requested-by", nil, "the members or institutions that asked for it")
	cmd.Flags().Var(&o.date, "date", "when it was determined; today unless given")
	cmd.Flags().StringVar(&read.format, "format", "", "of the suggestion: table, tsv, csv or md")
	flags.add(cmd)
	a.completeFlags(cmd, "requested-by", "state")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) == 1 && len(o.requestedBy) == 0 {
			return a.suggestState(cmd.Context(), args[0], read.format, flags.json)
		}
		return a.determineState(cmd, flags, o, args)
	}
	return cmd
}

// determineState records a determination, or that somebody asked for one.
func (a *app) determineState(cmd *cobra.Command, flags writeFlags, o stateFlags, args []string) error {
	var what network.Determination
	if len(args) == 2 {
		var err error
		if what, err = oneOf[network.Determination](args[1]); err != nil {
			return err
		}
		if what == network.StatePending {
			return usagef("", "a determination is required or not-required")
		}
	}
	var result network.StateResult
	next := func(id record.ID) string { return nextAfterState(id, what, result) }
	return a.takeToldStep(cmd, flags, "decision", args[0], next, func(s *record.Set, id record.ID) (*record.Change, []string, error) {
		options, err := o.options(s, what)
		if err != nil {
			return nil, nil, err
		}
		options.ID = id
		c, r, err := network.DetermineState(s, a.today(s), options)
		result = r
		told := r.Told
		if len(r.Added) > 0 {
			told = append(told, "on the list now, and to be asked: "+joined(r.Added))
		}
		return c, told, err
	})
}

// nextAfterState is the command that comes after a determination, or a request for
// one.
func nextAfterState(id record.ID, what network.Determination, r network.StateResult) string {
	switch {
	case what == "":
		return "unmn decision state " + string(id)
	case r.Status == network.DecisionDraft:
		return r.Open
	}
	return askEverybody(id, r.Added)
}

// suggestState shows what speaks for consulting the state on a decision.
func (a *app) suggestState(ctx context.Context, text, format string, asJSON bool) error {
	if err := a.configure(ctx); err != nil {
		return err
	}
	set, e, err := a.decision(ctx, text)
	if err != nil {
		return err
	}
	s := network.SuggestState(set, e.Rec)
	if err := set.Err(); err != nil {
		return err
	}
	if asJSON {
		return a.printJSON(suggestionJSON(e.ID, s))
	}
	rows := [][]string{{"determined", string(s.Determination), ""}, {"presumed", string(s.Presumption), "until the co-chairs determine it"}}
	for _, g := range s.Grounds {
		rows = append(rows, []string{"ground", string(g.Basis), g.Why})
	}
	for _, i := range s.Institutions {
		rows = append(rows, []string{"institution", string(i.Party), i.Why})
	}
	if err := a.printRows(format, []string{"what", "value", "why"}, rows); err != nil {
		return err
	}
	if s.Determination == network.StatePending {
		a.note("next: %s", network.DetermineHint(set, e.ID))
	}
	return nil
}

// suggestionJSON is a suggestion as JSON.
func suggestionJSON(id record.ID, s network.Suggestion) doc.Object {
	grounds, institutions := []doc.Object{}, []doc.Object{}
	for _, g := range s.Grounds {
		grounds = append(grounds, doc.Object{{Name: "basis", Value: g.Basis}, {Name: "party", Value: g.Party}, {Name: "why", Value: g.Why}})
	}
	for _, i := range s.Institutions {
		institutions = append(institutions, doc.Object{{Name: "party", Value: i.Party}, {Name: "why", Value: i.Why}})
	}
	return doc.Object{
		{Name: "version", Value: 1}, {Name: "decision", Value: id}, {Name: "determination", Value: s.Determination},
		{Name: "presumption", Value: s.Presumption}, {Name: "grounds", Value: grounds}, {Name: "institutions", Value: institutions},
	}
}
