package exchange

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// A Calendar is an invitation, or a feed that a calendar subscribes to.
type Calendar struct {
	Name   string // of a feed; an invitation has none
	Lang   string // language tag of the texts
	Method Method
	Stamp  time.Time // when what it says was recorded
	Events []Event
}

// Method is what the receiver of an invitation is asked to do. A feed has none.
type Method string

// The methods.
const (
	Request Method = "REQUEST" // take the event in, and answer
	Cancel  Method = "CANCEL"  // take it out
)

// An Event is one event. Its UID stays the same whatever changes; its Sequence grows
// with every change that those invited have to know of.
type Event struct {
	UID         string
	Sequence    int
	Start       time.Time // in the zone in which it was planned
	End         time.Time // zero where nobody said
	Summary     string
	Place       string
	Description string
	URL         string // to take part online
	Cancelled   bool
	Organizer   Guest
	Guests      []Guest
}

// A Guest is somebody who is invited, or who invites.
type Guest struct {
	Name  string
	Email string
	Chair bool
	RSVP  string // accepted, declined, tentative, delegated; else there is no answer yet
}

// Write writes a calendar. The error is the writer's.
func (c *Calendar) Write(w io.Writer) error {
	l := &lines{}
	l.add("BEGIN", "VCALENDAR")
	l.add("VERSION", "2.0")
	l.add("PRODID", "-//unmn//unmn//EN")
	l.add("CALSCALE", "GREGORIAN")
	if c.Method != "" {
		l.add("METHOD", string(c.Method))
	}
	l.text("NAME", c.Name) // RFC 7986, and what came before it
	l.text("X-WR-CALNAME", c.Name)
	for _, z := range zonesOf(c.Events) {
		z.write(l)
	}
	for _, e := range c.Events {
		c.event(l, e)
	}
	l.add("END", "VCALENDAR")
	_, err := l.out.WriteTo(w)
	return err
}

func (c *Calendar) event(l *lines, e Event) {
	l.add("BEGIN", "VEVENT")
	l.text("UID", e.UID)
	l.add("DTSTAMP", c.Stamp.UTC().Format(utcTime))
	l.add("SEQUENCE", strconv.Itoa(e.Sequence))
	moment(l, "DTSTART", e.Start)
	if e.End.After(e.Start) {
		moment(l, "DTEND", e.End.In(e.Start.Location()))
	}
	var lang []param
	if c.Lang != "" {
		lang = []param{{"LANGUAGE", c.Lang}}
	}
	l.text("SUMMARY", cmp.Or(e.Summary, e.UID), lang...)
	l.text("LOCATION", e.Place, lang...)
	l.text("DESCRIPTION", e.Description, lang...)
	if isURI(e.URL) {
		l.add("URL", e.URL)
	}
	status := "CONFIRMED"
	if e.Cancelled {
		status = "CANCELLED"
	}
	l.add("STATUS", status)
	l.add("TRANSP", map[bool]string{true: "TRANSPARENT", false: "OPAQUE"}[e.Cancelled])
	if uri, ok := mailTo(e.Organizer.Email); ok && c.Method != "" {
		l.add("ORGANIZER", uri, named(e.Organizer)...)
		for _, g := range e.Guests {
			guest(l, g)
		}
	}
	l.add("END", "VEVENT")
}

// guest writes one who is invited.
func guest(l *lines, g Guest) {
	uri, ok := mailTo(g.Email)
	if !ok {
		return
	}
	role := "REQ-PARTICIPANT"
	if g.Chair {
		role = "CHAIR"
	}
	answer := "NEEDS-ACTION"
	switch g.RSVP {
	case "accepted", "declined", "tentative", "delegated":
		answer = strings.ToUpper(g.RSVP)
	}
	params := append(named(g), param{"ROLE", role}, param{"PARTSTAT", answer})
	if answer == "NEEDS-ACTION" {
		params = append(params, param{"RSVP", "TRUE"})
	}
	l.add("ATTENDEE", uri, params...)
}

func named(g Guest) []param {
	if g.Name == "" {
		return nil
	}
	return []param{{"CN", g.Name}}
}

// The forms of a time.
const (
	utcTime   = "20060102T150405Z"
	localTime = "20060102T150405"
)

// moment writes a time with its zone.
func moment(l *lines, name string, t time.Time) {
	if isUTC(t.Location()) {
		l.add(name, t.UTC().Format(utcTime))
		return
	}
	l.add(name, t.Format(localTime), param{"TZID", t.Location().String()})
}

func isUTC(z *time.Location) bool {
	return z == time.UTC || z.String() == "UTC" || z.String() == "Etc/UTC"
}

// isURI reports whether an address can stand in a line as it is.
func isURI(s string) bool {
	return (strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")) &&
		strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`"<>\`, r) }) < 0
}

// A zone is the rules of a time zone for the time in which there are events.
type zone struct {
	place       *time.Location
	from, until time.Time
}

// zonesOf are the zones of events, each from a year before its first event: there are
// calendars that take the first rule only from its beginning on.
func zonesOf(events []Event) []zone {
	var zones []zone
	for _, e := range events {
		if isUTC(e.Start.Location()) {
			continue
		}
		from, until := e.Start.AddDate(-1, 0, 0), e.Start.AddDate(1, 0, 0)
		known := false
		for i := range zones {
			if z := &zones[i]; z.place.String() == e.Start.Location().String() {
				known = true
				if from.Before(z.from) {
					z.from = from
				}
				if until.After(z.until) {
					z.until = until
				}
			}
		}
		if !known {
			zones = append(zones, zone{e.Start.Location(), from, until})
		}
	}
	return zones
}

// write writes each change of the clock as it was or will be.
func (z zone) write(l *lines) {
	l.add("BEGIN", "VTIMEZONE")
	l.add("TZID", z.place.String())
	name, offset := z.from.In(z.place).Zone()
	observance(l, z.from.In(z.place), name, offset, offset)
	for at := z.from.In(z.place); ; {
		_, end := at.ZoneBounds()
		if end.IsZero() || end.After(z.until) {
			break
		}
		_, before := end.Add(-time.Second).Zone()
		name, after := end.Zone()
		observance(l, end, name, before, after)
		at = end
	}
	l.add("END", "VTIMEZONE")
}

// observance writes that from a moment on the clock has another offset. The moment is
// told by the clock as it was until then.
func observance(l *lines, at time.Time, name string, before, after int) {
	kind := "STANDARD"
	if at.IsDST() {
		kind = "DAYLIGHT"
	}
	l.add("BEGIN", kind)
	l.add("DTSTART", at.UTC().Add(time.Duration(before)*time.Second).Format(localTime))
	l.add("TZOFFSETFROM", offsetOf(before))
	l.add("TZOFFSETTO", offsetOf(after))
	l.text("TZNAME", name)
	l.add("END", kind)
}

func offsetOf(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	s := fmt.Sprintf("%c%02d%02d", sign, seconds/3600, seconds/60%60)
	if rest := seconds % 60; rest != 0 {
		s += fmt.Sprintf("%02d", rest)
	}
	return s
}
