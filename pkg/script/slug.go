package script

import (
	"regexp"
	"strings"
	"sync"
)

// MaxSlug is the length of the longest id, the max to give [Slug] when there is
// no reason for another.
const MaxSlug = 80

// reserved are the device names that Windows does not accept as a file name,
// whatever the extension. CONIN$ and CONOUT$ cannot come out of Slug.
var reserved = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?:con|prn|aux|nul|(?:com|lpt)[0-9])$`) })

// Slug makes an id, also fit as a file name, out of a title: at most max
// characters of a to z, 0 to 9 and single dashes, never a dash at either end.
// Cyrillic goes by way of Latin (ђ is dj), marks are dropped, ß is ss, ø is o;
// apostrophes join (women's is womens), anything else parts. A longer title is cut
// at a dash, one long word anywhere.
//
// The result is empty when nothing is left (a title in Arabic or Chinese, or max
// below 1): the caller asks for an id then. A Windows device name gets "-x" at
// its end (con is con-x), or loses its last letter when max leaves no room.
// Slug(Slug(s, max), max) is Slug(s, max).
func Slug(s string, max int) string {
	var b strings.Builder
	gap := false
	for _, r := range plain(s) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case strings.ContainsRune("'’‘ʼ`", r):
		default:
			gap = true
		}
	}
	slug := cut(b.String(), max)
	if !reserved().MatchString(slug) {
		return slug
	}
	if len(slug)+2 > max {
		return slug[:len(slug)-1]
	}
	return slug + "-x"
}

// cut shortens a slug to at most max bytes, before a dash if there is one.
func cut(slug string, max int) string {
	if max < 1 {
		return ""
	}
	if len(slug) <= max {
		return slug
	}
	// One byte more, so that a dash exactly at max keeps the whole words before it.
	if dash := strings.LastIndexByte(slug[:max+1], '-'); dash > 0 {
		return slug[:dash]
	}
	return slug[:max]
}
