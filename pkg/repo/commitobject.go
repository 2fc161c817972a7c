package repo

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// A commit is what a commit object says.
type commit struct {
	hash      hash
	tree      hash
	parents   []hash
	author    Author
	committer Author
	message   string
}

// commit reads a commit object.
func (o *objects) commit(h hash) (*commit, error) {
	data, err := o.read(h, plumbing.CommitObject)
	if err != nil {
		return nil, err
	}
	c, err := parseCommit(data)
	if err != nil {
		return nil, damaged("commit %s is garbled", h)
	}
	c.hash = h
	return c, nil
}

func parseCommit(data []byte) (*commit, error) {
	c := &commit{}
	head, message, _ := bytes.Cut(data, []byte("\n\n"))
	c.message = string(message)
	for i, line := range strings.Split(string(head), "\n") {
		key, value, _ := strings.Cut(line, " ")
		if i == 0 && key != "tree" {
			return nil, errNoObject
		}
		switch key {
		case "tree", "parent":
			if !plumbing.IsHash(value) || len(value) != 40 {
				return nil, errNoObject
			}
			if key == "tree" {
				c.tree = plumbing.NewHash(value)
			} else {
				c.parents = append(c.parents, plumbing.NewHash(value))
			}
		case "author":
			c.author = parseAuthor(value)
		case "committer":
			c.committer = parseAuthor(value)
		}
	}
	return c, nil
}

// encode is the commit as an object, decoded again and compared.
func (c *commit) encode() (object, error) {
	if strings.ContainsRune(c.message, 0) {
		return object{}, &Error{Kind: Failed, Message: "a commit message cannot hold a NUL character"}
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "tree %s\n", c.tree)
	for _, p := range c.parents {
		fmt.Fprintf(&b, "parent %s\n", p)
	}
	fmt.Fprintf(&b, "author %s\ncommitter %s\n\n%s", c.author.line(), c.committer.line(), c.message)
	again, err := parseCommit(b.Bytes())
	if err != nil || again.tree != c.tree || len(again.parents) != len(c.parents) || again.message != c.message ||
		again.author.line() != c.author.line() || again.committer.line() != c.committer.line() {
		return object{}, &Error{Kind: Failed, Message: "the commit does not decode to what was encoded"}
	}
	return newObject(plumbing.CommitObject, b.Bytes()), nil
}

// subject is the first line of a message.
func subject(message string) string {
	line, _, _ := strings.Cut(strings.TrimLeft(message, "\n"), "\n")
	return strings.TrimSpace(line)
}
