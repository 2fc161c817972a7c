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

// mailServer is the mail server of the user's own preferences, and the address that
// mails come from.
func (a *app) mailServer(ctx context.Context, s *record.Set) (server mail.Server, from mail.Address, err error) {
	if err := a.configure(ctx); err != nil {
		return server, from, err
	}
	c := a.conf.SMTP
	from = a.sender(s)
	switch security := mail.Security(cmp.Or(c.Security, string(mail.STARTTLS))); {
	case c.Host == "":
		return server, from, usagef("give one with `UNMN_SMTP_HOST=HOST UNMN_SMTP_USER=USER unmn ...`, or as smtp: in "+a.ownConfig()+"; see `unmn help preferences`",
			"no mail server is known: --send needs one")
	case security != mail.STARTTLS && security != mail.TLS && security != mail.Plain:
		return server, from, usagef("", "the security of the mail server cannot be %q; it is starttls, tls or none", security)
	case from.Email == "":
		return server, from, usagef("say it with `UNMN_SMTP_FROM=ADDRESS unmn ...`, or give the secretariat a mailbox with `unmn member set "+string(network.Networks.One(s).Secretariat)+" mailbox=ADDRESS`", "it is not known from which address mails come")
	default:
		server = mail.Server{Host: c.Host, Port: c.Port, Security: security, User: c.User}
	}
	if server.Trust, err = a.trusted(c.TrustFile); err != nil || c.User == "" {
		return server, from, err
	}
	server.Password, err = a.mailPassword(ctx)
	return server, from, err
}

// sender is the secretariat as mails name it, with the address of the preferences, else
// its mailbox; without an address where there is neither.
func (a *app) sender(s *record.Set) mail.Address {
	n := network.Networks.One(s)
	own := ""
	if a.conf != nil {
		own = a.conf.SMTP.From
	}
	name, mailbox := network.OfficeOf(s, network.PartyRef(n.Secretariat))
	return mail.Address{Name: name, Email: cmp.Or(own, mailbox)}
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
