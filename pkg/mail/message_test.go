package mail_test

import (
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"mime/multipart"
	netmail "net/mail"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"unmn/pkg/mail"
)

func sample() *mail.Message {
	return &mail.Message{
		ID: "2026-12-08-minutes-2026-q4.scrm@unmn-rs", From: mail.Address{Name: "IOM", Email: "secretariat@iom.example.org"},
		To: mail.Address{Name: "Комесаријат", Email: "office@scrm.example.org"}, Date: time.Date(2026, 12, 8, 9, 0, 0, 0, time.UTC),
		Subject: "Записник: Квартални састанак, четврти квартал 2026. године, са прилозима и позивом за наредни састанак", Lang: "sr-Cyrl",
		Text: "Поштоване колегинице и колеге,\n\nу прилогу је записник.\n.\nС поштовањем,\n",
		Files: []mail.File{{Name: "minutes-2026-q4.sr-Cyrl.docx", Data: bytes.Repeat([]byte{0, 1, 254, 255}, 500)},
			{Name: "agenda.pdf", Data: []byte("%PDF-1.7\n")}},
		Calendar: []byte("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"), Method: "REQUEST", Records: strings.Repeat("ab", 20), Draft: true,
	}
}

func written(t *testing.T, m *mail.Message) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := m.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestSameMessageSameBytes(t *testing.T) {
	if !bytes.Equal(written(t, sample()), written(t, sample())) {
		t.Error("the same message has other bytes the second time")
	}
}

func TestLinesAreAsServersPassThemOn(t *testing.T) {
	for line := range strings.SplitSeq(string(written(t, sample())), "\r\n") {
		if len(line) > 998 || strings.ContainsAny(line, "\r\n") {
			t.Errorf("a line of %d bytes, or with half an end: %.60q", len(line), line)
		}
		for _, c := range line {
			if c > 126 {
				t.Errorf("a character that is not ASCII in %.60q", line)
				break
			}
		}
	}
}

// No value becomes a header or a part of its own.
func TestValuesStayInTheirPlace(t *testing.T) {
	evil := "x\r\nBcc: everybody@example.org\r\n\r\n--=_mixed\r\nContent-Type: text/html\r\n\r\n<script>"
	m := sample()
	m.ID, m.Subject, m.To.Name, m.From.Name, m.Lang, m.Method, m.Records = evil, evil, evil, evil, evil, evil, evil
	m.To.Email, m.Files[0].Name, m.Text = "a@example.org\r\nBcc: b@example.org", evil, evil
	read, err := netmail.ReadMessage(bytes.NewReader(written(t, m)))
	if err != nil {
		t.Fatal(err)
	}
	for name := range read.Header {
		switch name {
		case "From", "To", "Subject", "Date", "Message-Id", "Content-Language", "X-Unmn-Records", "X-Unsent", "Mime-Version", "Content-Type":
		default:
			t.Errorf("a header %s that nobody wrote", name)
		}
	}
	_, params, err := mime.ParseMediaType(read.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	parts := 0
	for r := multipart.NewReader(read.Body, params["boundary"]); ; parts++ {
		p, err := r.NextRawPart()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(p.Header.Get("Content-Type"), "text/html") {
			t.Error("a text became a part of its own")
		}
	}
	if parts != 3 {
		t.Errorf("%d parts instead of 3", parts)
	}
}

// Python's email reads everything back as it was given.
func TestPythonReadsItBack(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		if os.Getenv("UNMN_READERS") == "all" {
			t.Fatal("python3 is not here")
		}
		t.Skip("python3 is not here")
	}
	m := sample()
	c := exec.Command(python, "-c", `
import email, email.policy, sys, json, hashlib
m = email.message_from_binary_file(sys.stdin.buffer, policy=email.policy.default)
out = {"defects": [str(d) for p in m.walk() for d in p.defects], "from": m["from"].addresses[0].display_name, "to": m["to"].addresses[0].addr_spec,
 "name": m["to"].addresses[0].display_name, "subject": m["subject"], "date": m["date"].datetime.isoformat(), "id": m["message-id"], "parts": []}
for p in m.walk():
    if not p.is_multipart():
        data = p.get_payload(decode=True)
        out["parts"].append([p.get_content_type(), p.get_filename() or "", p.get_param("method") or "", hashlib.sha256(data).hexdigest(), data.decode("utf-8", "replace") if p.get_content_type() == "text/plain" else ""])
print(json.dumps(out))`)
	c.Stdin = bytes.NewReader(written(t, m))
	said, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Defects                           []string
		From, To, Name, Subject, Date, ID string
		Parts                             [][]string
	}
	if err := json.Unmarshal(said, &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Defects) > 0 || got.From != "IOM" || got.To != m.To.Email || got.Name != m.To.Name || got.Subject != m.Subject ||
		got.Date != "2026-12-08T09:00:00+00:00" || got.ID != "<"+m.ID+">" || len(got.Parts) != 4 {
		t.Fatalf("it reads %+v", got)
	}
	if text := strings.ReplaceAll(got.Parts[0][4], "\r\n", "\n"); text != m.Text {
		t.Errorf("the text is %q", text)
	}
	if got.Parts[1][0] != "text/calendar" || got.Parts[1][2] != "REQUEST" {
		t.Errorf("the invitation is %v", got.Parts[1])
	}
	if got.Parts[2][1] != m.Files[0].Name || got.Parts[3][0] != "application/pdf" {
		t.Errorf("the files are %v", got.Parts[2:])
	}
}

// FuzzMessage looks for a value that makes a message no reader takes, or a header of
// its own.
func FuzzMessage(f *testing.F) {
	f.Add("IOM", "Записник", "text\n", "minutes.pdf", []byte("%PDF"))
	f.Add("a\r\nBcc: x@example.org", "=?utf-8?q?=0d=0aBcc:?=", "--=_mixed_00\r\n", `a"b\c`, []byte{})
	f.Fuzz(func(t *testing.T, name, subject, text, file string, data []byte) {
		m := sample()
		m.To.Name, m.Subject, m.Text, m.Files = name, subject, text, []mail.File{{Name: file, Data: data}}
		read, err := netmail.ReadMessage(bytes.NewReader(written(t, m)))
		if err != nil {
			t.Fatal(err)
		}
		if len(read.Header) > 10 || read.Header.Get("Bcc") != "" {
			t.Fatalf("the headers are %v", read.Header)
		}
		_, params, err := mime.ParseMediaType(read.Header.Get("Content-Type"))
		if err != nil {
			t.Fatal(err)
		}
		r := multipart.NewReader(read.Body, params["boundary"])
		for range 2 {
			if _, err := r.NextRawPart(); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := r.NextRawPart(); err != io.EOF {
			t.Fatalf("a third part, or %v", err)
		}
	})
}
