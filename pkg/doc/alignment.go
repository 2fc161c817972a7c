package doc

// Align pairs the places of two lists of n and m items, in order: equal ones by the
// longest sequence they have in common, and what lies between these one by one; -1
// stands for no counterpart. Beyond a million comparisons lists that differ much are
// paired by position.
func Align(n, m int, same func(i, j int) bool) [][2]int {
	pairs := align(n, m, same)
	out := make([][2]int, len(pairs))
	for i, p := range pairs {
		out[i] = [2]int{p.old, p.new}
	}
	return out
}
