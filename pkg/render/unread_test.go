package render_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/render"
)

// A disk on which one folder cannot be read.
type brokenDisk struct {
	fstest.MapFS
	folder string
}

var errBroken = errors.New("input/output error")

func (b brokenDisk) Open(name string) (fs.File, error) {
	if strings.HasPrefix(name, b.folder) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errBroken}
	}
	return b.MapFS.Open(name)
}

func (b brokenDisk) ReadFile(name string) ([]byte, error) {
	if strings.HasPrefix(name, b.folder) {
		return nil, &fs.PathError{Op: "read", Path: name, Err: errBroken}
	}
	return b.MapFS.ReadFile(name)
}

func (b brokenDisk) ReadDir(name string) ([]fs.DirEntry, error) {
	if strings.HasPrefix(name, b.folder) {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: errBroken}
	}
	return b.MapFS.ReadDir(name)
}

// What cannot be read is told as that, and never as a record that is not there.
func TestWhatCannotBeReadIsNotAbsent(t *testing.T) {
	files := fstest.MapFS{
		"records/network.yaml":               {Data: []byte("name: N\ncountry: RS\ntimezone: Europe/Belgrade\nreference: N\nlanguages: [en]\nsecretariat: iom\n")},
		"records/members/who.yaml":           {Data: []byte("name: W\nshort: WHO\nclass: un-entity\nstatus: active\n")},
		"records/meetings/2026/2026-q4.yaml": {Data: []byte("type: ordinary\nstatus: planned\nstart: \"2026-12-03T10:00\"\n")},
	}
	for folder, r := range map[string]render.Request{
		"records/members":  {Document: render.Reminder, Subject: "who"},
		"records/meetings": {Document: render.Agenda, Subject: "2026-q4"},
	} {
		set, err := record.Load(brokenDisk{files, folder}, network.Types()...)
		if err != nil {
			t.Fatal(err)
		}
		r.Set, r.Lang = set, "en"
		r.Templates = request(set, r.Document, "", "en").Templates
		if _, err := render.Render(r); !errors.Is(err, errBroken) {
			t.Errorf("the %s says %v", r.Document, err)
		}
	}
}
