package repo

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A scenario is one write that is cut off at every call of the disk in turn.
type scenario struct {
	name  string
	files []string // pairs of path and content, "" removes
	adopt bool
	first bool // the first commit after Init
}

func scenarios() []scenario {
	return []scenario{
		{name: "one", files: []string{"records/members/iom.yaml", "name: IOM\nnote: changed\n"}},
		{name: "many", files: []string{"records/members/iom.yaml", "name: IOM\nnote: changed\n", "records/new/folder/x.yaml", "new\n",
			"records/meetings/2026/2026-q1.yaml", "", "records/members/un.yaml", "name: UN\n"}},
		{name: "adopt", files: []string{"records/members/iom.yaml", "name: IOM\nby: hand\n", "records/members/new.yaml", "by: hand\n",
			"records/members/undp.yaml", ""}, adopt: true},
		{name: "first", files: []string{"records/network.yaml", "name: Serbia\n", ".gitattributes", "records/** text eol=lf\n"}, first: true},
	}
}

func crashScenario(name string) scenario {
	for _, s := range scenarios() {
		if s.name == name {
			return s
		}
	}
	return scenario{}
}

// world lays out what the scenario begins with.
func (s scenario) world(t testing.TB) *world {
	if s.first {
		return newWorld(t)
	}
	w := started(t)
	if s.adopt {
		for i := 0; i < len(s.files); i += 2 {
			if s.files[i+1] == "" {
				w.git("rm", "-q", s.files[i])
				continue
			}
			w.file(s.files[i], s.files[i+1])
		}
	}
	w.file("records/members/undp-notes.txt", "staged by somebody\n")
	w.git("add", "records/members/undp-notes.txt")
	return w
}

// run does the write with a disk that fails.
func (s scenario) run(env Env, f *faulter) (*Result, error) {
	ctx := context.Background()
	var r *Repo
	var err error
	env.Fault = f.fault
	if s.first {
		r, err = Init(ctx, env, ".")
	} else {
		r, err = Open(ctx, env)
	}
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var opts []Option
	if s.adopt {
		opts = append(opts, Adopt())
	}
	return r.Commit(ctx, put("the change", s.files...), ana, opts...)
}

// afterCrash checks what a failure or a death left, lets the next command heal
// it, and checks again with git's eyes. acknowledged is the commit that was
// reported, "" when none was; said is the message of the failure.
func (s scenario) afterCrash(w *world, acknowledged string, said error, recovered bool) {
	w.t.Helper()
	old := ""
	if !s.first {
		old = w.git("rev-list", "--max-parents=0", "HEAD")
	}
	head, _ := w.command("rev-parse", "-q", "--verify", "HEAD").Output()
	now := strings.TrimSpace(string(head))
	if acknowledged != "" && now != acknowledged {
		w.t.Fatalf("the commit %s was acknowledged, HEAD is %s", acknowledged, now)
	}
	if said != nil && strings.Contains(said.Error(), unchanged) && now != old {
		w.t.Fatalf("%q, but HEAD moved", said)
	}
	if now != old && acknowledged == "" && said != nil && !strings.Contains(said.Error(), "recorded") {
		w.t.Fatalf("recorded, but the error says %q", said)
	}
	s.guarded(w, now != old)
	if recovered {
		if r, err := Open(context.Background(), w.Env()); err == nil {
			if err := r.Recover(context.Background()); err != nil {
				w.t.Fatalf("recovery: %v", err)
			}
			r.Close()
		}
	}
	s.heals(w, now, old)
}

// guarded checks that plain git cannot commit the old index over a new HEAD.
func (s scenario) guarded(w *world, moved bool) {
	w.t.Helper()
	if !moved {
		return
	}
	if _, err := os.Lstat(filepath.Join(w.dir, ".git", "index.lock")); err == nil {
		return
	}
	for i := 0; i < len(s.files); i += 2 {
		out := w.git("diff-index", "--cached", "HEAD", "--", s.files[i])
		if out != "" {
			w.t.Fatalf("the index lags behind HEAD and no index.lock keeps git out: %s", out)
		}
	}
}

// heals makes the next commit, which heals, and judges.
func (s scenario) heals(w *world, now, old string) {
	w.t.Helper()
	var r *Repo
	var err error
	if s.first && now == "" {
		r, err = Init(context.Background(), w.Env(), w.dir)
	} else {
		r, err = Open(context.Background(), w.Env())
	}
	if err != nil {
		w.t.Fatalf("the next command: %v", err)
	}
	defer r.Close()
	res, err := r.Commit(context.Background(), put("the next change", "records/next.yaml", "next\n"), ana)
	if err != nil {
		w.t.Fatalf("the next command: %v", err)
	}
	w.sound()
	want := res.Hash
	if now != "" && now != old {
		want += "\n" + now
	}
	if old != "" {
		want += "\n" + old
	}
	if got := w.git("rev-list", "HEAD"); got != want {
		w.t.Fatalf("the history is\n%s\nshould be\n%s", got, want)
	}
	wantStatus := "A  records/members/undp-notes.txt"
	if s.first {
		wantStatus = ""
	}
	if s.adopt && now == old {
		wantStatus = " M records/members/iom.yaml\nA  records/members/undp-notes.txt\nD  records/members/undp.yaml\n?? records/members/new.yaml"
	}
	if got := w.git("status", "--porcelain"); got != wantStatus {
		w.t.Fatalf("git status:\n%s\nshould be\n%s", got, wantStatus)
	}
	w.cached(false)
	if now == old {
		return
	}
	if s.first {
		return
	}
	for i := 0; i < len(s.files); i += 2 {
		if got := w.read(s.files[i]); got != s.files[i+1] {
			w.t.Fatalf("%s holds %q, should be %q", s.files[i], got, s.files[i+1])
		}
	}
}

// template is a world that is copied for each run.
type template struct{ base string }

func (s scenario) template(t *testing.T) template { return template{filepath.Dir(s.world(t).dir)} }

func (tp template) world(t testing.TB) *world {
	base := t.TempDir()
	if err := os.CopyFS(base, os.DirFS(tp.base)); err != nil && !errors.Is(err, fs.ErrExist) {
		t.Fatal(err)
	}
	w := &world{t: t, dir: filepath.Join(base, "register"), home: filepath.Join(base, "home")}
	w.env = map[string]string{"HOME": w.home, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": filepath.Join(w.home, ".gitconfig"),
		"PATH": os.Getenv("PATH"), "LC_ALL": "C", "TZ": "UTC"}
	// The copies have other times and inodes than the index says.
	if err := w.command("update-index", "-q", "--refresh").Run(); err != nil {
		var e *exec.ExitError
		if !errors.As(err, &e) {
			t.Fatal(err)
		}
	}
	return w
}

// calls counts the calls of the disk in a run that succeeds.
func (s scenario) calls(t *testing.T, tp template) int {
	f := &faulter{}
	w := tp.world(t)
	if _, err := s.run(w.Env(), f); err != nil {
		t.Fatal(err)
	}
	return f.count
}

func everything() bool { return os.Getenv("UNMN_CRASH") == "all" }

// TestFailingDisk lets each call of the disk fail, once and from then on. By
// default each call gets one of the ways in turn; UNMN_CRASH=all tries all.
func TestFailingDisk(t *testing.T) {
	for _, s := range scenarios() {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			tp := s.template(t)
			n := s.calls(t, tp)
			t.Logf("%d calls of the disk", n)
			for at := 1; at <= n; at++ {
				for e, failure := range faultErrors() {
					for o, on := range []bool{false, true} {
						if !everything() && (at+e*2+o)%16 != 0 {
							continue
						}
						t.Run(fmt.Sprintf("%d-%v-%v", at, failure, on), func(t *testing.T) {
							w := tp.world(t)
							f := &faulter{at: at, on: on, err: failure}
							res, err := s.run(w.Env(), f)
							acknowledged := ""
							if err == nil || res != nil {
								acknowledged = res.Hash
							}
							s.afterCrash(w, acknowledged, err, at%2 == 0)
						})
					}
				}
			}
		})
	}
}

// TestKilled kills the process at each call of the disk; with UNMN_CRASH=all also
// at each call of the recovery that follows.
func TestKilled(t *testing.T) {
	for _, s := range scenarios() {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			tp := s.template(t)
			n := s.calls(t, tp)
			for at := 1; at <= n; at++ {
				if !everything() && at%4 != 0 && (s.name != "many" || at%2 != 0) {
					continue
				}
				t.Run(fmt.Sprint(at), func(t *testing.T) {
					w := tp.world(t)
					_ = w.helper("crash", fmt.Sprint("UNMN_AT=", at), "UNMN_SCENARIO="+s.name).Run()
					for again := 1; ; again++ {
						if !everything() && again > 1+at%5 {
							break
						}
						if w.helper("crash", fmt.Sprint("UNMN_AT=", again), "UNMN_RECOVER=1").Run() == nil {
							break
						}
						if again > 300 {
							t.Fatal("recovery never ends")
						}
					}
					s.afterCrash(w, "", nil, at%2 == 0)
				})
			}
		})
	}
}
