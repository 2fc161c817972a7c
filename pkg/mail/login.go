package mail

import (
	"errors"
	"net/smtp"
)

// loginAuth is LOGIN, the way to log in of servers that know no PLAIN (Exchange among
// them): the server asks twice, for the name and for the password. It belongs to no
// standard, so package net/smtp has it not.
type loginAuth struct {
	plain   smtp.Auth // sends the same secrets, so knows over which connections they may go
	answers []string  // to what the server asks, in order
}

// Start asks for LOGIN where PLAIN could be asked for: over an encrypted connection, or
// to this machine.
func (a *loginAuth) Start(server *smtp.ServerInfo) (string, []byte, error) {
	_, _, err := a.plain.Start(server)
	return "LOGIN", nil, err
}

// Next answers the server. The words in which it asks differ from one server to another,
// the order does not.
func (a *loginAuth) Next(_ []byte, more bool) ([]byte, error) {
	if !more {
		return nil, nil
	}
	if len(a.answers) == 0 {
		return nil, errors.New("it asks for more than a name and a password")
	}
	next := a.answers[0]
	a.answers = a.answers[1:]
	return []byte(next), nil
}
