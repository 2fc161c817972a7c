package markdown

import (
	"net/url"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// SafeLink says whether a link may stand in a document, and how it is written:
// http and https with a host and without a user name (which hides the host),
// mailto without a line end in it, and fragments of the document itself, decoded.
// The string means nothing when it may not. Writers ask again for each link, since a tree can be made by hand.
func SafeLink(href string) (string, bool) {
	if fragment, ok := strings.CutPrefix(href, "#"); ok {
		decoded, err := url.PathUnescape(fragment)
		odd := strings.ContainsAny(decoded, " %") || clean(decoded, "") != decoded
		return "#" + decoded, err == nil && decoded != "" && !odd
	}
	u, err := url.Parse(href)
	if err != nil {
		return "", false
	}
	switch u.Scheme {
	case "http", "https":
		return u.String(), u.Host != "" && u.User == nil
	case "mailto":
		low := strings.ToLower(href)
		folded := strings.Contains(low, "%0a") || strings.Contains(low, "%0d")
		return u.String(), u.Opaque != "" && !folded
	}
	return "", false
}

// link adds a link, or its text alone when it may not lead where it does. A link
// without text shows where it leads.
func (t *translator) link(l *line, n ast.Node, raw, title []byte) {
	href, ok := SafeLink(destination(raw))
	outer := t.inLink
	t.inLink = true
	content := t.within(n)
	t.inLink = outer
	if len(content) == 0 {
		content = []Inline{Text(clean(fold(unescape(raw)), ""))}
	}
	if ok && !outer {
		l.add(Link{Href: href, Title: strings.TrimSpace(clean(fold(unescape(title)), "")), Text: content})
		return
	}
	for _, in := range content {
		if s, isText := in.(Text); isText {
			l.text(string(s))
		} else {
			l.add(in)
		}
	}
}

// image adds a picture as a link with its alternative text: a document is one
// file, and reading it asks nothing of anybody's server.
func (t *translator) image(l *line, n *ast.Image) {
	t.link(l, n, n.Destination, n.Title)
}

// autoLink adds an address that stands in the text as itself.
func (t *translator) autoLink(l *line, n *ast.AutoLink) {
	label := string(n.Label(t.source))
	target := string(n.URL(t.source))
	if n.AutoLinkType == ast.AutoLinkEmail {
		target = "mailto:" + label
	}
	href, ok := SafeLink(destination([]byte(target)))
	if !ok || t.inLink {
		l.text(label)
		return
	}
	l.add(Link{Href: href, Text: []Inline{Text(clean(label, ""))}})
}
