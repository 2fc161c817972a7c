package repo

import "strings"

// wildmatch reports whether a path matches a pattern as git's attributes and
// conditional includes mean it: "*" and "?" stay inside one folder, "**" crosses
// folders when it stands alone between slashes, "[a-z]" is a class.
func wildmatch(pattern, name string) bool {
	// Every "*" can be tried at every place; a bound keeps a hostile pattern
	// from costing more than a long one.
	budget := 100_000
	return matchFrom(pattern, name, &budget)
}

func matchFrom(p, s string, budget *int) bool {
	for len(p) > 0 {
		if *budget--; *budget < 0 {
			return false
		}
		switch {
		case strings.HasPrefix(p, "**/"):
			return matchFolders(p[3:], s, budget)
		case p == "**":
			return true
		case p == "/**":
			return len(s) > 1 && s[0] == '/'
		case p[0] == '*':
			return matchStar(strings.TrimLeft(p, "*"), s, budget)
		case len(s) == 0:
			return false
		}
		rest, ok := matchByte(p, s[0])
		if !ok {
			return false
		}
		p, s = rest, s[1:]
	}
	return len(s) == 0
}

// matchByte matches one byte and gives the rest of the pattern.
func matchByte(p string, b byte) (rest string, ok bool) {
	switch {
	case p[0] == '?':
		return p[1:], b != '/'
	case p[0] == '[':
		return matchClass(p, b)
	case p[0] == '\\' && len(p) > 1:
		p = p[1:]
	}
	return p[1:], p[0] == b
}

// matchFolders is "**/": any number of whole folders.
func matchFolders(p, s string, budget *int) bool {
	for {
		if matchFrom(p, s, budget) {
			return true
		}
		i := strings.IndexByte(s, '/')
		if i < 0 || *budget < 0 {
			return false
		}
		s = s[i+1:]
	}
}

// matchStar is "*": any text without a slash.
func matchStar(p, s string, budget *int) bool {
	for i := 0; ; i++ {
		if matchFrom(p, s[i:], budget) {
			return true
		}
		if i == len(s) || s[i] == '/' || *budget < 0 {
			return false
		}
	}
}

// matchClass is "[...]": it gives what follows the class, and whether b is in it.
func matchClass(p string, b byte) (rest string, ok bool) {
	p = p[1:]
	negate := strings.HasPrefix(p, "!") || strings.HasPrefix(p, "^")
	if negate {
		p = p[1:]
	}
	in := false
	for first := true; p != "" && (p[0] != ']' || first); first = false {
		if p[0] == '\\' && len(p) > 1 {
			p = p[1:]
		}
		low, high := p[0], p[0]
		p = p[1:]
		if len(p) > 1 && p[0] == '-' && p[1] != ']' {
			high = p[1]
			p = p[2:]
		}
		in = in || low <= b && b <= high
	}
	if p == "" {
		return "", false
	}
	return p[1:], in != negate && b != '/'
}
