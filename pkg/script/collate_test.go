package script

import (
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
)

// Both alphabets, each word beginning with its letter, and the words that a sort
// by bytes or by single letters puts in the wrong place.
var ordered = []string{
	"avion", "banka", "cela", "cvet", "čaj", "ćup", "drvo", "dzifa", "džep", "đak", "evro",
	"fond", "grad", "hleb", "igra", "jug", "kuća", "led", "luk", "ljubav", "more", "nula",
	"njiva", "oko", "pas", "reka", "sat", "šal", "tata", "ulica", "voda", "zemlja", "žaba",
	"авион", "банка", "вода", "град", "дрво", "ђак", "евро", "жаба", "земља", "игра", "југ",
	"кућа", "лук", "љубав", "море", "нула", "њива", "око", "пас", "река", "сат", "тата",
	"ћуп", "улица", "фонд", "хлеб", "цвет", "чај", "џеп", "шал",
}

func TestSort(t *testing.T) {
	got := slices.Clone(ordered)
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
	Sort(got, func(s string) string { return s })
	if !slices.Equal(got, ordered) {
		t.Errorf("Sort gives\n%v, want\n%v", got, ordered)
	}
}

func TestSortIsStable(t *testing.T) {
	type row struct {
		name string
		n    int
	}
	rows := []row{{"b", 1}, {"a", 2}, {"b", 3}, {"a", 4}}
	Sort(rows, func(r row) string { return r.name })
	if want := []row{{"a", 2}, {"a", 4}, {"b", 1}, {"b", 3}}; !slices.Equal(rows, want) {
		t.Errorf("Sort gives %v, want %v", rows, want)
	}
}

func TestCompare(t *testing.T) {
	tests := []struct {
		a, b string
		want int
	}{
		{"a", "a", 0}, {"a", "A", -1}, {"Žarko", "zoran", 1}, {"Čačak", "Ćuprija", -1},
		{"luk", "Ljig", -1}, {"šal", "шал", -1}, {"c\u030c", "č", -1}, {"", "a", -1},
	}
	for _, tt := range tests {
		if got := Compare(tt.a, tt.b); got != tt.want {
			t.Errorf("Compare(%q, %q) = %d, want %d", tt.a, tt.b, got, tt.want)
		}
		if got := Compare(tt.b, tt.a); got != -tt.want {
			t.Errorf("Compare(%q, %q) = %d, want %d", tt.b, tt.a, got, -tt.want)
		}
	}
}

func TestCompareFromManyGoroutines(t *testing.T) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for i := range len(ordered) - 1 {
				if Compare(ordered[i], ordered[i+1]) >= 0 {
					t.Errorf("%s does not come before %s", ordered[i], ordered[i+1])
				}
			}
		})
	}
	wg.Wait()
}

func FuzzCompare(f *testing.F) {
	f.Add("a", "б")
	f.Add("\xff", "ž\u0327\u030c")
	f.Fuzz(func(t *testing.T, a, b string) {
		if got, back := Compare(a, b), Compare(b, a); got != -back || (got == 0) != (a == b) {
			t.Errorf("Compare(%q, %q) = %d, the other way %d", a, b, got, back)
		}
	})
}
