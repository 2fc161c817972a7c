package network

import (
	"strings"
	"testing"

	"unmn/pkg/record"
)

func TestFreeIDAvoidsTakenOnes(t *testing.T) {
	d := planSet(t, map[string]string{"groups/broken.yaml": "nonsense: 1\n"}).Draft()
	for _, c := range []struct{ title, want string }{
		{"Data", "data-2"},
		{"Broken", "broken-2"}, // a record that cannot be read has its id all the same
		{"Подаци о миграцијама", "podaci-o-migracijama"},
		{strings.Repeat("long ", 40), strings.TrimSuffix(strings.Repeat("long-", 16), "-")},
	} {
		id, err := freeID(d, Groups, "", c.title)
		if err != nil || string(id) != c.want {
			t.Errorf("%q: %q, %v; want %q", c.title, id, err, c.want)
		}
	}
	_, err := freeID(d, Groups, "", "数据")
	wantUsage(t, err, "--id")
}

func TestFreeIDStaysWithinItsLength(t *testing.T) {
	d := planSet(t, nil).Draft()
	title := strings.Repeat("x", 200)
	for range 12 {
		id, err := freeID(d, Actions, "2026-q3", title)
		if err != nil || len(id) > record.MaxID {
			t.Fatal(id, err)
		}
		if err := Actions.Create(d, id, Action{}); err != nil {
			t.Fatal(err)
		}
	}
}
