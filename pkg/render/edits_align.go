package render

import (
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/word"
)

// alignBlocks pairs the blocks of a document with those of the edited one, in order;
// -1 stands for no counterpart. What became of a block has much in common with it.
func alignBlocks(base, edited []word.EditedBlock) [][2]int {
	var there []int // blocks that are gone have no counterpart
	for j := range edited {
		if !edited[j].Gone {
			there = append(there, j)
		}
	}
	was, is := make([]string, len(base)), make([]string, len(there))
	for i := range base {
		was[i] = base[i].Words()
	}
	for k, j := range there {
		is[k] = edited[j].Words()
	}
	alike := func(i, k int) float64 {
		if (base[i].Kind == word.EditedRow) != (edited[there[k]].Kind == word.EditedRow) {
			return 0
		}
		return likeness(was[i], is[k])
	}
	same := func(i, k int) bool { return was[i] == is[k] && alike(i, k) > 0 }
	var out [][2]int
	i, k := 0, 0
	close := func(iEnd, kEnd int) {
		for _, p := range likeliest(i, iEnd, k, kEnd, alike) {
			if p[1] >= 0 {
				p[1] = there[p[1]]
			}
			out = append(out, p)
		}
	}
	for _, p := range doc.Common(len(was), len(is), same) {
		close(p[0], p[1])
		out = append(out, [2]int{p[0], there[p[1]]})
		i, k = p[0]+1, p[1]+1
	}
	close(len(was), len(is))
	return out
}

// likely is how much two texts must have in common for one to have become the other.
const likely = 0.34

// likeliest pairs what lies between two places of two lists so that as much as possible
// is alike.
func likeliest(i, iEnd, k, kEnd int, alike func(i, k int) float64) [][2]int {
	n, m := iEnd-i, kEnd-k
	score, best := scores(n, m, func(a, b int) float64 { return alike(i+a, k+b) })
	var out [][2]int
	a, b := 0, 0
	for a < n || b < m {
		switch {
		case a < n && b < m && score[a][b] > 0 && best[a][b] == score[a][b]+best[a+1][b+1]:
			out = append(out, [2]int{i + a, k + b})
			a, b = a+1, b+1
		case b == m || a < n && best[a][b] == best[a+1][b]:
			out = append(out, [2]int{i + a, -1})
			a++
		default:
			out = append(out, [2]int{-1, k + b})
			b++
		}
	}
	return out
}

// scores are how much alike two items are that may be a pair, and the best sum of that
// from each two places on.
func scores(n, m int, alike func(a, b int) float64) (score, best [][]float64) {
	const most = 1 << 14 // beyond, it is too much to say what became of what
	score, best = make([][]float64, n+1), make([][]float64, n+1)
	for a := range best {
		score[a], best[a] = make([]float64, m+1), make([]float64, m+1)
	}
	for a := n - 1; a >= 0 && n*m <= most; a-- {
		for b := m - 1; b >= 0; b-- {
			best[a][b] = max(best[a+1][b], best[a][b+1])
			if s := alike(a, b); s >= likely {
				score[a][b] = s
				best[a][b] = max(best[a][b], s+best[a+1][b+1])
			}
		}
	}
	return score, best
}

// likeness is how much two texts have in common, from 0 to 1: the words that both have
// among all. Of single words it is their letters that count.
func likeness(a, b string) float64 {
	if a == b {
		return 1
	}
	const most = 8 << 10 // bytes: by then it is clear
	x, y := strings.Fields(a[:min(len(a), most)]), strings.Fields(b[:min(len(b), most)])
	if len(x) <= 1 && len(y) <= 1 {
		x, y = strings.Split(strings.Join(x, ""), ""), strings.Split(strings.Join(y, ""), "")
	}
	if len(x)+len(y) == 0 {
		return 0
	}
	count := map[string]int{}
	for _, w := range x {
		count[strings.ToLower(w)]++
	}
	common := 0
	for _, w := range y {
		if w = strings.ToLower(w); count[w] > 0 {
			count[w]--
			common++
		}
	}
	return 2 * float64(common) / float64(len(x)+len(y))
}
