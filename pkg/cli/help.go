package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// helpTopics are the pages of help that are not about a command.
func helpTopics(types []record.Type) []*cobra.Command {
	return []*cobra.Command{{
		Use:   "exit-codes",
		Short: "What the exit statuses mean",
		Long: `Exit statuses:
  0  done
  1  failed; also: no repository, no identity, somebody's edit that is not recorded
     in a file that would be touched, a merge in progress
  2  the command line cannot be understood: an unknown word or flag, too many or too
     few arguments, a value that cannot be read, a malformed id, the beginning of several ids
  3  the records break a rule, or a state would be jumped; of "verify": a file was altered
  4  somebody else holds a lock, or changed the register meanwhile too often: try again
  5  a well-formed id that does not exist; of "verify": a file is none of this register`,
	}, {
		Use:   "states",
		Short: "How records move from state to state, and by which command",
		Long: "A record moves along these steps and no others, by a command or by hand (the rule\n" +
			record.RuleState + "). A record that is new may begin in any state.\n\n" + network.DescribeStates(types),
	}, preferencesTopic()}
}
