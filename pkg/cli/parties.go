package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// What the commands that change one kind of record have in common: arguments that
// name parties, and words of a vocabulary.

// writeExits ends the help of every command that writes.
const writeExits = `Exit status: 0 done; 1 no repository, no identity, or somebody's edit in the way;
2 a value cannot be read; 3 a rule would be broken or a state jumped; 4 busy, try
again; 5 something named does not exist. Whatever fails changes nothing.`

// shapeOf is the shape of a kind's records, or of the items of one of its lists.
func (a *app) shapeOf(kind string, list ...string) *doc.Shape {
	t, ok := a.kind(kind)
	if !ok {
		return &doc.Shape{}
	}
	s := t.Shape()
	for _, name := range list {
		f, ok := s.Field(name)
		if !ok || f.Shape.Elem == nil {
			return &doc.Shape{}
		}
		s = f.Shape.Elem
	}
	return s
}

// vocabulary is a type that has a fixed list of words.
type vocabulary interface {
	~string
	Values() []string
}

// oneOf reads one of the words of a vocabulary, in any case.
func oneOf[T vocabulary](text string) (T, error) {
	word, err := pick(text, T("").Values())
	return T(word), err
}

// said is one argument such as undp=accepted.
type said[T vocabulary] struct {
	party string
	word  T
}

// sayings reads arguments that say one word of each party, or of several:
// undp=present, undp,who=regrets. A party is named once.
func sayings[T vocabulary](args []string) ([]said[T], error) {
	var out []said[T]
	for _, arg := range args {
		names, text, ok := strings.Cut(arg, "=")
		if !ok || names == "" {
			return nil, usagef("", "%q does not say who and what: write it as undp=%s", arg, T.Values("")[0])
		}
		word, err := oneOf[T](text)
		if err != nil {
			return nil, usagef("", "%s: %v", arg, err)
		}
		for _, name := range strings.Split(names, ",") {
			if slices.ContainsFunc(out, func(s said[T]) bool { return s.party == name }) {
				return nil, usagef("", "%q is named twice", name)
			}
			out = append(out, said[T]{name, word})
		}
	}
	return out, nil
}

// parties are the members or partners that texts name.
func parties(s *record.Set, texts []string) ([]network.PartyRef, error) {
	var out []network.PartyRef
	for _, text := range texts {
		p, err := network.FindParty(s, strings.TrimSpace(text))
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// joined is a list of ids, keys or days in a sentence.
func joined[T ~string](list []T) string {
	words := make([]string, len(list))
	for i, one := range list {
		words[i] = string(one)
	}
	return strings.Join(words, ", ")
}

// separated are the words of arguments that may hold several, with commas.
func separated(args []string) []string {
	var out []string
	for _, arg := range args {
		out = append(out, strings.Split(arg, ",")...)
	}
	return out
}

// fullParty completes a party that may be named by the beginning of its id.
func fullParty[T ~string](s *record.Set, field *T) error {
	if *field == "" {
		return nil
	}
	p, err := network.FindParty(s, string(*field))
	*field = T(p)
	return err
}

// fullParties is fullParty for a list, which it copies: a plan may run again.
func fullParties[T ~string](s *record.Set, list *[]T) error {
	*list = slices.Clone(*list)
	for i := range *list {
		if err := fullParty(s, &(*list)[i]); err != nil {
			return err
		}
	}
	return nil
}

// fullActors is fullParties for posts and parties.
func fullActors(s *record.Set, list *[]record.Key) error {
	*list = slices.Clone(*list)
	for i, text := range *list {
		k, err := network.FindActor(s, string(text))
		if err != nil {
			return err
		}
		(*list)[i] = k
	}
	return nil
}

// fullRef completes a reference to a record of a kind.
func fullRef[T ~string](s *record.Set, kind string, field *T) error {
	if *field == "" {
		return nil
	}
	id, err := s.Find(kind, string(*field))
	*field = T(id)
	return err
}

// fullRefs is fullRef for a list, which it copies: a plan may run again.
func fullRefs[T ~string](s *record.Set, kind string, list *[]T) error {
	*list = slices.Clone(*list)
	for i := range *list {
		if err := fullRef(s, kind, &(*list)[i]); err != nil {
			return err
		}
	}
	return nil
}

// completeParties completes the ids of members and partners, as many as are named.
func (a *app) completeParties(cmd *cobra.Command, _ []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	set, _, err := a.head(cmd.Context())
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return slices.Concat(idCompletions(set, network.Members.Name), idCompletions(set, network.Partners.Name)), cobra.ShellCompDirectiveNoFileComp
}

// completeFlags completes the parties that flags take.
func (a *app) completeFlags(cmd *cobra.Command, flags ...string) {
	for _, f := range flags {
		//nolint:errcheck // fails only for a flag that does not exist or completes already
		cmd.RegisterFlagCompletionFunc(f, a.completeParties)
	}
}

// tellHandover says what whoever left a function, or a party that leaves, had open.
func (a *app) tellHandover(id record.ID, h network.Handover) {
	if len(h.Predecessors) > 0 {
		a.note("until then: %s", strings.Join(h.Predecessors, ", "))
	}
	for _, action := range h.OpenActions {
		a.note("open with %s: action %s", id, action)
	}
	for _, group := range h.Groups {
		a.note("still in the working group %s: `unmn group leave %s %s`", group, group, id)
	}
}
