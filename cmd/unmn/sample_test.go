package main

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// The sample register takes long to make, and many tests begin from it: the first that
// asks makes it, and each gets a copy.

// sampleFolder is the variable that names the folder it is made in.
const sampleFolder = "SAMPLE"

// withSample are the tests with a folder for the sample register.
type withSample struct{ *testing.M }

// Run runs the tests, and removes the folder after the last of them.
func (m withSample) Run() int {
	dir, err := os.MkdirTemp("", "sample")
	if err != nil {
		panic(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if err := os.Setenv(sampleFolder, dir); err != nil {
		panic(err)
	}
	return m.M.Run()
}

// sampleRegister is the sample register without its documents, in few files, and
// with a file of a user's own.
func sampleRegister(t testing.TB) *register {
	t.Helper()
	made, err := makeSample()
	if err != nil {
		t.Fatal(err)
	}
	r, err := made.copyTo(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	r.must(t, "status") // the copies have other times than the index says
	return r
}

var makeSample = sync.OnceValues(func() (*register, error) {
	r, err := homeIn(os.Getenv(sampleFolder))
	if err != nil {
		return nil, err
	}
	if _, said, status := r.in(r.home).unmn(run{line: "demo reg"}); status != 0 {
		return nil, fmt.Errorf("demo: %s", said)
	}
	if err := os.RemoveAll(filepath.Join(r.dir, "documents")); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(r.dir, "mine.txt"), []byte("mine\n"), 0o666); err != nil {
		return nil, err
	}
	for _, args := range [][]string{{"add", "mine.txt"}, {"commit", "-qm", "a file of mine"}, {"gc", "-q"}} {
		if _, err := r.git(args...); err != nil {
			return nil, err
		}
	}
	return r, nil
})
