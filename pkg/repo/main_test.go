package repo

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"
)

// TestMain makes the test binary its own helper: some tests need several
// processes, or one that can be killed.
func TestMain(m *testing.M) {
	switch os.Getenv("UNMN_HELPER") {
	case "":
		flag.Parse()
		if *update {
			if err := flag.Set("test.run", "^TestPageOfRepositoryStates$"); err != nil {
				exit(err)
			}
		}
		os.Exit(m.Run())
	case "write":
		exit(helperWrite())
	case "crash":
		runtime.LockOSThread() // system call counters of a tracer are per thread
		exit(helperCrash())
	}
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// helper is the command that runs this binary as a helper in a world.
func (w *world) helper(kind string, env ...string) *exec.Cmd {
	c := exec.Command(os.Args[0], "-test.run=^$")
	c.Dir = w.dir
	for k, v := range w.env {
		c.Env = append(c.Env, k+"="+v)
	}
	c.Env = append(c.Env, "UNMN_HELPER="+kind)
	c.Env = append(c.Env, env...)
	return c
}

func helperEnv() Env {
	return Env{Dir: ".", Getenv: os.Getenv, Now: time.Now}
}

// helperWrite makes many commits, each by a repository opened anew, and prints
// the hash of every one that was acknowledged.
func helperWrite() error {
	count, err := strconv.Atoi(os.Getenv("UNMN_COUNT"))
	if err != nil {
		return err
	}
	who := os.Getenv("UNMN_WHO")
	for i := range count {
		r, err := Open(context.Background(), helperEnv())
		if err != nil {
			return err
		}
		name := fmt.Sprintf("records/members/%s-%03d.yaml", who, i)
		res, err := commitPatiently(r, put("add "+name, name, "name: "+name+"\n"))
		if err != nil {
			return err
		}
		fmt.Println(res.Hash)
		r.Close()
	}
	return nil
}

// commitPatiently tries again while a lock is held, as a person would.
func commitPatiently(r *Repo, plan Plan) (*Result, error) {
	for {
		res, err := r.Commit(context.Background(), plan, ana)
		if err == nil || KindOf(err) != Busy && KindOf(err) != Moved {
			return res, err
		}
	}
}

// A faulter fails calls of a disk.
type faulter struct {
	mu    sync.Mutex
	count int
	at    int   // which call, from 1; 0 for none
	on    bool  // every call from then on
	err   error // nil: the process dies there
	ops   []string
}

func (f *faulter) fault(op, path string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.count++
	f.ops = append(f.ops, op+" "+path)
	if f.at == 0 || f.count != f.at && !(f.on && f.count > f.at) {
		return nil
	}
	if f.err == nil {
		if p, err := os.FindProcess(os.Getpid()); err == nil {
			_ = p.Kill()
		}
		select {} // until it is dead
	}
	return f.err
}

// helperCrash makes the change of the crash tests and dies at a call of the disk.
func helperCrash() error {
	at, err := strconv.Atoi(os.Getenv("UNMN_AT"))
	if err != nil {
		return err
	}
	f := &faulter{at: at}
	if os.Getenv("UNMN_RECOVER") != "" {
		r, err := Open(context.Background(), helperEnv())
		if KindOf(err) == NoRepository && err != nil {
			return nil // it died before there was one
		}
		if err != nil {
			return err
		}
		r.disk.fault = f.fault
		return r.Recover(context.Background())
	}
	res, err := crashScenario(os.Getenv("UNMN_SCENARIO")).run(helperEnv(), f)
	if err == nil {
		fmt.Println(res.Hash)
	}
	return err
}

// faultErrors are the ways in which a disk says no.
func faultErrors() []error {
	return []error{syscall.EIO, syscall.ENOSPC, syscall.EROFS, syscall.EMFILE}
}
