package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
)

// newPartnerEndCommand is "partner end".
func newPartnerEndCommand(a *app) *cobra.Command {
	return newEndCommand(a, "partner", network.EndPartner, &cobra.Command{
		Short: "Record that a partner is one no more",
		Long: `The partner stays in the register with its last day; its representatives end with it.
Actions it has open and working groups it belongs to are listed, so that they can be
handed over.

` + writeExits,
		Example: `  unmn partner end ministry-labour --until 2027-06-30 --reason "merged into another ministry"`,
	})
}
