package network

import (
	"errors"
	"strings"
	"testing"
)

func TestParseConsultation(t *testing.T) {
	for _, text := range []string{
		"party,position,given by,date\niom,Agree,\"Focal point, IOM\",2026-11-09\n\n,,,\nscrm,no reply,,\n",
		"\ufeffParty;POSITION;given_by;Date\r\niom;agree;Focal point, IOM;2026-11-09\r\n;;;\r\nscrm;no-response;;\r\n",
		"position\tparty\tdate\tgiven-by\nagree\tiom\t2026-11-09\tFocal point, IOM\nno-reply\tscrm\n",
	} {
		rows, err := ParseConsultation(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if len(rows) != 2 || rows[0].Party != "iom" || rows[0].Reply != "agree" || rows[0].GivenBy != "Focal point, IOM" || rows[0].Date != "2026-11-09" || rows[1].Reply != NoReply {
			t.Errorf("%q: %+v", text, rows)
		}
	}
	for text, want := range map[string]string{
		"":                            "the table is empty",
		"position\nagree":             "no column is called party",
		"party,postion\n":             `line 1: there is no column "postion"; did you mean "position"`,
		"party,party\n":               `line 1: the column "party" is there twice`,
		"party,date\niom,9.11.2026\n": "line 2: ",
		"party,position\niom,agre\n\nwho,x\n,agree\n": "line 2: the position cannot be \"agre\"; did you mean \"agree\"\n" +
			"line 4: the position cannot be \"x\"; it is one of agree, no-objection, comments, reservation, dissociates, objection, no-response\n" +
			"line 5: it does not say which party it is about",
		"party\niom,agree\n":                      `line 2: "agree" stands in a column without a name`,
		"party,channel\niom,fax\n":                `line 2: the channel cannot be "fax"`,
		"party\n\"iom\n":                          "line 2",
		"party\n" + strings.Repeat("iom\n", 1001): "more than 1000 rows",
	} {
		_, err := ParseConsultation(text)
		if !errors.Is(err, ErrUsage) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

// Whatever a table holds, it is read or refused as usage; what is read names a party
// in every row, and words of the vocabularies.
func FuzzParseConsultation(f *testing.F) {
	f.Add("party,position\niom,agree\n")
	f.Add("\ufeffparty;date;channel\r\nscrm;2026-11-09;letter\r\n")
	f.Add("party\tsummary\nwho\t\"a\nb\"\n")
	f.Fuzz(func(t *testing.T, text string) {
		rows, err := ParseConsultation(text)
		if err != nil {
			if !errors.Is(err, ErrUsage) {
				t.Errorf("%v is no error of usage", err)
			}
			return
		}
		for _, r := range rows {
			if strings.TrimSpace(r.Party) == "" || r.Line < 2 {
				t.Errorf("%+v", r)
			}
			if _, ok := vocabularyWord[Reply](string(r.Reply)); r.Reply != "" && !ok {
				t.Errorf("%q is no reply", r.Reply)
			}
		}
	})
}
