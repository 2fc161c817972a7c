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
	signature string // in its armour, "" without one
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
	last := ""
	for i, line := range strings.Split(string(head), "\n") {
		key, value, _ := strings.Cut(line, " ")
		if key == "" && last == "gpgsig" {
			c.signature += "\n" + value
			continue
		}
		last = key
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
		case "gpgsig":
			c.signature = value
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
	fmt.Fprintf(&b, "author %s\ncommitter %s\n", c.author.line(), c.committer.line())
	if c.signature != "" {
		fmt.Fprintf(&b, "gpgsig %s\n", strings.ReplaceAll(c.signature, "\n", "\n "))
	}
	b.WriteString("\n" + c.message)
	again, err := parseCommit(b.Bytes())
	if err != nil || again.tree != c.tree || len(again.parents) != len(c.parents) || again.message != c.message || again.signature != c.signature ||
		again.author.line() != c.author.line() || again.committer.line() != c.committer.line() {
		return object{}, &Error{Kind: Failed, Message: "the commit does not decode to what was encoded"}
	}
	return newObject(plumbing.CommitObject, b.Bytes()), nil
}

// commitObject is the commit as an object; errUnsigned when it lacks its signature.
func (t *transaction) commitObject(set settings, root hash) (object, error) {
	c, err := t.newCommit(set, root)
	if err != nil {
		return object{}, err
	}
	if t.signer != nil {
		if !t.signs(c) {
			return object{}, errUnsigned
		}
		c = t.signed
	}
	return c.encode()
}

func (t *transaction) newCommit(set settings, root hash) (*commit, error) {
	c := &commit{tree: root, author: t.by, message: strings.ToValidUTF8(t.change.Message(), "\uFFFD")}
	if !t.head.hash.IsZero() {
		c.parents = []hash{t.head.hash}
	}
	c.author.Name, c.author.Email = clean(t.by.Name), clean(t.by.Email)
	if c.author.Name == "" || c.author.Email == "" {
		return nil, &Error{Kind: NoIdentity, Message: "there is no name or e-mail address to record with the change",
			Hint: "say who you are with `git config --global user.name \"Your Name\"`"}
	}
	if c.author.When.IsZero() {
		c.author.When = t.r.env.Now()
	}
	var err error
	c.committer, err = t.r.committer(set, t.by)
	return c, err
}

func (t *transaction) reflog(j *journal, obj object) string {
	c, err := parseCommit(obj.data)
	if err != nil {
		return ""
	}
	how := "commit: "
	if j.Old.IsZero() {
		how = "commit (initial): "
	}
	return reflogLine(j.Old, j.New, c.committer, how+subject(c.message))
}

// subject is the first line of a message.
func subject(message string) string {
	line, _, _ := strings.Cut(strings.TrimLeft(message, "\n"), "\n")
	return strings.TrimSpace(line)
}
