//go:build unix

package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// What the measured registers are made of.
const (
	years     = 100  // the meetings are spread over the years from firstYear on
	firstYear = 1990 // ids begin with the year, which is their folder
	commits   = 50   // the meetings come in about this many commits
	edited    = 20   // how often the meeting whose history is asked for was changed
)

// registerOf is the folder of a register of n meetings below dir, made if it is not
// there.
func registerOf(dir, program string, n int) (string, error) {
	home := filepath.Join(dir, fmt.Sprintf("register-%d", n))
	if _, err := os.Stat(home); err == nil {
		return home, command(home, "git", "update-index", "-q", "--refresh")
	}
	// Under another name until it is whole.
	part := home + ".part"
	if err := os.RemoveAll(part); err != nil {
		return "", err
	}
	if err := build(part, program, n); err != nil {
		return "", err
	}
	return home, os.Rename(part, home)
}

// build makes a register of n held meetings with a history, packed as one that has
// been in use for a while.
func build(dir, program string, n int) error {
	if err := command("", program, "init", dir, "--name", "Sample network", "--country", "RS", "--timezone", "Europe/Belgrade", "--reference", "UNMN-RS"); err != nil {
		return err
	}
	if err := importMeetings(dir, n); err != nil {
		return err
	}
	for _, args := range [][]string{{"config", "gc.auto", "0"}, {"reset", "-q", "--hard"}, {"gc", "-q"}} {
		if err := command(dir, "git", args...); err != nil {
			return err
		}
	}
	return nil
}

// importMeetings writes the history as a stream that git makes objects of.
func importMeetings(dir string, n int) error {
	cmd := exec.Command("git", "fast-import", "--quiet", "--force")
	cmd.Dir, cmd.Env, cmd.Stderr = dir, environment(), os.Stderr
	pipe, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	h := history{w: bufio.NewWriterSize(pipe, 1<<20)}
	err = h.meetings(n)
	if flush := h.w.Flush(); err == nil {
		err = flush
	}
	if closed := pipe.Close(); err == nil {
		err = closed
	}
	if ended := cmd.Wait(); err == nil {
		err = ended
	}
	return err
}

// A history is commits on the main branch, in the language of git fast-import.
type history struct {
	w     *bufio.Writer
	count int
}

func (h *history) meetings(n int) error {
	set := record.Empty(network.Types()...)
	for i := range n {
		if i%(n/commits+1) == 0 {
			h.commit("meetings: enter those of the past")
		}
		if err := h.file(set, i, meeting(i)); err != nil {
			return err
		}
	}
	for k := range edited {
		m := meeting(n / 2)
		m.Place = doc.Plain(fmt.Sprintf("UN House, room %d", k))
		h.commit("meeting: move to another room")
		if err := h.file(set, n/2, m); err != nil {
			return err
		}
	}
	return nil
}

// commit begins a commit; the files follow it.
func (h *history) commit(subject string) {
	h.count++
	fmt.Fprintf(h.w, "commit refs/heads/main\ncommitter Bench <bench@example.org> %d +0000\ndata %d\n%s\n", 1800000000+h.count, len(subject), subject)
	if h.count == 1 {
		fmt.Fprintln(h.w, "from refs/heads/main^0")
	}
}

// file writes a meeting into the commit that was begun.
func (h *history) file(set *record.Set, i int, m network.Meeting) error {
	d := set.Draft()
	if err := network.Meetings.Create(d, meetingID(i), m); err != nil {
		return err
	}
	c, err := d.Change("meeting")
	if err != nil {
		return err
	}
	for _, f := range c.Files {
		fmt.Fprintf(h.w, "M 100644 inline %s\ndata %d\n%s\n", f.Path, len(f.New), f.New)
	}
	return nil
}

// meetingPath is the file of a meeting in the register.
func meetingPath(i int) string { return network.Meetings.PathOf(meetingID(i)) }

// meetingID spreads the meetings over the years, as many a year as it takes.
func meetingID(i int) record.ID {
	return record.ID(fmt.Sprintf("%d-sample-%d", firstYear+i%years, i))
}

// meeting is one held meeting of ordinary size.
func meeting(i int) network.Meeting {
	m := network.Meeting{
		Type: network.Extraordinary, Status: network.Held,
		Start: doc.LocalTime(fmt.Sprintf("%d-03-04T10:00", firstYear+i%years)), Place: doc.Plain("UN House"),
		Reason: doc.Plain("asked for by members"), NoHostReason: doc.Plain("convened on short notice"), RequestedBy: []network.MemberRef{"undp"},
		CalledBy: []record.Key{"co-chair-iom"}, Chairs: []record.Key{"co-chair-iom"},
		Minutes: &network.Minutes{Status: network.MinutesDraft, PreparedBy: "iom"},
	}
	for _, party := range []network.PartyRef{"rco", "iom", "unhcr", "unicef", "undp"} {
		m.Attendance = append(m.Attendance, network.Attendance{Party: party, Status: network.Present})
	}
	for j := range 5 {
		m.Agenda = append(m.Agenda, network.AgendaItem{
			ID: record.ID(fmt.Sprintf("item-%d", j)), Title: doc.Plain(fmt.Sprintf("Item %d of meeting %d", j, i)),
			Purpose: network.ForDiscussion, Summary: doc.Plain("Members exchanged views.\n\nThe secretariat will come back to it."),
		})
	}
	return m
}

// copyOf is a second copy of a register, with its own fresh index.
func copyOf(dir, to string) error {
	if err := command("", "cp", "-a", dir, to); err != nil {
		return err
	}
	return command(to, "git", "update-index", "-q", "--refresh")
}
