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
		case p[0] == '*':
			return matchStar(strings.TrimLeft(p, "*"), s, budget)
		case len(s) == 0:
			return false
		case p[0] == '?':
			if s[0] == '/' {
				return false
			}
			p, s = p[1:], s[1:]
		case p[0] == '[':
			rest, ok := matchClass(p, s[0])
			if !ok {
				return false
			}
			p, s = rest, s[1:]
		default:
			if p[0] == '\\' && len(p) > 1 {
				p = p[1:]
			}
			if p[0] != s[0] {
				return false
			}
			if p[0] == '/' && p[1:] == "**" {
				return len(s) > 1
			}
			p, s = p[1:], s[1:]
		}
	}
	return len(s) == 0
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
	i, negate, in := 1, false, false
	if i < len(p) && (p[i] == '!' || p[i] == '^') {
		negate, i = true, i+1
	}
	for first := true; ; first = false {
		if i >= len(p) {
			return "", false
		}
		if p[i] == ']' && !first {
			break
		}
		if p[i] == '\\' && i+1 < len(p) {
			i++
		}
		low, high := p[i], p[i]
		if i+2 < len(p) && p[i+1] == '-' && p[i+2] != ']' {
			high = p[i+2]
			i += 2
		}
		in = in || low <= b && b <= high
		i++
	}
	return p[i+1:], in != negate && b != '/'
}
