package repo

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Each state in which a change is refused, with the words that name it and the
// command of the hint.
func TestUnusualStatesAreRefused(t *testing.T) {
	const p = "records/members/iom.yaml"
	config := func(key, value string) func(*world) {
		return func(w *world) { w.git("config", key, value) }
	}
	touch := func(name string) func(*world) {
		return func(w *world) { w.file(".git/"+name, w.git("rev-parse", "HEAD")+"\n") }
	}
	attributes := func(line string) func(*world) {
		return func(w *world) { w.file(".gitattributes", line+"\n") }
	}
	for _, c := range []struct {
		name, says string
		kind       Kind
		hint       string // "" when there is nothing to type
		make       func(w *world)
	}{
		{"sha256", "sha256", Unusual, "unmn init", func(w *world) {
			os.RemoveAll(filepath.Join(w.dir, ".git"))
			w.git("init", "-q", "--object-format=sha256")
			w.git("add", ".")
			w.git("commit", "-q", "-m", "begin")
		}},
		{"reftable", "reftable", Unusual, "git refs migrate", config("extensions.refStorage", "reftable")},
		{"settings per work tree", "per work tree", Unusual, "git config --unset", config("extensions.worktreeConfig", "true")},
		{"partial clone", "partial clone", Unusual, "git clone", config("extensions.partialClone", "origin")},
		{"promisor", "partial clone", Unusual, "git clone", config("remote.origin.promisor", "true")},
		{"unknown extension", "extension", Unusual, "", config("extensions.fancy", "true")},
		{"unknown format", "format", Unusual, "", config("core.repositoryformatversion", "7")},
		{"index version 4", "version 4", Unusual, "git update-index --index-version 2", func(w *world) { w.git("update-index", "--index-version", "4") }},
		{"split index", "split", Unusual, "git update-index --no-split-index", func(w *world) { w.git("update-index", "--split-index") }},
		{"sparse checkout", "checked out", Unusual, "git sparse-checkout disable", func(w *world) {
			w.git("sparse-checkout", "set", "records/members")
			w.git("config", "--unset", "extensions.worktreeConfig")
			w.git("config", "core.sparseCheckout", "true")
		}},
		{"linked work tree", "linked work tree", Unusual, "git worktree list", func(w *world) {
			w.git("worktree", "add", "-q", "../linked")
			w.dir = filepath.Join(filepath.Dir(w.dir), "linked")
		}},
		{"alternates", "borrows objects", Unusual, "git repack -a -d", func(w *world) { w.file(".git/objects/info/alternates", "/elsewhere\n") }},
		{"grafts", "grafted", Unusual, "", func(w *world) { w.file(".git/info/grafts", w.git("rev-parse", "HEAD")+"\n") }},
		{"replaced objects", "replaces objects", Unusual, "git replace -l", func(w *world) {
			w.git("update-ref", "refs/replace/"+w.git("rev-parse", "HEAD"), w.git("rev-parse", "HEAD"))
		}},
		{"replaced objects, packed", "replaces objects", Unusual, "git replace -l", func(w *world) {
			w.git("update-ref", "refs/replace/"+w.git("rev-parse", "HEAD"), w.git("commit-tree", "-m", "other", "HEAD^{tree}"))
			w.git("pack-refs", "--all")
		}},
		{"autocrlf", "Windows line ends", Unusual, "records/** text eol=lf", config("core.autocrlf", "true")},
		{"eol", "Windows line ends", Unusual, "records/** text eol=lf", attributes("*.yaml text eol=crlf")},
		{"core.eol", "Windows line ends", Unusual, "records/** text eol=lf", func(w *world) {
			w.git("config", "core.eol", "crlf")
			w.file("records/.gitattributes", "*.yaml text\n")
		}},
		{"filter", "filter", Unusual, "git check-attr", attributes("records/** filter=lfs")},
		{"filter of the clone", "filter", Unusual, "git check-attr", func(w *world) { w.file(".git/info/attributes", "iom.yaml filter=x\n") }},
		{"filter of the user", "filter", Unusual, "git check-attr", func(w *world) {
			w.file(filepath.Join(w.home, "attributes"), "*.yaml filter=x\n")
			w.git("config", "--global", "core.attributesFile", "~/attributes")
		}},
		{"filter in a macro", "filter", Unusual, "git check-attr", attributes("[attr]big filter=x\nrecords/members/*.yaml big")},
		{"encoding", "working-tree-encoding", Unusual, "git check-attr", attributes("*.yaml working-tree-encoding=UTF-16")},
		{"ident", "ident", Unusual, "git check-attr", attributes("*.yaml ident")},
		{"signing", "signed", Unusual, "git config commit.gpgsign false", config("commit.gpgsign", "true")},
		{"signing, by the user", "signed", Unusual, "git config commit.gpgsign false", func(w *world) { w.git("config", "--global", "commit.gpgsign", "true") }},
		{"bare", "bare", Unusual, "git clone", config("core.bare", "true")},
		{"other folder", "core.worktree", Unusual, "git config --unset core.worktree", config("core.worktree", "/elsewhere")},
		{"shared", "shared", Unusual, "git config --unset core.sharedRepository", config("core.sharedRepository", "group")},
		{"included settings", "includes other files", Unusual, "git config --local --list", config("include.path", "/dev/zero")},
		{"detached", "detached", Unusual, "git switch", func(w *world) { w.git("checkout", "-q", "--detach") }},
		{"HEAD on a tag", "no branch", Unusual, "git switch", func(w *world) { w.git("tag", "x"); w.git("symbolic-ref", "HEAD", "refs/tags/x") }},
		{"unborn", "no commit yet", Unusual, "unmn init", func(w *world) { w.git("checkout", "-q", "--orphan", "other") }},
		{"merge", "a merge", Unusual, "git merge --abort", touch("MERGE_HEAD")},
		{"rebase", "a rebase", Unusual, "git rebase --abort", touch("rebase-merge/onto")},
		{"rebase by patches", "a rebase", Unusual, "git rebase --abort", touch("rebase-apply/onto")},
		{"am", "git am", Unusual, "git am --abort", touch("rebase-apply/applying")},
		{"cherry-pick", "a cherry-pick", Unusual, "git cherry-pick --abort", touch("CHERRY_PICK_HEAD")},
		{"several cherry-picks", "a cherry-pick", Unusual, "git cherry-pick --abort", touch("sequencer/todo")},
		{"revert", "a revert", Unusual, "git revert --abort", touch("REVERT_HEAD")},
		{"bisect", "a bisect", Unusual, "git bisect reset", touch("BISECT_LOG")},
		{"conflict", "in conflict", Unusual, "git add " + p, func(w *world) { w.conflict(p) }},
		{"intended", "intended", Unusual, "git add " + p, func(w *world) { w.git("rm", "-q", "--cached", p); w.git("add", "-N", p) }},
		{"assumed", "assume-unchanged", Unusual, "git update-index --no-assume-unchanged " + p, func(w *world) { w.git("update-index", "--assume-unchanged", p) }},
		{"skipped", "skip-worktree", Unusual, "git update-index --no-skip-worktree " + p, func(w *world) { w.git("update-index", "--skip-worktree", p) }},
		{"link in HEAD", "link", Unusual, "git ls-tree HEAD " + p, func(w *world) {
			os.Remove(filepath.Join(w.dir, p))
			os.Symlink("undp.yaml", filepath.Join(w.dir, p))
			w.git("commit", "-q", "-am", "link")
		}},
		{"submodule", "submodule", Unusual, "git ls-tree HEAD " + p, func(w *world) {
			w.git("update-index", "--cacheinfo", "160000,"+w.git("rev-parse", "HEAD")+","+p)
			w.git("commit", "-q", "-m", "submodule")
		}},
		{"folder in HEAD", "is a folder", Unusual, "", func(w *world) {
			os.Remove(filepath.Join(w.dir, p))
			w.file(p+"/x", "x\n")
			w.git("add", ".")
			w.git("commit", "-q", "-m", "folder")
		}},
		{"git directory is a link", "is a link", Unusual, "", func(w *world) {
			os.Rename(filepath.Join(w.dir, ".git"), filepath.Join(w.home, "git"))
			os.Symlink(filepath.Join(w.home, "git"), filepath.Join(w.dir, ".git"))
		}},
		{"another index", "GIT_INDEX_FILE", Unusual, "", func(w *world) { w.env["GIT_INDEX_FILE"] = "/elsewhere" }},
		{"another repository", "GIT_DIR", Unusual, "", func(w *world) { w.env["GIT_DIR"] = "/elsewhere" }},
		{"garbled HEAD", "HEAD", Damaged, "git fsck", func(w *world) { w.file(".git/HEAD", "ref: ") }},
		{"empty branch", "refs/heads/main", Damaged, "git fsck", func(w *world) { w.file(".git/refs/heads/main", "") }},
		{"branch is a link", "refs/heads/main", Damaged, "git fsck", func(w *world) {
			os.Rename(filepath.Join(w.dir, ".git/refs/heads/main"), filepath.Join(w.home, "main"))
			os.Symlink(filepath.Join(w.home, "main"), filepath.Join(w.dir, ".git/refs/heads/main"))
		}},
		{"garbled packed-refs", "packed-refs", Damaged, "git fsck", func(w *world) { w.git("pack-refs", "--all"); w.file(".git/packed-refs", "x\n") }},
		{"garbled index", "index", Damaged, "git fsck", func(w *world) { w.file(".git/index", "DIRC") }},
		{"changed index", "checksum", Damaged, "git fsck", func(w *world) {
			w.file(".git/index", strings.Replace(w.read(".git/index"), "README", "XEADME", 1))
		}},
		{"missing commit", "missing", Damaged, "git fsck", func(w *world) { w.file(".git/refs/heads/main", strings.Repeat("1", 40)+"\n") }},
		{"garbled object", "object", Damaged, "git fsck", func(w *world) {
			h := w.git("rev-parse", "HEAD^{tree}")
			name := filepath.Join(w.dir, ".git/objects", h[:2], h[2:])
			os.Chmod(name, 0o666)
			w.file(name, "x")
		}},
		{"garbled journal", "journal", Damaged, "git fsck", func(w *world) { w.file(".git/unmn/journal", "x") }},
		{"garbled configuration", "configuration", Damaged, "git fsck", func(w *world) { w.file(".git/config", "[core\n") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := started(t)
			plan := put("change", p, "name: changed\n")
			c.make(w)
			if c.name == "link in HEAD" || c.name == "submodule" || c.name == "folder in HEAD" {
				plan = func(*Snapshot) (*recordChange, error) {
					return &recordChange{Subject: "x", Files: []recordFile{{Path: p, New: []byte("x\n")}}}, nil
				}
			}
			e := w.refused(c.kind, plan)
			if !strings.Contains(e.Message, c.says) || c.hint != "" && !strings.Contains(e.Hint, c.hint) {
				t.Errorf("message %q, hint %q", e.Message, e.Hint)
			}
			checkHint(t, e)
		})
	}
}

// conflict puts the three stages of a path into the index.
func (w *world) conflict(p string) {
	w.t.Helper()
	c := w.command("update-index", "--index-info")
	blob := w.git("rev-parse", "HEAD:"+p)
	c.Stdin = strings.NewReader("0 " + strings.Repeat("0", 40) + "\t" + p + "\n100644 " + blob + " 1\t" + p + "\n100644 " + blob + " 2\t" + p + "\n")
	if out, err := c.CombinedOutput(); err != nil {
		w.t.Fatalf("%v: %s", err, out)
	}
}

var hintCommand = regexp.MustCompile("`([a-z]+) ([a-z-]+)")

// checkHint lets a hint name only commands that exist.
func checkHint(t *testing.T, e *Error) {
	t.Helper()
	known := " init check fmt save list show demo version explain schema "
	for _, m := range hintCommand.FindAllStringSubmatch(e.Hint, -1) {
		if m[1] == "unmn" && !strings.Contains(known, " "+m[2]+" ") {
			t.Errorf("the hint names %q", m[0])
		}
	}
	if strings.HasSuffix(e.Message, ".") || e.Message[:1] != strings.ToLower(e.Message[:1]) && !strings.HasPrefix(e.Message, "HEAD") {
		t.Errorf("the message is %q", e.Message)
	}
}

// States that look unusual and are fine.
func TestUsualStates(t *testing.T) {
	const p = "records/members/iom.yaml"
	for name, make := range map[string]func(w *world){
		"eol=lf on Windows": func(w *world) {
			w.file(".gitattributes", "records/** text eol=lf merge=unmn\n")
			w.git("config", "core.autocrlf", "true")
		},
		"autocrlf=input":   func(w *world) { w.git("config", "core.autocrlf", "input") },
		"filter elsewhere": func(w *world) { w.file(".gitattributes", "*.png filter=lfs diff=lfs merge=lfs -text\n") },
		"binary records": func(w *world) {
			w.file(".gitattributes", "records/** binary\n")
			w.git("config", "core.autocrlf", "true")
		},
		"signing turned off": func(w *world) {
			w.git("config", "--global", "commit.gpgsign", "true")
			w.git("config", "commit.gpgsign", "false")
		},
		"format 1": func(w *world) {
			w.git("config", "core.repositoryformatversion", "1")
			w.git("config", "extensions.objectFormat", "sha1")
		},
		"index version 3":      func(w *world) { w.file("x", "x"); w.git("add", "-N", "x"); os.Remove(filepath.Join(w.dir, "x")) },
		"untracked cache":      func(w *world) { w.git("update-index", "--force-untracked-cache"); w.git("status") },
		"branch in a folder":   func(w *world) { w.git("checkout", "-q", "-b", "topic/one"); w.git("pack-refs", "--all", "--prune") },
		"index without hash":   func(w *world) { w.git("-c", "index.skipHash=true", "update-index", "--force-write-index") },
		"no reflogs":           func(w *world) { w.git("config", "core.logAllRefUpdates", "false") },
		"end of index entries": func(w *world) { w.git("-c", "index.threads=4", "update-index", "--force-write-index") },
		"no hard links kept":   func(w *world) { os.RemoveAll(filepath.Join(w.dir, ".git/unmn")) },
	} {
		t.Run(name, func(t *testing.T) {
			w := started(t)
			make(w)
			w.commit(w.open(), put("change", p, "name: changed\n", "records/members/fresh.yaml", "fresh\n"))
			if got := w.git("diff-tree", "--no-commit-id", "-r", "--name-only", "HEAD"); got != "records/members/fresh.yaml\n"+p {
				t.Errorf("the commit holds %s", got)
			}
			if got := w.git("status", "--porcelain", "records"); got != "" {
				t.Errorf("git status: %s", got)
			}
			w.sound()
			w.cached(false)
		})
	}
}

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
