package mail

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
	"path"
	"strings"
	"time"
	"unicode"
)

// An Address is somebody who writes or is written to.
type Address struct {
	Name  string // may be empty
	Email string
}

// String is the address as headers have it, with the name encoded where it must be.
func (a Address) String() string {
	at, name := "<"+address(a.Email)+">", oneLine(a.Name)
	switch encoded := mime.BEncoding.Encode("utf-8", name); {
	case name == "":
		return at
	case encoded != name:
		return encoded + " " + at
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(name) + `" ` + at
}

// A File is something enclosed; the ending of its name says what it is.
type File struct {
	Name string
	Data []byte
}

// A Message is one mail to one addressee.
type Message struct {
	ID       string  // unlike that of any other, without angle brackets: "x@unmn-rs"
	From     Address // without an address, whoever opens the draft is the sender
	To       Address // without an address, whoever opens the draft fills it in
	Date     time.Time
	Subject  string
	Text     string
	Lang     string // language tag of the text
	Files    []File
	Calendar []byte // an invitation that calendars take from the mail itself; may be nil
	Method   string // of the calendar: REQUEST, CANCEL
	Records  string // the commit of the records it was made of; may be empty
	Draft    bool   // a mail program opens it to be sent, not as something received
}

// Write writes the message as a file (RFC 5322). The error is the writer's.
func (m *Message) Write(w io.Writer) error {
	var out bytes.Buffer
	m.head(&out)
	text := m.body()
	if len(m.Files) == 0 {
		text.write(&out)
	} else {
		parts := []part{text}
		for _, f := range m.Files {
			parts = append(parts, enclosure(f))
		}
		m.several("mixed", parts).write(&out)
	}
	_, err := out.WriteTo(w)
	return err
}

// head are the headers that say from whom it comes and what it is about.
func (m *Message) head(out *bytes.Buffer) {
	add := func(name, value string) {
		if value != "" {
			out.WriteString(name + ": " + value + "\r\n")
		}
	}
	if m.From.Email != "" {
		add("From", m.From.String())
	}
	if m.To.Email != "" {
		add("To", m.To.String())
	}
	add("Subject", mime.BEncoding.Encode("utf-8", oneLine(m.Subject)))
	add("Date", m.Date.Format(time.RFC1123Z))
	add("Message-ID", "<"+token(m.ID)+">")
	add("Content-Language", token(m.Lang))
	add("X-Unmn-Records", token(m.Records))
	if m.Draft {
		add("X-Unsent", "1")
	}
	add("MIME-Version", "1.0")
}

// body is the text, with the invitation as its other form where there is one: that is
// where mail programs look for it.
func (m *Message) body() part {
	text := textPart("text/plain", map[string]string{"charset": "utf-8"}, []byte(m.Text))
	if m.Calendar == nil {
		return text
	}
	invitation := textPart("text/calendar", map[string]string{"charset": "utf-8", "method": token(m.Method)}, m.Calendar)
	return m.several("alternative", []part{text, invitation})
}

// A part is one part of a message.
type part struct {
	header textproto.MIMEHeader
	data   []byte
}

func (p part) write(out *bytes.Buffer) {
	for _, name := range []string{"Content-Type", "Content-Transfer-Encoding", "Content-Disposition"} {
		if value := p.header.Get(name); value != "" {
			out.WriteString(name + ": " + value + "\r\n")
		}
	}
	out.WriteString("\r\n")
	out.Write(p.data)
}

// textPart is text in lines that any server passes on as they are.
func textPart(kind string, params map[string]string, text []byte) part {
	var b bytes.Buffer
	w := quotedprintable.NewWriter(&b)
	_, _ = w.Write(text) // a buffer takes everything
	_ = w.Close()
	return part{textproto.MIMEHeader{
		"Content-Type": {mime.FormatMediaType(kind, params)}, "Content-Transfer-Encoding": {"quoted-printable"},
	}, b.Bytes()}
}

// enclosure is a file as a part.
func enclosure(f File) part {
	name := oneLine(path.Base(f.Name))
	return part{textproto.MIMEHeader{
		"Content-Type":              {mime.FormatMediaType(typeOf(name), map[string]string{"name": name})},
		"Content-Transfer-Encoding": {"base64"},
		"Content-Disposition":       {mime.FormatMediaType("attachment", map[string]string{"filename": name})},
	}, inLines(base64.StdEncoding.EncodeToString(f.Data))}
}

// several are parts as one. What parts them is made of what they hold: it cannot occur
// in them, since neither encoding has "=_".
func (m *Message) several(how string, parts []part) part {
	sum := sha256.New()
	for _, p := range parts {
		_, _ = sum.Write(p.data) // a hash takes everything
	}
	boundary := "=_" + how + "_" + hex.EncodeToString(sum.Sum(nil))[:32]
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	_ = w.SetBoundary(boundary) // of letters and digits alone
	for _, p := range parts {
		into, _ := w.CreatePart(p.header) // a buffer takes everything
		_, _ = into.Write(p.data)
	}
	_ = w.Close()
	return part{textproto.MIMEHeader{"Content-Type": {mime.FormatMediaType("multipart/"+how, map[string]string{"boundary": boundary})}}, b.Bytes()}
}

// inLines breaks what was encoded into lines of 76 characters.
func inLines(s string) []byte {
	var b bytes.Buffer
	for len(s) > 76 {
		b.WriteString(s[:76] + "\r\n")
		s = s[76:]
	}
	b.WriteString(s + "\r\n")
	return b.Bytes()
}

// typeOf is the media type of a file by the ending of its name.
func typeOf(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".pdf":
		return "application/pdf"
	case ".docx":
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case ".xlsx":
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	case ".html":
		return "text/html"
	case ".md", ".txt":
		return "text/plain"
	case ".ics":
		return "text/calendar"
	}
	return "application/octet-stream"
}

// oneLine is a value that stays in its header: what ends a line or cannot be seen
// becomes a space.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return r == ' ' || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r)
	}), " ")
}

// address is an address without what would end it.
func address(s string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7f || strings.ContainsRune(`<>"\,;`, r) || unicode.IsControl(r) {
			return -1
		}
		return r
	}, s)
}

// token is a value without spaces and brackets.
func token(s string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r >= 0x7f || strings.ContainsRune(`<>()"\,;:`, r) {
			return -1
		}
		return r
	}, s)
}
