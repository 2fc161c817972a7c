package cli

import (
	"bytes"
	"path/filepath"
	"strings"

	"unmn/pkg/exchange"
	"unmn/pkg/mail"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// A letter is the mail to one addressee of a dispatch.
type letter struct {
	party   network.PartyRef
	address string // empty where the register has none
	file    string // name of the draft
	message mail.Message
}

// letters are the mails of a dispatch, in the order of its addressees; none where it went
// another way. Those without an address are drafts whose addressee is still to be filled in.
func (b press) letters(c *network.Circulation, sheets []enclosure) []letter {
	if !c.ByMail() {
		return nil
	}
	bytesOf := map[string]enclosure{}
	for _, s := range sheets {
		bytesOf[s.Name] = s
	}
	var out []letter
	for _, to := range c.To {
		var own []enclosure
		for _, f := range network.FilesFor(b.set, c, to.Party) {
			if s, ok := bytesOf[f.Name]; ok {
				own = append(own, s)
			}
		}
		out = append(out, b.letter(to, own))
	}
	return out
}

// letter is the mail to one addressee with its files.
func (b press) letter(to network.Addressee, files []enclosure) letter {
	m := mailTo(b.set, string(b.id), to)
	m.Date, m.Records = b.day(), string(b.rec.Commit)
	var texts []string
	for _, f := range files {
		switch {
		case isMailText(f.SentFile):
			texts = append(texts, string(f.page))
			if m.Subject == "" {
				m.Subject, m.Lang = f.title, string(f.Language)
			}
		case filepath.Ext(f.Name) == "."+calendarFormat:
			m.Calendar, m.Method = f.page, string(exchange.Request)
			if b.off() {
				m.Method = string(exchange.Cancel)
			}
		default:
			m.Files = append(m.Files, mail.File{Name: f.Name, Data: f.page})
		}
	}
	m.Text = strings.Join(texts, "\n----\n\n")
	return drafted(to, string(b.id), m)
}

// mailTo is a mail to a party, still without words; what names what it is about.
func mailTo(set *record.Set, what string, to network.Addressee) mail.Message {
	name, _ := network.OfficeOf(set, to.Party)
	return mail.Message{
		ID:   strings.ToLower(what + "." + string(to.Party) + "@" + string(network.Networks.One(set).Reference)),
		From: sender(set), To: mail.Address{Name: name, Email: to.Address}, Draft: true,
	}
}

// drafted is a mail as a letter to an addressee.
func drafted(to network.Addressee, what string, m mail.Message) letter {
	return letter{party: to.Party, address: to.Address, file: what + "." + string(to.Party) + ".eml", message: m}
}

// written is the mail as a mail program opens it.
func (l *letter) written() []byte {
	var text bytes.Buffer
	_ = l.message.Write(&text) // a buffer takes everything
	return text.Bytes()
}
