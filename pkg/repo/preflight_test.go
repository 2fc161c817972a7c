package repo

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestShallowClone(t *testing.T) {
	w := started(t)
	w.commit(w.open(), put("second", "records/a.yaml", "a\n"))
	w.commit(w.open(), put("third", "records/b.yaml", "b\n"))
	from := w.dir
	w.dir = filepath.Join(filepath.Dir(w.dir), "shallow")
	if out, err := w.commandIn(filepath.Dir(w.dir), "clone", "-q", "--depth", "2", "file://"+from, w.dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	r := w.open()
	w.commit(r, put("fourth", "records/c.yaml", "c\n"))
	w.sound()
	w.clean()
	if n := len(w.history(r, ".")); n != 3 {
		t.Errorf("%d commits in the history", n)
	}
}

func TestHooksAreToldAbout(t *testing.T) {
	w := started(t)
	w.file(".git/hooks/pre-commit", "#!/bin/sh\ntouch ran\nexit 1\n")
	w.file(".git/hooks/commit-msg", "#!/bin/sh\ntouch ran\n")
	if err := os.Chmod(filepath.Join(w.dir, ".git/hooks/pre-commit"), 0o755); err != nil {
		t.Fatal(err)
	}
	w.commit(w.open(), put("change", "records/a.yaml", "a\n"))
	if strings.Join(w.log, "|") != "the hook pre-commit of this repository is not run" {
		t.Errorf("notes: %q", w.log)
	}
	if w.read("ran") != "" {
		t.Error("the hook ran")
	}
}

func TestOwner(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Log("as root every repository is ours")
	}
	set := func(values ...string) (s settings) {
		for _, v := range values {
			s = append(s, setting{name: "safe.directory", value: v})
		}
		return s
	}
	env := func(k string) string { return map[string]string{"HOME": "/home/ana"}[k] }
	for _, c := range []struct {
		list settings
		want bool
	}{
		{nil, false}, {set("*"), true}, {set("/srv/register"), true}, {set("/srv/register/"), true}, {set("/srv/*"), true}, {set("/srv"), false},
		{set("*", ""), false}, {set("~/register"), false}, {set("/srv/register-two"), false},
	} {
		if got := isSafe(env, c.list, "/srv/register"); got != c.want {
			t.Errorf("isSafe(%v) = %v", c.list, got)
		}
	}
	if !isSafe(env, set("~/register"), "/home/ana/register") {
		t.Error("~/ is not expanded")
	}
}
