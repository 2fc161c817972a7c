package repo

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// signing sets a register up to sign with an ssh key of its user.
func (w *world) signing() {
	w.t.Helper()
	if _, err := exec.LookPath("ssh-keygen"); err != nil {
		w.t.Skip("ssh-keygen is not installed")
	}
	must(w.t, w.shell(`ssh-keygen -q -t ed25519 -N '' -C '' -f "$HOME/key"
echo "ana@example.org $(cat "$HOME/key.pub")" >"$HOME/allowed"
git config --global gpg.format ssh
git config --global user.signingKey '~/key.pub'
git config --global gpg.ssh.allowedSignersFile '~/allowed'
git config --global commit.gpgsign true`))
}

// TestSignedBySSH: git itself verifies what was signed here, and the other way round
// what git signed is read here.
func TestSignedBySSH(t *testing.T) {
	w := started(t)
	w.signing()
	w.judged()
	if out := w.git("log", "-1", "--format=%G? %GS"); out != "G ana@example.org" {
		t.Errorf("git log: %s", out)
	}
	w.git("verify-commit", "HEAD")
	w.git("commit", "-q", "--allow-empty", "-m", "by git")
	w.commit(w.open(), put("again", "records/a.yaml", "a\n"))
	w.git("verify-commit", "HEAD", "HEAD~1", "HEAD~2")
	w.sound()
}

// The key itself may be named, instead of a file; its private half is then with an agent.
func TestSignedByAnSSHAgent(t *testing.T) {
	w := started(t)
	w.signing()
	out, err := exec.Command("ssh-agent", "-s").Output()
	if err != nil {
		t.Skip("ssh-agent does not run here")
	}
	for _, line := range strings.Split(string(out), ";") {
		if k, v, ok := strings.Cut(strings.TrimSpace(line), "="); ok && strings.HasPrefix(k, "SSH_") {
			w.env[k] = v
		}
	}
	t.Cleanup(func() { must(t, w.shell("ssh-agent -k >/dev/null")) })
	must(t, w.shell(`ssh-add -q "$HOME/key"; git config --global user.signingKey "key::$(cat "$HOME/key.pub")"; mv "$HOME/key" "$HOME/hidden"`))
	w.judged()
	w.git("verify-commit", "HEAD")
}

// TestSignedByOpenPGP needs gpg; the keyring is the test's own.
func TestSignedByOpenPGP(t *testing.T) {
	if _, err := exec.LookPath("gpg"); err != nil {
		t.Skip("gpg is not installed")
	}
	w := started(t)
	home, err := os.MkdirTemp("", "g") // the path of a socket must be short
	must(t, err)
	w.env["GNUPGHOME"] = home
	t.Cleanup(func() {
		_ = w.shell("gpgconf --kill all") // older ones have no agent to end
		os.RemoveAll(home)
	})
	if err := w.shell("gpg -q --batch --passphrase '' --quick-generate-key 'Ana Officer <ana@example.org>' ed25519 sign never"); err != nil {
		t.Skipf("no key can be made here: %v", err)
	}
	w.git("config", "--global", "commit.gpgsign", "true")
	w.judged() // the key of the committer
	w.git("verify-commit", "HEAD")
	w.git("config", "user.signingKey", "ana@example.org")
	w.commit(w.open(), put("again", "records/a.yaml", "a\n"))
	w.git("verify-commit", "HEAD")
}

// TestSigningIsNotDoneUnderALock: while a signature is made others commit, and the
// commit is built and signed again.
func TestSigningIsNotDoneUnderALock(t *testing.T) {
	w := started(t)
	w.signing()
	w.file(filepath.Join(w.home, "slow"), "#!/bin/sh\n"+`cd "`+w.dir+`"
test -e "$HOME/once" || { >"$HOME/once"; git -c commit.gpgsign=false commit -q --allow-empty -m meanwhile; }
exec ssh-keygen "$@"
`)
	must(t, os.Chmod(filepath.Join(w.home, "slow"), 0o755))
	w.git("config", "--global", "gpg.ssh.program", filepath.Join(w.home, "slow"))
	w.judged()
	w.git("verify-commit", "HEAD")
	if got := w.git("log", "--format=%s"); got != "change\nmeanwhile\nbegin" {
		t.Errorf("git log:\n%s", got)
	}
}

// TestNeverUnsigned tries what can go wrong with a signature: nothing is changed, and
// what the repository names is not run.
func TestNeverUnsigned(t *testing.T) {
	for _, c := range []struct {
		name, says string
		kind       Kind
		spoil      string
	}{
		{"the program fails", "could not be signed", Failed, `git config --global gpg.ssh.program false`},
		{"the program signs nothing", "could not be signed", Failed, `git config --global gpg.ssh.program true`},
		{"the key is gone", "could not be signed", Failed, `rm "$HOME/key" "$HOME/key.pub"`},
		{"no key is named", "no key is named", Unusual, `git config --global --unset user.signingKey`},
		{"no program", "is not found", Unusual, `git config --global gpg.ssh.program no-such-program`},
		{"a program by a relative path", "is not found", Unusual, `git config --global gpg.ssh.program ./sign; printf '#!/bin/sh\ntouch ran\n' >sign; chmod +x sign`},
		{"an unknown format", "is not known", Unusual, `git config gpg.format seal`},
		{"a program of the repository", "only your own", Unusual, `git config gpg.ssh.program ./sign; printf '#!/bin/sh\ntouch ran\n' >sign; chmod +x sign`},
		{"a program of the repository, by its old name", "only your own", Unusual, `git config --global gpg.format openpgp; git config gpg.program "$PWD/sign"; printf '#!/bin/sh\ntouch ran\n' >sign; chmod +x sign`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := started(t)
			w.signing()
			must(t, w.shell(c.spoil))
			e := state{kind: c.kind}.refusal(t, w)
			if !strings.Contains(e.Message, c.says) || !strings.Contains(e.Message, unchanged) || e.Hint == "" {
				t.Errorf("%s; hint: %s", e.Message, e.Hint)
			}
			if w.read("ran") != "" {
				t.Error("a program of the repository ran")
			}
		})
	}
}

// A person who interrupts a signature changes nothing.
func TestInterruptedSignature(t *testing.T) {
	w := started(t)
	w.signing()
	w.file(filepath.Join(w.home, "slow"), "#!/bin/sh\nexec sleep 20\n")
	must(t, os.Chmod(filepath.Join(w.home, "slow"), 0o755))
	w.git("config", "--global", "gpg.ssh.program", filepath.Join(w.home, "slow"))
	ctx, stop := context.WithTimeout(context.Background(), time.Second)
	defer stop()
	before := w.bytes()
	if _, err := w.open().Commit(ctx, theChange(), ana); err == nil || err.Error() != "interrupted; "+unchanged {
		t.Errorf("got %v", err)
	}
	if w.bytes() != before {
		t.Error("something changed")
	}
}
