package repo

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
)

// A Diary is what one undertaking outside the register has come to, such as sending
// mails: lines in the git directory of this copy, each durable before the next step is
// taken. One process at a time holds it. It is no record: what it comes to is recorded by
// a change.
type Diary struct {
	r     *Repo
	git   *os.Root
	file  *os.File
	name  string
	lines []string
}

// diaryDir is where diaries are, in the git directory.
const diaryDir = ownDir + "/diaries"

// OpenDiary opens the diary of a name, which is a file name, and begins it where there is
// none. It fails with [Busy] while another process holds it.
func (r *Repo) OpenDiary(name string) (*Diary, error) {
	git, err := r.keeper()
	if err != nil {
		return nil, err
	}
	for _, dir := range []string{ownDir, diaryDir} {
		if err := r.disk.mkdirIn(git, dir); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, errors.Join(failed("cannot open the diary", err), git.Close())
		}
	}
	d := &Diary{r: r, git: git, name: diaryDir + "/" + name}
	if err := d.open(); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

func (d *Diary) open() error {
	if err := d.r.disk.check("open", d.name); err != nil {
		return failed("cannot open the diary", err)
	}
	var err error
	if d.file, err = d.git.OpenFile(d.name, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o666); err != nil {
		return failed("cannot open the diary", err)
	}
	switch held, err := flock(d.file); {
	case err != nil:
		return failed("cannot open the diary", err)
	case held:
		return &Error{Kind: Busy, Message: "another process is at it", Hint: "try again when it has ended"}
	}
	if err := d.r.disk.syncDirIn(d.git, diaryDir); err != nil {
		return failed("cannot open the diary", err)
	}
	return d.read()
}

// read takes in the lines; one without an end was being written when the process died,
// and is none.
func (d *Diary) read() error {
	in := bufio.NewReader(d.file)
	for {
		line, err := in.ReadString('\n')
		if errors.Is(err, io.EOF) {
			return d.endLine(line)
		}
		if err != nil {
			return failed("cannot read the diary", err)
		}
		d.lines = append(d.lines, strings.TrimSuffix(line, "\n"))
	}
}

// endLine ends a line that was left without an end, so that the next is its own.
func (d *Diary) endLine(torn string) error {
	if torn == "" {
		return nil
	}
	return d.write("")
}

// Lines are what it says so far.
func (d *Diary) Lines() []string { return d.lines }

// Add adds a line, durably.
func (d *Diary) Add(format string, args ...any) error {
	line := strings.Join(strings.Fields(fmt.Sprintf(format, args...)), " ")
	if err := d.write(line); err != nil {
		return err
	}
	d.lines = append(d.lines, line)
	return nil
}

func (d *Diary) write(line string) error {
	err := d.r.disk.write(d.file, []byte(line+"\n"))
	if err == nil {
		err = d.r.disk.sync(d.file)
	}
	if err != nil {
		return failed("cannot write the diary", err)
	}
	return nil
}

// End removes it: what it says is recorded.
func (d *Diary) End() error {
	if err := d.r.disk.removeIn(d.git, d.name); err != nil {
		return failed("cannot remove the diary", err)
	}
	return nil
}

// Close lets others open it.
func (d *Diary) Close() error {
	var err error
	if d.file != nil {
		err = d.file.Close()
	}
	return errors.Join(err, d.git.Close())
}
