package cli

import (
	"bytes"
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"unmn/pkg/mail"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// A postOffice is where mails are handed in, and whom they come from.
type postOffice struct {
	server mail.Server
	from   mail.Address
}

// postOffice is the mail server of the user's own preferences; mails come from the address
// of these, else from the mailbox of the secretariat. It asks for the password, so that it
// is asked for once.
func (a *app) postOffice(ctx context.Context, s *record.Set) (*postOffice, error) {
	if err := a.configure(ctx); err != nil {
		return nil, err
	}
	c := a.conf.SMTP
	from := sender(s)
	from.Email = cmp.Or(c.From, from.Email)
	o := &postOffice{from: from}
	switch security := mail.Security(cmp.Or(c.Security, string(mail.STARTTLS))); {
	case c.Host == "":
		return nil, usagef("give one with `UNMN_SMTP_HOST=HOST UNMN_SMTP_USER=USER unmn ...`, or as smtp: in "+a.ownConfig()+"; see `unmn help preferences`",
			"no mail server is known: --send needs one")
	case security != mail.STARTTLS && security != mail.TLS && security != mail.Plain:
		return nil, usagef("", "the security of the mail server cannot be %q; it is starttls, tls or none", security)
	case from.Email == "":
		return nil, usagef("say it with `UNMN_SMTP_FROM=ADDRESS unmn ...`, or give the secretariat a mailbox with `unmn member set "+string(network.Networks.One(s).Secretariat)+" mailbox=ADDRESS`", "it is not known from which address mails come")
	default:
		o.server = mail.Server{Host: c.Host, Port: c.Port, Security: security, User: c.User}
	}
	var err error
	if o.server.Trust, err = a.trusted(c.TrustFile); err != nil {
		return nil, err
	}
	if c.User != "" {
		o.server.Password, err = a.mailPassword(ctx)
	}
	return o, err
}

// sender is the secretariat as mails name it, with its mailbox; without an address where the
// register has none.
func sender(s *record.Set) mail.Address {
	name, mailbox := network.OfficeOf(s, network.PartyRef(network.Networks.One(s).Secretariat))
	return mail.Address{Name: name, Email: mailbox}
}

// ownConfig is the user's own file of preferences, as messages name it.
func (a *app) ownConfig() string {
	if dir := a.configDir(); dir != "" {
		return dir + "/config.yaml"
	}
	return "config.yaml"
}

// mailPassword is the password of the mail server: from the environment, or what the
// command of the preferences prints. It is never written anywhere.
func (a *app) mailPassword(ctx context.Context) (string, error) {
	if p := a.env.Getenv("UNMN_SMTP_PASSWORD"); p != "" {
		return p, nil
	}
	line := a.conf.SMTP.PasswordCommand
	if line == "" {
		return "", usagef("give it with `UNMN_SMTP_PASSWORD=... unmn ...`, or as password_command in "+a.ownConfig(), "the mail server asks for the password of %q", a.conf.SMTP.User)
	}
	words, err := splitWords(line)
	if err != nil || len(words) == 0 {
		return "", usagef("", "password_command %q is no command line", line)
	}
	var said bytes.Buffer
	cmd := exec.CommandContext(ctx, words[0], words[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = a.env.In, &said, a.env.Err
	if err := cmd.Run(); err != nil {
		return "", &hinted{fmt.Sprintf("password_command %q failed: %v", words[0], err), "or give it with `UNMN_SMTP_PASSWORD=... unmn ...`"}
	}
	return strings.TrimRight(said.String(), "\r\n"), nil
}

// trusted are the certificates that the connection trusts: the machine's, and those of a
// file, which a server within an organisation may need.
func (a *app) trusted(file string) (*tls.Config, error) {
	if file == "" {
		return nil, nil
	}
	certificates, err := os.ReadFile(a.path(file))
	if err != nil {
		return nil, err
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(certificates) {
		return nil, usagef("", "%s holds no certificates", file)
	}
	return &tls.Config{RootCAs: pool}, nil
}
