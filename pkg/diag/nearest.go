package diag

import (
	"strings"
	"unicode/utf8"
)

// Nearest is the candidate that word was probably meant to be, "" when none is
// near: at most one slip in three letters, letters swapped counting as one. Of
// several equally near the first wins.
func Nearest(word string, candidates []string) string {
	length := utf8.RuneCountInString(word)
	best, least := "", max(1, length/3)+1
	for _, c := range candidates {
		if n := utf8.RuneCountInString(c); n-length >= least || length-n >= least {
			continue // as many letters at least are to be put in or left out
		}
		if d := distance(strings.ToLower(word), strings.ToLower(c)); d < least {
			best, least = c, d
		}
	}
	return best
}

// distance counts the letters to insert, delete, replace or swap with their
// neighbour that make b out of a.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if len(x) > 64 || len(y) > 64 {
		return 64
	}
	before, row := make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(x); i++ {
		next := make([]int, len(y)+1)
		next[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			next[j] = min(row[j]+1, next[j-1]+1, row[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
		before, row = row, next
	}
	return row[len(y)]
}
