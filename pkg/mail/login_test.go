package mail

import (
	"net/smtp"
	"testing"
)

func login() *loginAuth {
	return &loginAuth{plain: smtp.PlainAuth("", "secretariat", "a password", "mail.example.org"), answers: []string{"secretariat", "a password"}}
}

// The password goes nowhere but over an encrypted connection to the server that was meant.
func TestLoginWantsEncryption(t *testing.T) {
	for _, tt := range []struct {
		server  smtp.ServerInfo
		may     bool
		because string
	}{
		{smtp.ServerInfo{Name: "mail.example.org", TLS: true, Auth: []string{"LOGIN"}}, true, "encrypted"},
		{smtp.ServerInfo{Name: "mail.example.org", Auth: []string{"LOGIN"}}, false, "not encrypted"},
		{smtp.ServerInfo{Name: "other.example.org", TLS: true, Auth: []string{"LOGIN"}}, false, "another server"},
	} {
		how, first, err := login().Start(&tt.server)
		if how != "LOGIN" || first != nil || (err == nil) != tt.may {
			t.Errorf("%s: Start gives %q, %q, %v", tt.because, how, first, err)
		}
	}
}

func TestLoginAnswersTwice(t *testing.T) {
	a := login()
	for i, want := range []string{"secretariat", "a password"} {
		if got, err := a.Next([]byte("?"), true); err != nil || string(got) != want {
			t.Errorf("answer %d is %q, %v; want %q", i, got, err, want)
		}
	}
	if got, err := a.Next([]byte("?"), true); err == nil {
		t.Errorf("a third question is answered with %q", got)
	}
	if got, err := a.Next([]byte("welcome"), false); err != nil || got != nil {
		t.Errorf("at the end it says %q, %v", got, err)
	}
}
