package repo

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// An Author is a person at a moment, as a commit records it.
type Author struct {
	Name, Email string
	When        time.Time // to the second; its zone is recorded
}

// Identity is who the user is, as git finds it: GIT_AUTHOR_NAME, GIT_AUTHOR_EMAIL
// and GIT_AUTHOR_DATE, then author.* and user.* of the repository's and the user's
// configuration, then EMAIL. The kind of its error is NoIdentity when no name or
// no address is found: none is made up.
func (r *Repo) Identity(ctx context.Context) (Author, error) {
	if err := ctx.Err(); err != nil {
		return Author{}, err
	}
	set, err := r.settings()
	if err != nil {
		return Author{}, err
	}
	return r.person(set, "author")
}

// committer is who commits on behalf of by: git's own answer where there is one.
func (r *Repo) committer(set settings, by Author) (Author, error) {
	c, err := r.person(set, "committer")
	if KindOf(err) == NoIdentity {
		c = Author{Name: by.Name, Email: by.Email}
		c.When, err = r.date("GIT_COMMITTER_DATE")
	}
	return c, err
}

// person reads one of git's two roles, "author" or "committer".
func (r *Repo) person(set settings, role string) (Author, error) {
	upper := strings.ToUpper(role)
	pick := func(env, key string, more ...string) string {
		if v := clean(r.env.Getenv("GIT_" + upper + "_" + env)); v != "" {
			return v
		}
		for _, name := range []string{role + "." + key, "user." + key} {
			if v, ok := set.last(name); ok && clean(v) != "" {
				return clean(v)
			}
		}
		for _, v := range more {
			if clean(v) != "" {
				return clean(v)
			}
		}
		return ""
	}
	a := Author{Name: pick("NAME", "name"), Email: pick("EMAIL", "email", r.env.Getenv("EMAIL"))}
	if a.Name == "" || a.Email == "" {
		what, hint := "name", "`git config --global user.name \"Your Name\"`"
		if a.Name != "" {
			what, hint = "e-mail address", "`git config --global user.email you@example.org`"
		}
		return Author{}, &Error{Kind: NoIdentity, Message: "git knows no " + what + " to record with a change",
			Hint: "say who you are with " + hint}
	}
	var err error
	a.When, err = r.date("GIT_" + upper + "_DATE")
	return a, err
}

// clean drops what cannot stand in a commit's header, as git does.
func clean(s string) string {
	s = strings.Map(func(c rune) rune {
		if c < ' ' || c == '<' || c == '>' || c == 0x7f {
			return -1
		}
		return c
	}, strings.ToValidUTF8(s, ""))
	return strings.TrimFunc(s, func(c rune) bool { return strings.ContainsRune(" .,:;\"\\'", c) })
}

// date is the moment an environment variable names, or now.
func (r *Repo) date(variable string) (time.Time, error) {
	text := strings.TrimSpace(r.env.Getenv(variable))
	if text == "" {
		return r.env.Now(), nil
	}
	if t, ok := parseRawDate(strings.TrimPrefix(text, "@")); ok {
		return t, nil
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05-0700", "2006-01-02 15:04:05 -0700",
		"2006-01-02 15:04:05 -07:00", time.RFC1123Z, "Mon, 2 Jan 2006 15:04:05 -0700"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, nil
		}
	}
	for _, layout := range []string{"2006-01-02 15:04:05", "2006-01-02T15:04:05"} {
		if t, err := time.ParseInLocation(layout, text, r.env.Now().Location()); err == nil {
			return t, nil
		}
	}
	return time.Time{}, &Error{Kind: Failed, Message: fmt.Sprintf("%s holds no date that can be read: %s", variable, quote(text))}
}

// parseRawDate reads git's own form: seconds since 1970 and a zone.
func parseRawDate(text string) (time.Time, bool) {
	sec, zone, ok := strings.Cut(text, " ")
	n, err := strconv.ParseInt(sec, 10, 64)
	if err != nil {
		return time.Time{}, false
	}
	if !ok {
		return time.Unix(n, 0).UTC(), len(sec) >= 9
	}
	z, err := strconv.Atoi(zone)
	if err != nil || len(zone) != 5 {
		return time.Time{}, false
	}
	offset := (z/100*60 + z%100) * 60
	return time.Unix(n, 0).In(time.FixedZone(zone, offset)), true
}

// line is the person as a commit or a reflog writes it.
func (a Author) line() string {
	return fmt.Sprintf("%s <%s> %d %s", a.Name, a.Email, a.When.Unix(), a.When.Format("-0700"))
}

// parseAuthor reads such a line; what is garbled in old commits stays empty.
func parseAuthor(line string) Author {
	open, end := strings.LastIndexByte(line, '<'), strings.LastIndexByte(line, '>')
	if open < 0 || end < open {
		return Author{Name: strings.TrimSpace(line)}
	}
	a := Author{Name: strings.TrimSpace(line[:open]), Email: line[open+1 : end]}
	if t, ok := parseRawDate(strings.TrimSpace(line[end+1:])); ok {
		a.When = t
	}
	return a
}
