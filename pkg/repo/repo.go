// Package repo is git underneath the register: it finds the repository, reads any
// commit as a file system, and writes one change as one commit.
//
// Use [Open], then [Repo.At] or [Repo.WorkTree] for reading and [Repo.Commit] for
// writing. Do not use it for anything that knows what a record is: a change is
// paths and bytes here. It is the only importer of go-git and the only package
// that writes to the repository; go-git codes objects, its work-tree porcelain
// is never called.
//
// It promises:
//
//   - a commit that is reported is durable, complete, and holds exactly the files
//     of its change; what else is staged or edited stays as it is, byte for byte;
//   - a refusal or a failure before the commit point changes nothing, and the
//     message says so;
//   - a process that dies at any moment leaves a repository that the next command
//     heals ([Repo.Recover]) and that plain git meanwhile reads or refuses;
//   - nothing the repository contains is executed, and no file outside it is
//     opened because of what it contains.
//
// States that cannot be handled rightly are refused before anything is written;
// preflight.go lists them. Errors a user can cause are of type [Error].
package repo

import (
	"os"
	"sync"
	"time"
)

// An Env is the process as this package sees it: there is no other way in.
type Env struct {
	// Dir is the folder the repository is looked for from, upwards.
	Dir string
	// Getenv reads the environment, as os.Getenv does.
	Getenv func(string) string
	// Now is the clock. Its location decides what "the end of that day" is.
	Now func() time.Time
	// Log takes one-line notes for the user; it may be nil.
	Log func(string)
	// Fault is asked before each change of the disk and may refuse it: a test lets a
	// disk fail with it. Outside tests it is nil.
	Fault func(op, path string) error
}

// A Repo is one repository with its work tree. What reads may be called from
// several goroutines; Commit and Recover one at a time.
type Repo struct {
	layout
	env     Env
	tree    *os.Root // the work tree, through which every file of it is reached; nil in a bare repository
	objects *objects
	disk    disk
	unborn  bool // a first commit is legal: the repository was made here

	mu    sync.Mutex
	given []*folders // the handles of folders that were given out, closed with it
}

// Root is the absolute path of the work tree, "" in a bare repository.
func (r *Repo) Root() string { return r.root }

// Close gives back the descriptors. A Repo that is not closed loses nothing.
func (r *Repo) Close() error {
	r.objects.close()
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, f := range r.given {
		f.close()
	}
	r.given = nil
	if r.tree == nil {
		return nil
	}
	return r.tree.Close()
}

func (r *Repo) note(text string) {
	if r.env.Log != nil {
		r.env.Log(text)
	}
}

// newRepo opens the handles of a repository that has been found or made.
func newRepo(env Env, l layout) (*Repo, error) {
	r := &Repo{layout: l, env: env, disk: disk{fault: env.Fault}}
	r.objects = &objects{dir: r.gitPath("objects"), temp: tempPrefix(l)}
	if l.root == "" {
		return r, nil
	}
	var err error
	if r.tree, err = os.OpenRoot(l.root); err != nil {
		return nil, failed("cannot open "+quote(l.root), err)
	}
	return r, nil
}
