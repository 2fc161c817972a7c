package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newRootCommand is the whole tree: what works across kinds, and a noun for every
// kind of record with the verbs all kinds have and those of its own. A noun
// that the command line does not have is without its verbs.
func newRootCommand(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "unmn",
		Short: "The register of a UN Network on Migration",
		Long: `unmn keeps the register of a UN Network on Migration: members, meetings and
their minutes, decisions, joint statements, working groups, actions, and what was
sent to whom. Every change is one commit in a git repository; documents are rendered
from the records.`,
		Example:            "  unmn demo\n  unmn meeting list\n  unmn minutes render 2026-q4",
		FParseErrWhitelist: cobra.FParseErrWhitelist{UnknownFlags: true},
		SilenceErrors:      true,
		SilenceUsage:       true,
		Args:               cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.showDesk(cmd)
			}
			return unknownCommand(cmd, args[0])
		},
	}
	root.CompletionOptions.HiddenDefaultCmd = false
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usagef("see `"+cmd.CommandPath()+" --help`", "%v", err)
	})
	f := root.PersistentFlags()
	f.StringVarP(&a.global.dir, "directory", "C", "", "work in this folder")
	f.BoolVar(&a.global.noInput, "no-input", false, "never ask and never open an editor")
	root.AddGroup(&cobra.Group{ID: "records", Title: "Records:"}, &cobra.Group{ID: "register", Title: "The register as a whole:"})
	for _, t := range a.env.Types {
		noun := newNoun(a, t)
		noun.GroupID = "records"
		root.AddCommand(noun)
	}
	for _, cmd := range acrossKinds(a) {
		cmd.GroupID = "register"
		root.AddCommand(cmd)
	}
	root.AddCommand(helpTopics(a.env.Types)...)
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd("completion")
	return root
}

// newKindCommand is the noun of a kind.
func newKindCommand(a *app, t record.Type) *cobra.Command {
	verbs := []*cobra.Command{newListCommand(a, t), newShowCommand(a, t), newLogCommand(a, t), newEditCommand(a, t), newSetCommand(a, t)}
	own := ownVerbs(a, t.Name())
	verbs = append(verbs, own...)
	if !hasVerb(own, "new") && t.Layout() != record.Single {
		verbs = append(verbs, newNewCommand(a, t))
	}
	noun := group(t.Name(), nounShort(t), verbs...)
	if t.Name() == network.TermsKind.Name {
		return assessTerms(a, noun)
	}
	return noun
}

func nounShort(t record.Type) string { return strings.ToUpper(t.Doc()[:1]) + t.Doc()[1:] }

func hasVerb(cmds []*cobra.Command, name string) bool {
	for _, c := range cmds {
		if c.Name() == name {
			return true
		}
	}
	return false
}
