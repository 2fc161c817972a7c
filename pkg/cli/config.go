package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/viper"

	"unmn/pkg/doc"
)

// config are the preferences: how things look, never what they mean. What changes
// meaning is a record.
type config struct {
	Language string `mapstructure:"language"` // of documents: en, sr-Cyrl, sr-Latn
	Output   string `mapstructure:"output"`   // of lists: table, tsv, csv, md
	Editor   string `mapstructure:"editor"`   // a command line; never from the repository
}

// loadConfig reads the preferences, later ones over earlier: .unmn.yaml in the
// folder of the register (language and output only: a repository that somebody
// else wrote must not choose a program), the user's own config.yaml, UNMN_*. A key
// that does not exist is an error.
func (a *app) loadConfig(root string) (*config, error) {
	c := &config{}
	if root != "" {
		shared := struct {
			Language string `mapstructure:"language"`
			Output   string `mapstructure:"output"`
		}{}
		if err := readConfig(filepath.Join(root, ".unmn.yaml"), &shared); err != nil {
			return nil, err
		}
		c.Language, c.Output = shared.Language, shared.Output
	}
	if dir := a.configDir(); dir != "" {
		if err := readConfig(filepath.Join(dir, "config.yaml"), c); err != nil {
			return nil, err
		}
	}
	for name, value := range map[string]*string{"UNMN_LANGUAGE": &c.Language, "UNMN_OUTPUT": &c.Output, "UNMN_EDITOR": &c.Editor} {
		if v := a.env.Getenv(name); v != "" {
			*value = v
		}
	}
	if a.global.lang != "" {
		c.Language = a.global.lang
	}
	if c.Language != "" && !doc.IsLanguage(c.Language) {
		return nil, usagef("", "the language %q is not known; write it as en, sr-Cyrl or sr-Latn", c.Language)
	}
	return c, nil
}

// configDir is where the user's own preferences are.
func (a *app) configDir() string {
	if dir := a.env.Getenv("XDG_CONFIG_HOME"); dir != "" {
		return filepath.Join(dir, "unmn")
	}
	if dir := a.env.Getenv("APPDATA"); dir != "" {
		return filepath.Join(dir, "unmn")
	}
	if home := a.env.Getenv("HOME"); home != "" {
		return filepath.Join(home, ".config", "unmn")
	}
	return ""
}

// readConfig reads one file over what into holds; a missing file changes nothing.
func readConfig(name string, into any) error {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	v := viper.New()
	v.SetConfigType("yaml")
	if err := v.ReadConfig(strings.NewReader(string(data))); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := v.UnmarshalExact(into); err != nil {
		return &hinted{fmt.Sprintf("%s: %s", name, strings.ReplaceAll(err.Error(), "\n", " ")), "the keys are language, output and, in your own file, editor"}
	}
	return nil
}
