package network

import (
	"testing"
	"testing/fstest"

	"unmn/pkg/record"
)

func TestTypesHaveShapes(t *testing.T) {
	s, err := record.Load(fstest.MapFS{"records/x.yaml": {Data: []byte("a")}}, Types()...)
	if err != nil {
		t.Fatal(err)
	}
	if list := s.Check(); len(list) != 1 {
		t.Error(list)
	}
	for _, typ := range s.Types() {
		if _, err := record.Schema(typ); err != nil {
			t.Error(err)
		}
	}
}
