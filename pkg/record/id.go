package record

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// An ID is the identity of a record within its kind, the name of its file without
// the ending: lower-case letters and digits, single dashes between, at most
// [MaxID] bytes, no device name of Windows. Only [ParseID] makes one of text, so
// that a path made from an ID stays in its folder.
type ID string

// MaxID is the length of the longest id, in bytes.
const MaxID = 80

// ErrID is what every error about a malformed id wraps.
var ErrID = errors.New("not an id")

const idPattern = `^[a-z0-9]+(-[a-z0-9]+)*$`

// hasForm reports whether s matches idPattern. Every name in every folder is asked.
func hasForm(s string) bool {
	dash := true // a dash, or nothing, stands before
	for i := range len(s) {
		c := s[i]
		if c == '-' && dash || c != '-' && (c < '0' || c > '9') && (c < 'a' || c > 'z') {
			return false
		}
		dash = c == '-'
	}
	return !dash
}

var devices = []string{"con", "prn", "aux", "nul"}

// ParseID reads an id. Its errors wrap ErrID.
func ParseID(s string) (ID, error) {
	switch {
	case len(s) > MaxID:
		return "", fmt.Errorf("%q is %w: it is longer than %d letters", s, ErrID, MaxID)
	case !hasForm(s):
		return "", fmt.Errorf("%q is %w: ids are lower-case letters, digits and single dashes, such as 2026-q4 or un-women", s, ErrID)
	case slices.Contains(devices, s), len(s) == 4 && (strings.HasPrefix(s, "com") || strings.HasPrefix(s, "lpt")) && s[3] >= '0' && s[3] <= '9':
		return "", fmt.Errorf("%q is %w: Windows cannot store a file of that name", s, ErrID)
	}
	return ID(s), nil
}

// UnmarshalText reads what ParseID reads.
func (id *ID) UnmarshalText(b []byte) error {
	v, err := ParseID(string(b))
	*id = v
	return err
}

// MarshalText writes the id as it is.
func (id ID) MarshalText() ([]byte, error) { return []byte(id), nil }

// Pattern is the form of an id for JSON Schema.
func (ID) Pattern() string { return idPattern }

// MaxLength is the length of the longest id, for JSON Schema.
func (ID) MaxLength() int { return MaxID }

// Year is the first four characters of an id that begins with a year, else "".
func (id ID) Year() string {
	if len(id) >= 4 && (len(id) == 4 || id[4] == '-') && (id[0] == '1' || id[0] == '2') &&
		strings.IndexFunc(string(id[:4]), func(r rune) bool { return r < '0' || r > '9' }) < 0 {
		return string(id[:4])
	}
	return ""
}
