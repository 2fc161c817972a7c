package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
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
	SMTP     smtp   `mapstructure:"smtp"`     // the mail server; never from the repository
}

// smtp are the preferences for sending mail. The password is not among them: it comes
// from a command or the environment.
type smtp struct {
	Host            string `mapstructure:"host"`
	Port            int    `mapstructure:"port"`     // the usual one of the security when 0
	Security        string `mapstructure:"security"` // starttls unless said; tls, or none to this machine
	User            string `mapstructure:"user"`
	From            string `mapstructure:"from"`             // the secretariat's mailbox unless said
	PasswordCommand string `mapstructure:"password_command"` // a command line that prints it
	TrustFile       string `mapstructure:"trust_file"`       // certificates to trust beside the machine's
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
		if err := readConfig(root, sharedConfig, &shared); err != nil {
			return nil, err
		}
		c.Language, c.Output = shared.Language, shared.Output
	}
	if dir := a.configDir(); dir != "" {
		if err := readConfig(dir, "config.yaml", c); err != nil {
			return nil, err
		}
	}
	for name, value := range map[string]*string{
		"UNMN_LANGUAGE": &c.Language, "UNMN_OUTPUT": &c.Output, "UNMN_EDITOR": &c.Editor,
		"UNMN_SMTP_HOST": &c.SMTP.Host, "UNMN_SMTP_SECURITY": &c.SMTP.Security, "UNMN_SMTP_USER": &c.SMTP.User,
		"UNMN_SMTP_FROM": &c.SMTP.From, "UNMN_SMTP_TRUST_FILE": &c.SMTP.TrustFile,
	} {
		if v := a.env.Getenv(name); v != "" {
			*value = v
		}
	}
	if port := a.env.Getenv("UNMN_SMTP_PORT"); port != "" {
		n, err := strconv.Atoi(port)
		if err != nil || n < 1 || n > 65535 {
			return nil, usagef("", "UNMN_SMTP_PORT cannot be %q; it is a number such as 587", port)
		}
		c.SMTP.Port = n
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

// sharedConfig is the file of preferences in the folder of a register.
const sharedConfig = ".unmn.yaml"

// mostConfig is how many bytes of preferences are read: there are few of them.
const mostConfig = 16 << 10

// readConfig reads one file of a folder over what into holds; a missing file changes
// nothing. No link leads out of the folder: it may be somebody else's repository.
func readConfig(dir, file string, into any) error {
	name := filepath.Join(dir, file)
	data, err := readInside(dir, file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if len(data) > mostConfig {
		return fmt.Errorf("%s: preferences of more than %d bytes are not read", name, mostConfig)
	}
	v := viper.New()
	v.SetConfigType("yaml")
	if err := v.ReadConfig(strings.NewReader(string(data))); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := v.UnmarshalExact(into); err != nil {
		return &hinted{fmt.Sprintf("%s: %s", name, strings.ReplaceAll(err.Error(), "\n", " ")), "the keys are language, output and, in your own file, editor and smtp; see `unmn help preferences`"}
	}
	return nil
}

// readInside reads the beginning of a regular file in a folder.
func readInside(dir, file string) ([]byte, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close() //nolint:errcheck // only read
	fi, err := root.Stat(file)
	if err == nil && !fi.Mode().IsRegular() {
		err = errors.New("it is no regular file")
	}
	if err != nil {
		return nil, err
	}
	f, err := root.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read
	return io.ReadAll(io.LimitReader(f, mostConfig+1))
}
