package repo

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Where the configuration asks for signed commits (commit.gpgsign), a commit is
// signed as git signs it, or not made: never unsigned instead. The programs are the
// user's own: a repository may say that commits are signed and with which key, but
// not by which program.
//
// A signature can take a passphrase, a token or a person, and no lock is held
// meanwhile: the commit is built and signed before any lock is taken, and under the
// lock it is used only if it is, to the byte, the commit that would be made now.
// When others were faster it is built and signed again.

// A signer makes signatures in one of git's formats.
type signer struct {
	format  string // openpgp, x509 or ssh
	program string // absolute, or found along the PATH
	key     string
	dir     string   // where relative names of keys begin
	env     []string // variables of the child, over the process's own
}

const unsignedHint = "turn signing off here with `git config commit.gpgsign false`"

// signer gives what signs commits, nil when they are not to be signed.
func (r *Repo) signer(all settings) (*signer, error) {
	if !all.wanted("commit.gpgsign") {
		return nil, nil
	}
	s := &signer{format: "openpgp", dir: r.root}
	if v, ok := all.last("gpg.format"); ok {
		s.format = strings.ToLower(v)
	}
	program, known := map[string]string{"openpgp": "gpg", "x509": "gpgsm", "ssh": "ssh-keygen"}[s.format]
	if !known {
		return nil, unusual(unsignedHint, "commits are to be signed in the format %s (gpg.format), which is not known", quote(s.format))
	}
	names := []string{"gpg." + s.format + ".program"}
	if s.format == "openpgp" {
		names = append(names, "gpg.program")
	}
	for _, set := range all {
		if !slices.Contains(names, set.name) {
			continue
		}
		if set.local {
			return nil, unusual("take it out with `git config --unset "+set.name+"`", "the repository names the program that signs (%s), which only your own configuration may", set.name)
		}
		program = expand(r.env.Getenv, set.value, "")
	}
	var err error
	if s.program, err = exec.LookPath(program); err != nil || filepath.Base(program) != program && !filepath.IsAbs(program) {
		return nil, unusual("install it, or "+unsignedHint, "commits are to be signed (commit.gpgsign), and the program %s is not found", quote(program))
	}
	s.env = childEnvironment(r.env.Getenv)
	return s, s.chooseKey(r, all)
}

// chooseKey takes the key that is named, or, for a keyring, that of the committer.
func (s *signer) chooseKey(r *Repo, all settings) error {
	if s.key, _ = all.last("user.signingkey"); s.key != "" {
		if s.format == "ssh" {
			s.key = expand(r.env.Getenv, s.key, "")
		}
		return nil
	}
	if s.format == "ssh" {
		return unusual("name it with `git config --global user.signingKey ~/.ssh/id_ed25519.pub`, or "+unsignedHint,
			"commits are to be signed (commit.gpgsign), and no key is named (user.signingKey)")
	}
	by, err := r.person(all, "committer")
	s.key = by.Name + " <" + by.Email + ">"
	return err
}

// childEnvironment are the variables by which the programs that sign find keys and
// terminals, as this package sees them.
func childEnvironment(getenv func(string) string) []string {
	var list []string
	for _, name := range []string{"HOME", "USERPROFILE", "PATH", "GNUPGHOME", "GPG_TTY", "SSH_AUTH_SOCK", "SSH_ASKPASS", "TERM", "DISPLAY"} {
		if v := getenv(name); v != "" {
			list = append(list, name+"="+v)
		}
	}
	return list
}

// sign gives the signature of some bytes, in the armour of its format.
func (s *signer) sign(ctx context.Context, payload []byte) (string, error) {
	var signature []byte
	var said string
	var err error
	if s.format == "ssh" {
		signature, said, err = s.signSSH(ctx, payload)
	} else {
		signature, said, err = s.run(ctx, payload, "--status-fd=2", "-bsau", s.key)
		if err == nil && !strings.Contains(said, "[GNUPG:] SIG_CREATED ") {
			err = errors.New("no signature was made")
		}
	}
	text := strings.ReplaceAll(string(signature), "\r", "")
	if err == nil && !strings.HasPrefix(text, "-----BEGIN ") {
		err = errors.New("what came back is no signature")
	}
	if err == nil {
		return strings.TrimRight(text, "\n"), nil
	}
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if why := lastWords(said); why != "" {
		err = errors.New(why)
	}
	return "", &Error{Kind: Failed, Err: err, Message: "the commit could not be signed by " + quote(s.program) + ": " + err.Error(),
		Hint: "see which key is used with `git config user.signingKey`, or " + unsignedHint}
}

// signSSH lets ssh-keygen sign a file, as git does; the signature is a file beside it.
// The files are not in the repository.
func (s *signer) signSSH(ctx context.Context, payload []byte) (signature []byte, said string, err error) {
	dir, err := os.MkdirTemp("", "unmn-sign-")
	if err != nil {
		return nil, "", err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // in the folder for temporary files
	file := filepath.Join(dir, "commit")
	if err := os.WriteFile(file, payload, 0o600); err != nil {
		return nil, "", err
	}
	key, literal := strings.CutPrefix(s.key, "key::")
	args := []string{"-Y", "sign", "-n", "git", "-f", s.key}
	if literal || strings.HasPrefix(key, "ssh-") { // the key itself; its private half is with the agent
		args[5] = filepath.Join(dir, "key.pub")
		args = append(args, "-U")
		if err := os.WriteFile(args[5], []byte(key+"\n"), 0o600); err != nil {
			return nil, "", err
		}
	}
	if _, said, err = s.run(ctx, nil, append(args, file)...); err != nil {
		return nil, said, err
	}
	signature, err = os.ReadFile(file + ".sig")
	return signature, said, err
}

// run calls the program. It has the terminal of the process, for passphrases.
func (s *signer) run(ctx context.Context, in []byte, args ...string) (out []byte, said string, err error) {
	c := exec.CommandContext(ctx, s.program, args...)
	c.Dir = s.dir
	c.Env = append(c.Environ(), s.env...)
	if in != nil {
		c.Stdin = bytes.NewReader(in)
	}
	c.WaitDelay = time.Second // a child of its own may outlive it
	var stdout, stderr bytes.Buffer
	c.Stdout, c.Stderr = &stdout, &stderr
	err = c.Run()
	return stdout.Bytes(), stderr.String(), err
}

// lastWords is the last line a program said for people.
func lastWords(said string) string {
	last := ""
	for line := range strings.Lines(said) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "[GNUPG:]") {
			last = line
		}
	}
	return strings.ToValidUTF8(last, "?")
}

// errUnsigned: the commit that would be made is not the one that was signed.
var errUnsigned = errors.New("the commit is to be signed first")

// sign builds the commit as it would be made now, and signs it. No lock is held.
func (t *transaction) sign(ctx context.Context, set settings) error {
	if err := t.r.Recover(ctx); err != nil {
		return err // the folder may lag behind, and would look edited
	}
	now, err := t.r.readHead()
	if err != nil {
		return err
	}
	if now != t.head {
		if err := t.propose(ctx); err != nil || t.nothing() {
			return err
		}
	}
	files, err := t.compare(set)
	if err != nil {
		return err
	}
	root, _, err := t.trees(files)
	if err != nil {
		return err
	}
	c, err := t.newCommit(set, root)
	if err != nil {
		return err
	}
	payload, err := c.encode()
	if err != nil {
		return err
	}
	c.signature, err = t.signer.sign(ctx, payload.data)
	t.signed = c
	return err
}

// signs reports whether the signed commit is the one that would be made: same
// files, same parents, same words. Only its moment is earlier.
func (t *transaction) signs(c *commit) bool {
	return t.signed != nil && t.signed.tree == c.tree && slices.Equal(t.signed.parents, c.parents) && t.signed.message == c.message
}
