package cli

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/repo"
)

// initOptions are the flags of "init".
type initOptions struct {
	begin  network.Beginning
	from   string
	within bool
}

// newInitCommand is "init": a register in a new repository.
func newInitCommand(a *app) *cobra.Command {
	var o initOptions
	cmd := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Make a register: a git repository with its first records",
		Long: `init makes a git repository in DIR (the current folder without it) and records
the network, its terms of reference, its members and the schemas in one first
commit. The country chooses what the register begins with: RS has the terms, nine
members and the Commissariat of the Network in Serbia, any other country the
general form; --from takes a folder of your own with network.yaml, terms.yaml,
members/ and partners/.

Exit status: 0 done; 1 the folder is not empty, or git knows no identity; 2 a
value cannot be read; 3 the records to begin with break a rule.`,
		Example: `  unmn init reg --name "UN Network on Migration in Serbia" --country RS --timezone Europe/Belgrade --reference UNMN-RS`,
		Args:    optional("a folder"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runInit(cmd.Context(), a, o, args)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.begin.Name, "name", "", "the full name of the Network")
	f.StringVar(&o.begin.Country, "country", "", "the country, two letters (ISO 3166-1)")
	f.StringVar(&o.begin.Timezone, "timezone", "", "the time zone, such as Europe/Belgrade")
	f.StringVar(&o.begin.Reference, "reference", "", "the beginning of official references, such as UNMN-RS")
	f.StringSliceVar(&o.begin.Languages, "languages", nil, "the languages of documents, the first is the default")
	f.StringSliceVar(&o.begin.Members, "members", nil, "further members, such as unesco=UNESCO")
	f.BoolVar(&o.within, "within", false, "allow a folder inside another repository, one that ignores the folder")
	f.StringVar(&o.from, "from", "", "a folder with a network's own records to begin with")
	return cmd
}

func runInit(ctx context.Context, a *app, o initOptions, args []string) error {
	if err := o.missing(); err != nil {
		return err
	}
	var err error
	if o.begin.Starter, err = a.starter(o); err != nil {
		return err
	}
	change, err := network.Begin(a.env.Types, o.begin)
	if err != nil {
		return err
	}
	network.Trailers(record.Empty(a.env.Types...), change)
	dir := "."
	if len(args) == 1 {
		dir = args[0]
	}
	target := a.path(dir)
	var opts []repo.InitOption
	if o.within {
		opts = append(opts, repo.Within())
	}
	r, err := repo.Init(ctx, a.repoEnv(), target, opts...)
	if err != nil {
		return err
	}
	a.git = r
	by, err := r.Identity(ctx)
	if err != nil {
		return err
	}
	result, err := r.Commit(ctx, func(*repo.Snapshot) (*record.Change, error) { return change, nil }, by)
	if result != nil {
		a.recorded = result.Hash
	}
	if err != nil {
		return err
	}
	next := "unmn check"
	if dir != "." {
		next = "cd " + dir + " && " + next
	}
	return a.showResult(result, next, false)
}

// missing tells all flags that init cannot do without, at once.
func (o initOptions) missing() error {
	var lacks []string
	for _, f := range []struct{ flag, value string }{
		{"--name", o.begin.Name}, {"--country", o.begin.Country}, {"--timezone", o.begin.Timezone}, {"--reference", o.begin.Reference},
	} {
		if f.value == "" {
			lacks = append(lacks, f.flag)
		}
	}
	if lacks == nil {
		return nil
	}
	return usagef(`unmn init reg --name "UN Network on Migration in Serbia" --country RS --timezone Europe/Belgrade --reference UNMN-RS`,
		"init lacks %s", strings.Join(lacks, ", "))
}

// starter is what the register begins with: the user's folder, the country's, or
// the general one.
func (a *app) starter(o initOptions) (fs.FS, error) {
	if o.from != "" {
		dir := a.path(o.from)
		info, err := os.Stat(dir)
		if err != nil || !info.IsDir() {
			return nil, usagef("", "there is no folder %q", o.from)
		}
		return os.DirFS(dir), nil
	}
	name := path.Join("starter", strings.ToUpper(o.begin.Country))
	if _, err := fs.Stat(a.env.Templates, name); err != nil {
		name = "starter/generic"
	}
	sub, err := fs.Sub(a.env.Templates, name)
	if err != nil {
		return nil, fmt.Errorf("the starter %s: %w", name, err)
	}
	return sub, nil
}
