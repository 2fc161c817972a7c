package record_test

import (
	"errors"
	"testing"

	"unmn/pkg/record"
)

func TestTheRecordLastUsed(t *testing.T) {
	s := load(t, count(base()))
	var wrong *record.NotLast
	if _, err := s.Find("singer", record.Last); !errors.As(err, &wrong) || err.Error() != `"." means the record last used, and none has been used here` {
		t.Error(err)
	}
	if _, err := s.FindAny(record.Last); !errors.As(err, &wrong) {
		t.Error(err)
	}
	s.Recall("singer/ana")
	next, _ := s.Apply(&record.Change{})
	for _, set := range []*record.Set{s, next} {
		if id, err := set.Find("singer", record.Last); id != "ana" || err != nil {
			t.Error(id, err)
		}
		if item, err := set.FindAny(record.Last); item.ID != "ana" || err != nil {
			t.Error(item, err)
		}
		if _, err := set.Find("concert", "concert/."); !errors.As(err, &wrong) || err.Error() != `"." means the record last used, singer/ana, which is no concert` {
			t.Error(err)
		}
	}
	s.Recall("singer/gone")
	if _, err := s.Find("singer", record.Last); !errors.Is(err, record.ErrNotFound) {
		t.Error(err)
	}
}
