package cli

import "github.com/spf13/cobra"

// ownVerbs are the verbs that one kind has beside those of every kind.
func ownVerbs(a *app, kind string) []*cobra.Command {
	switch kind {
	default:
		return nil
	}
}

// acrossKinds are the commands that are not about one kind.
func acrossKinds(a *app) []*cobra.Command {
	return []*cobra.Command{
		newInitCommand(a), newCheckCommand(a), newFmtCommand(a), newSaveCommand(a), newSchemaCommand(a),
		newExplainCommand(a), newShowAnyCommand(a), newVersionCommand(a),
	}
}
