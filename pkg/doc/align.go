package doc

import "strings"

// A pair is an item of an old list and its counterpart in a new one, -1 for none.
type pair struct{ old, new int }

// mostCells bounds the table of Common, of 4 bytes each: two lists that differ in more are
// not compared between what they begin and end with alike.
const mostCells = 1 << 21

// align pairs the items of two lists of n and m items, in order: equal ones as [Common]
// finds them, and what lies between these one by one.
func align(n, m int, same func(i, j int) bool) []pair {
	var out []pair
	i, j := 0, 0
	for _, p := range Common(n, m, same) {
		out = append(append(out, gap(i, p[0], j, p[1])...), pair{p[0], p[1]})
		i, j = p[0]+1, p[1]+1
	}
	return append(out, gap(i, n, j, m)...)
}

// Common is the longest sequence of equal items that two lists of n and m items have in
// common, in order: the place of each in both. Between what the lists begin and end with
// alike, nothing is common where there would be too much to compare.
func Common(n, m int, same func(i, j int) bool) [][2]int {
	var out [][2]int
	head := 0
	for head < min(n, m) && same(head, head) {
		out = append(out, [2]int{head, head})
		head++
	}
	tail := 0
	for tail < min(n, m)-head && same(n-1-tail, m-1-tail) {
		tail++
	}
	out = append(out, longest(head, n-tail, m-tail, same)...)
	for k := range tail {
		out = append(out, [2]int{n - tail + k, m - tail + k})
	}
	return out
}

// gap pairs items that have no equal: the first with the first, and so on.
func gap(i, iEnd, j, jEnd int) []pair {
	var out []pair
	for i < iEnd || j < jEnd {
		p := pair{i, j}
		if i >= iEnd {
			p.old = -1
		}
		if j >= jEnd {
			p.new = -1
		}
		out = append(out, p)
		i, j = i+1, j+1
	}
	return out
}

// longest is the longest common sequence of equal items between from and the ends.
func longest(from, iEnd, jEnd int, same func(i, j int) bool) [][2]int {
	n, m := iEnd-from, jEnd-from
	if n == 0 || m == 0 || n*m > mostCells {
		return nil
	}
	length := make([]int32, (n+1)*(m+1)) // of the rests from i and j
	at := func(i, j int) *int32 { return &length[i*(m+1)+j] }
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if same(from+i, from+j) {
				*at(i, j) = 1 + *at(i+1, j+1)
			} else {
				*at(i, j) = max(*at(i+1, j), *at(i, j+1))
			}
		}
	}
	var out [][2]int
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case same(from+i, from+j):
			out = append(out, [2]int{from + i, from + j})
			i, j = i+1, j+1
		case *at(i+1, j) >= *at(i, j+1):
			i++
		default:
			j++
		}
	}
	return out
}

// A LineChange is a line of a text that differs: Old is empty where it was added,
// New where it was removed.
type LineChange struct{ Old, New string }

// Lines tells line by line how two texts differ; nothing else of them.
func Lines(old, fresh string) []LineChange {
	a, b := strings.Split(old, "\n"), strings.Split(fresh, "\n")
	var out []LineChange
	for _, p := range align(len(a), len(b), func(i, j int) bool { return a[i] == b[j] }) {
		var c LineChange
		if p.old >= 0 {
			c.Old = a[p.old]
		}
		if p.new >= 0 {
			c.New = b[p.new]
		}
		if c.Old != c.New {
			out = append(out, c)
		}
	}
	return out
}
