package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newCirculationReceiveCommand is "circulation receive".
func newCirculationReceiveCommand(a *app) *cobra.Command {
	var flags writeFlags
	var date dateFlag
	var channel wordFlag[network.Channel]
	var purpose wordFlag[network.Purposed]
	var notes textFlag
	var from, theirs string
	var about []string
	cmd := &cobra.Command{
		Use:   "receive [DOCUMENT]",
		Short: "Record a letter or paper that came in: from whom, under which reference, about what",
		Long: `What it says stays outside the register. DOCUMENT is what it is in a word, "letter" unless
given. An answer to a consultation is recorded with "decision answer", a reply to what
was sent with "circulation reply".

` + writeExits,
		Example: `  unmn circulation receive --from scrm --their-reference 021-45/2026 --about decision/2026-09-28-joint-data-protocol
  unmn circulation receive note-verbale --from ministry-interior --date 2026-12-09 --channel letter`,
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	f := cmd.Flags()
	f.StringVar(&from, "from", "", "who sent it; needed")
	f.StringVar(&theirs, "their-reference", "", "its reference, as its sender has it")
	f.StringSliceVar(&about, "about", nil, "the records it is about, such as decision/ID (separated by commas)")
	f.Var(&date, "date", "when it came; today unless given")
	addWordFlag(cmd, &channel, "channel", "how it came; letter unless given")
	addWordFlag(cmd, &purpose, "purpose", "what it was sent for; information unless given")
	f.Var(&notes, "notes", "anything else")
	flags.add(cmd)
	a.completeFlags(cmd, "from")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		document, err := optionalID(firstOr(args, "letter"))
		if err != nil {
			return err
		}
		return a.makeTold(cmd, flags, shown(network.Circulations.Name), func(s *record.Set) (*record.Change, record.ID, []string, error) {
			o := network.ReceiveOptions{
				Document: document, Date: date.Date, Channel: channel.word, Purpose: purpose.word, TheirReference: theirs, Notes: notes.Text,
			}
			var err error
			if from != "" {
				if o.From, err = network.FindParty(s, from); err != nil {
					return nil, "", nil, err
				}
			}
			if o.About, err = recordsOf(s, about); err != nil {
				return nil, "", nil, err
			}
			c, id, err := network.Receive(s, a.today(s), o)
			return c, id, nil, err
		})
	}
	return cmd
}

// firstOr is the first of some arguments, or what is meant without any.
func firstOr(args []string, otherwise string) string {
	if len(args) == 0 {
		return otherwise
	}
	return args[0]
}

// recordsOf are the records that texts name as KIND/ID, in full.
func recordsOf(s *record.Set, texts []string) ([]record.AnyRef, error) {
	var out []record.AnyRef
	for _, text := range texts {
		var ref record.AnyRef
		if err := ref.UnmarshalText([]byte(text)); err != nil {
			return nil, usagef("write it as KIND/ID, such as decision/2026-12-01-data", "--about cannot be %q: %v", text, err)
		}
		kind, id, _ := ref.Split()
		found, err := s.Find(kind, string(id))
		if err != nil {
			return nil, err
		}
		out = append(out, record.AnyRef(kind+"/"+string(found)))
	}
	return out, nil
}
