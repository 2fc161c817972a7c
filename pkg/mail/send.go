package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/smtp"
	"net/textproto"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Security is how a connection to a mail server is encrypted.
type Security string

// The ways. Plain is for a server on this machine alone.
const (
	STARTTLS Security = "starttls" // asked for once connected; usually port 587
	TLS      Security = "tls"      // from the first byte on; usually port 465
	Plain    Security = "none"
)

// A Server is where mail is handed in.
type Server struct {
	Host     string
	Port     int // 0 is the usual one
	Security Security
	User     string // empty for a server that asks for none
	Password string
	Trust    *tls.Config // nil for what the machine trusts; tests bring their own
}

// patience is how long the server may take for one answer.
const patience = 60 * time.Second

// A Client is a connection over which messages are handed in, one after another.
type Client struct {
	smtp *smtp.Client
	conn net.Conn
}

// Dial connects to a server, encrypts the connection and logs in.
func Dial(ctx context.Context, s Server) (*Client, error) {
	if s.Security == Plain && !isLocal(s.Host) {
		return nil, fmt.Errorf("the connection to %s would not be encrypted; that is done to this machine alone", s.Host)
	}
	dialer := net.Dialer{Timeout: patience}
	conn, err := dialer.DialContext(ctx, "tcp", net.JoinHostPort(s.Host, strconv.Itoa(s.port())))
	if err != nil {
		return nil, err
	}
	c := &Client{conn: conn}
	if err := c.begin(s); err != nil {
		conn.Close() //nolint:errcheck // what went wrong before is told
		return nil, fmt.Errorf("mail server %s: %w", s.Host, err)
	}
	return c, nil
}

func (c *Client) begin(s Server) error {
	trust := &tls.Config{}
	if s.Trust != nil {
		trust = s.Trust.Clone()
	}
	trust.ServerName, trust.MinVersion = s.Host, tls.VersionTLS12
	c.wait()
	if s.Security == TLS {
		c.conn = tls.Client(c.conn, trust)
	}
	var err error
	if c.smtp, err = smtp.NewClient(c.conn, s.Host); err != nil {
		return err
	}
	if s.Security == STARTTLS {
		if ok, _ := c.smtp.Extension("STARTTLS"); !ok {
			return errors.New("it offers no encryption (STARTTLS)")
		}
		if err := c.smtp.StartTLS(trust); err != nil {
			return err
		}
	}
	if s.User == "" {
		return nil
	}
	return c.logIn(s)
}

// logIn says who sends, in the way the server knows.
func (c *Client) logIn(s Server) error {
	_, ways := c.smtp.Extension("AUTH")
	auth := smtp.PlainAuth("", s.User, s.Password, s.Host)
	if !slices.Contains(strings.Fields(ways), "PLAIN") && slices.Contains(strings.Fields(ways), "LOGIN") {
		auth = &loginAuth{plain: auth, answers: []string{s.User, s.Password}}
	}
	return c.smtp.Auth(auth)
}

// Uncertain is the failure of a message of which nobody can tell whether the server took
// it: the connection ended while it was to say so. It is not sent again unasked.
type Uncertain struct{ Err error }

// Error says so.
func (e *Uncertain) Error() string {
	return "it is not known whether the mail server took it: " + e.Err.Error()
}

// Unwrap is what ended the connection.
func (e *Uncertain) Unwrap() error { return e.Err }

// Refused is the answer of a server that does not take a message for an addressee.
type Refused struct {
	Code    int // of RFC 5321, such as 550
	Message string
}

// Error is the answer.
func (e *Refused) Error() string { return fmt.Sprintf("%d %s", e.Code, oneLine(e.Message)) }

// Send hands in a message for one address. The error is a [Refused] when the server said
// no and the next message can be tried, an [Uncertain] when nobody can tell, and any other
// when the connection failed before the message was whole: the server has not taken it.
func (c *Client) Send(from, to string, message []byte) error {
	c.wait()
	if err := c.smtp.Mail(from); err != nil {
		return c.refused(err)
	}
	if err := c.smtp.Rcpt(to); err != nil {
		return c.refused(err)
	}
	into, err := c.smtp.Data()
	if err != nil {
		return c.refused(err)
	}
	if _, err := into.Write(message); err != nil {
		return err
	}
	c.wait()
	err = into.Close()
	var answer *textproto.Error
	switch {
	case errors.As(err, &answer):
		return c.refused(err)
	case err != nil:
		return &Uncertain{err}
	}
	return nil
}

// refused is the answer of the server as an error, with the connection ready for the
// next message.
func (c *Client) refused(err error) error {
	var answer *textproto.Error
	if !errors.As(err, &answer) {
		return err
	}
	if again := c.smtp.Reset(); again != nil {
		return again
	}
	return &Refused{answer.Code, answer.Msg}
}

// Close ends the connection.
func (c *Client) Close() error {
	c.wait()
	return errors.Join(c.smtp.Quit(), ignoreClosed(c.conn.Close()))
}

// wait gives the server its time for the next answers.
func (c *Client) wait() { _ = c.conn.SetDeadline(time.Now().Add(patience)) }

func ignoreClosed(err error) error {
	if errors.Is(err, net.ErrClosed) {
		return nil
	}
	return err
}

func (s Server) port() int {
	switch {
	case s.Port != 0:
		return s.Port
	case s.Security == TLS:
		return 465
	case s.Security == Plain:
		return 25
	}
	return 587
}

// isLocal reports whether a host is this machine.
func isLocal(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
