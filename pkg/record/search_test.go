package record_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"unmn/pkg/record"
)

func TestSearch(t *testing.T) {
	s, err := record.Load(fstest.MapFS{
		"records/choir.yaml":                 {Data: []byte("name: The choir of the valley\nposts: [{id: conductor, title: {en: Leads, sr-Cyrl: Диригент}}]\n")},
		"records/singers/ana.yaml":           {Data: []byte("name: Ana Petrova\ntags: [alto, valley]\n")},
		"records/singers/boris.yaml":         {Data: []byte("name: Boris Anatole\nafter: ana\n")},
		"records/concerts/2025/2025-a.yaml":  {Data: []byte("title: Spring in the valley\n")},
		"records/concerts/2026/2026-b.yaml":  {Data: []byte("title: Spring\npieces:\n  - id: x\n    text: |-\n      one two three four five six seven eight nine ten eleven twelve\n      a valley   in bloom and then many more words behind it that nobody will read to the end\n")},
		"records/concerts/2026/2026-no.yaml": {Data: []byte("titel: valley\n")},
	}, types()...)
	if err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{
		"ana":          "singer/ana name: Ana Petrova|singer/boris name: Boris Anatole",
		"boris ana":    "singer/boris name: Boris Anatole",
		"valley":       "choir/choir name: The choir of the valley|concert/2025-a title: Spring in the valley|singer/ana tags: valley|concert/2026-b pieces.x.text: … ten eleven twelve a valley in bloom and then many more words behind it that nobody will …",
		"SPRING":       "concert/2026-b title: Spring|concert/2025-a title: Spring in the valley",
		"диригент":     "choir/choir posts.conductor.title.sr-Cyrl: Диригент",
		"the+valley":   "choir/choir name: The choir of the valley|concert/2025-a title: Spring in the valley",
		"valley+in":    "concert/2026-b pieces.x.text: … ten eleven twelve a valley in bloom and then many more words behind it that nobody will …",
		"valley petro": "singer/ana name: Ana Petrova",
		"nothing":      "", "valley nothing": "", "": "", "+": "",
	} {
		var words []string
		for _, w := range strings.Fields(query) {
			words = append(words, strings.ReplaceAll(w, "+", " "))
		}
		var got []string
		for _, hit := range s.Search(words, strings.ToLower, nil) {
			got = append(got, hit.Item.Type.Name()+"/"+string(hit.Item.ID)+" "+hit.Field+": "+hit.Excerpt)
		}
		if text := strings.Join(got, "|"); text != want {
			t.Errorf("%q: %s", query, text)
		}
	}
	if hits := s.Search([]string{"valley"}, strings.ToLower, nil, "singer"); len(hits) != 1 || hits[0].Item.ID != "ana" {
		t.Errorf("%v", hits)
	}
}
