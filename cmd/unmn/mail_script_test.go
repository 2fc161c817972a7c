package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
	"github.com/rogpeppe/go-internal/testscript"
)

// mailServer starts a mail server with STARTTLS and a password, and points the preferences
// at it: mailserver DIR [refuse=PART] [busy=PART] [dies=PART]. What it takes is in DIR, a file
// for each addressee and mail. Addresses with PART are refused for good, or for now; at one
// of dies it takes the mail and is gone before it says so, once.
func mailServer(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: mailserver DIR [refuse=PART] [busy=PART] [dies=PART]")
	}
	b := &mailbox{dir: ts.MkAbs(args[0]), ways: map[string]string{}}
	ts.Check(os.MkdirAll(b.dir, 0o777))
	for _, arg := range args[1:] {
		way, part, _ := strings.Cut(arg, "=")
		b.ways[way] = part
	}
	env, stop, err := b.serve()
	ts.Check(err)
	ts.Defer(stop)
	for name, value := range env {
		ts.Setenv(name, value)
	}
}

// serve opens the mailbox to the world of this machine: env are the preferences that
// point at it.
func (b *mailbox) serve() (env map[string]string, stop func(), err error) {
	cert, pemText, err := selfSigned()
	if err != nil {
		return nil, nil, err
	}
	trust := filepath.Join(b.dir, "trust.pem")
	if err := os.WriteFile(trust, pemText, 0o666); err != nil {
		return nil, nil, err
	}
	s := smtp.NewServer(b)
	s.Domain, s.TLSConfig = "localhost", &tls.Config{Certificates: []tls.Certificate{cert}}
	s.ErrorLog = silent{}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, nil, err
	}
	go s.Serve(l) //nolint:errcheck // it ends when it is stopped
	return map[string]string{
		"UNMN_SMTP_HOST": "127.0.0.1", "UNMN_SMTP_PORT": fmt.Sprint(l.Addr().(*net.TCPAddr).Port), "UNMN_SMTP_USER": "secretariat",
		"UNMN_SMTP_PASSWORD": "a password", "UNMN_SMTP_TRUST_FILE": trust, "UNMN_SMTP_FROM": "secretariat@example.org",
	}, func() { s.Close() }, nil //nolint:errcheck // nobody listens to it any more
}

type silent struct{}

func (silent) Printf(string, ...any) {}
func (silent) Println(...any)        {}

// selfSigned is a certificate for this machine.
func selfSigned() (tls.Certificate, []byte, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, nil, err
	}
	form := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "localhost"}, NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, form, form, &key.PublicKey, key)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), err
}

// A mailbox is what the server took.
type mailbox struct {
	dir  string
	ways map[string]string

	mu   sync.Mutex
	died bool
	n    int
}

// NewSession begins a connection.
func (b *mailbox) NewSession(c *smtp.Conn) (smtp.Session, error) {
	return &mailSession{box: b, conn: c}, nil
}

type mailSession struct {
	box    *mailbox
	conn   *smtp.Conn
	logged bool
	to     string
}

func (s *mailSession) Reset()        { s.to = "" }
func (s *mailSession) Logout() error { return nil }

// AuthMechanisms are the ways to log in: the one that common servers have.
func (s *mailSession) AuthMechanisms() []string { return []string{"LOGIN"} }

// Auth logs in.
func (s *mailSession) Auth(string) (sasl.Server, error) { return &logIn{session: s}, nil }

// A logIn asks for the user, then for the password.
type logIn struct {
	session *mailSession
	given   []string
}

// Next takes what was answered and asks the next question.
func (l *logIn) Next(answer []byte) (challenge []byte, done bool, err error) {
	if answer != nil {
		l.given = append(l.given, string(answer))
	}
	switch len(l.given) {
	case 0:
		return []byte("Username:"), false, nil
	case 1:
		return []byte("Password:"), false, nil
	}
	l.session.logged = l.given[0] == "secretariat" && l.given[1] == "a password"
	if !l.session.logged {
		return nil, true, smtp.ErrAuthFailed
	}
	return nil, true, nil
}

func (s *mailSession) Mail(string, *smtp.MailOptions) error {
	if _, encrypted := s.conn.TLSConnectionState(); !encrypted || !s.logged {
		return smtp.ErrAuthRequired
	}
	return nil
}

func (s *mailSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	has := func(way string) bool { return s.box.ways[way] != "" && strings.Contains(to, s.box.ways[way]) }
	switch {
	case has("refuse"):
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such mailbox"}
	case has("busy"):
		return &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 7, 1}, Message: "try later"}
	}
	s.to = to
	return nil
}

func (s *mailSession) Data(r io.Reader) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	b := s.box
	b.mu.Lock()
	defer b.mu.Unlock()
	b.n++
	if err := os.WriteFile(filepath.Join(b.dir, fmt.Sprintf("%s-%d.eml", s.to, b.n)), data, 0o666); err != nil {
		return err
	}
	if part := b.ways["dies"]; part != "" && strings.Contains(s.to, part) && !b.died {
		b.died = true
		return s.conn.Conn().Close()
	}
	return nil
}
