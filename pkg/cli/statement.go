package cli

import (
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// statementVerbs are the verbs of joint statements, in the order of a statement's life.
func statementVerbs(a *app) []*cobra.Command {
	return []*cobra.Command{
		newStatementNewCommand(a), newStatementAskCommand(a), newStatementClearCommand(a), newStatementDeliverCommand(a),
		newStatementWithdrawCommand(a), newStatementRenderCommand(a),
	}
}

// deadlineFlags say until when somebody answers.
type deadlineFlags struct {
	within time.Duration
	closes localTimeFlag
}

func (d *deadlineFlags) add(f *pflag.FlagSet, unless string) {
	f.DurationVar(&d.within, "within", 0, "how long they have, such as 48h; "+unless+" unless given")
	f.Var(&d.closes, "closes", "until when instead, such as \"2026-12-15 17:00\"")
}

// memberRefs are the members that texts name, with commas or without.
func memberRefs(s *record.Set, texts []string) ([]network.MemberRef, error) {
	var out []network.MemberRef
	for _, text := range texts {
		id, err := s.Find(network.Members.Name, strings.TrimSpace(text))
		if err != nil {
			return nil, err
		}
		out = append(out, network.MemberRef(id))
	}
	return out, nil
}
