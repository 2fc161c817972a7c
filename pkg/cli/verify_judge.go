package cli

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"unmn/pkg/network"
	"unmn/pkg/render"
	"unmn/pkg/repo"
	"unmn/pkg/word"
)

// How a file stands to the register.
const (
	fileMatches    = "matches"    // what the newest records give, to the byte
	fileOlder      = "older"      // what the commit that it names gives, to the byte
	fileSent       = "sent"       // what a circulation says was sent, by its hash, and not to be proved otherwise
	fileResaved    = "resaved"    // the words that its commit gives, in other bytes
	fileAltered    = "altered"    // other words than its commit gives
	fileUnknown    = "unknown"    // none of this register, or that cannot be told
	fileUnreadable = "unreadable" // no document, or it cannot be read
)

// An examined is what was found out of one file.
type examined struct {
	name        string // as the user wrote it
	result      string
	says        string // in a sentence, of which the file is the subject
	next        string // a command; may be empty
	copy        copyRead
	recipe      render.Recipe
	recorded    time.Time // of the commit that it was made of; zero while there is none
	sent        []sentAs
	since       movedOn
	differences []render.Difference
	made        *enclosure // what its commit gives
}

// A verifier examines files against one state of the register.
type verifier struct {
	*app
	repo   *repo.Repo
	head   registerAt
	sent   map[network.FileHash][]sentAs
	letter *word.Template // what the user named; nil for none
}

// examine finds out how a file stands to the register. Its error is one of the
// repository; whatever is wrong with the file is in what it says.
func (v *verifier) examine(ctx context.Context, name string) (examined, error) {
	e := examined{name: name, result: fileUnreadable}
	data, err := v.namedFile(name, word.MaxFile)
	switch {
	case isMissing(err):
		e.says = "there is no such file"
		return e, nil
	case err != nil:
		e.says = "cannot be read: " + err.Error()
		return e, nil
	}
	e.sent = v.sent[hashOf(data)]
	if e.copy, err = readCopy(name, data); err != nil {
		e.says = "cannot be verified: " + err.Error()
	} else if err := v.trace(ctx, &e, data); err != nil {
		return e, err
	}
	if len(e.sent) > 0 && e.result != fileMatches && e.result != fileOlder {
		// The record of the dispatch proves it, whatever this program makes of it today.
		e.result, e.says, e.next, e.differences = fileSent, "", "", nil
	}
	return e, nil
}

// trace reads of what the document says it was made, makes it again and compares.
func (v *verifier) trace(ctx context.Context, e *examined, data []byte) error {
	e.result = fileUnknown
	if e.says = e.readRecipe(); e.says != "" {
		return nil
	}
	from, problem, err := v.origin(ctx, e.recipe.Commit)
	if err != nil || problem != "" {
		e.says = problem
		return err
	}
	if id := e.recipe.Circulation; id != "" { // it says what the commit left that recorded this
		if from.set, from.snap, err = v.app.asDispatched(ctx, id); err != nil {
			e.says = "was made for the circulation " + string(id) + ", which cannot be read: " + err.Error()
			return nil
		}
	}
	e.recorded = from.snap.When().In(v.head.zone())
	page, sum, problem := v.again(ctx, from, e)
	if problem != "" {
		e.says = problem
		return nil
	}
	judge(e, data, page, sum)
	if e.result == fileAltered || e.result == fileResaved {
		e.next = "unmn verify " + argument(e.name) + " --out again"
	}
	if e.result == fileOlder && e.recipe.Commit == v.head.snap.Hash() {
		e.result = fileMatches
	}
	if e.result != fileOlder && e.result != fileResaved {
		return nil
	}
	if e.since, err = v.movedOn(ctx, from, e, sum); e.result == fileOlder && e.since.changes > 0 {
		e.next = strings.TrimSpace("unmn log " + e.record())
	}
	return err
}

// readRecipe reads the properties of the file, or says why it cannot be one of unmn's.
func (e *examined) readRecipe() (problem string) {
	recipe, has, err := render.ParseProperties(e.copy.properties)
	switch {
	case !has && e.copy.format == "pdf":
		return "cannot be read as a PDF made by unmn: another program made it, or saved it again without its properties"
	case !has:
		return "has no properties of unmn: it is none of its documents, or another program dropped them"
	case err != nil:
		return "cannot be traced to its commit: " + err.Error()
	}
	e.recipe = recipe
	return ""
}

// origin is the register at the commit that a document names, or says why it is not to
// be had.
func (v *verifier) origin(ctx context.Context, commit string) (at registerAt, problem string, err error) {
	at.set, at.snap, err = v.recordedAt(ctx, network.CommitHash(commit))
	switch {
	case repo.KindOf(err) == repo.NoRevision:
		return at, "names the commit " + short(commit) + ", which this repository does not have: it is of another register, or of changes that have not come here", nil
	case err != nil && at.snap == nil:
		return at, "", err
	case err != nil:
		return at, "names the commit " + short(commit) + ", whose records cannot be read: " + err.Error(), nil
	}
	ours, err := v.repo.Contains(ctx, v.head.snap, at.snap)
	if err != nil {
		return at, "", err
	}
	if !ours {
		return at, "names the commit " + short(commit) + ", which lies beside the history of this register: it was never recorded here, or was taken back", nil
	}
	if commit == v.head.snap.Hash() {
		return v.head, "", nil
	}
	return at, "", nil
}

// again makes the document again of its commit, with the hash of its text; or it says
// why that cannot be done.
func (v *verifier) again(ctx context.Context, from registerAt, e *examined) (page []byte, sum network.FileHash, problem string) {
	as, err := documentFormatOf(e.copy.format, documentFormats(), nil)
	if err != nil {
		return nil, "", err.Error()
	}
	letter, problem := v.letterhead(from, e)
	if problem != "" {
		return nil, "", problem
	}
	document, page, err := v.app.made(ctx, from.set, from.snap, e.recipe.Request, as, letter)
	if err != nil {
		return nil, "", "cannot be made again from its commit " + short(e.recipe.Commit) + ": " + err.Error()
	}
	name := string(e.recipe.Document)
	if e.recipe.Subject != "" {
		name += "-" + string(e.recipe.Subject)
	}
	name += "." + document.Lang + "." + as.name
	e.made = &enclosure{network.SentFile{Name: name, Language: e.recipe.Lang, SHA256: hashOf(page)}, document.Title, page}
	return page, hashOf([]byte(document.Body())), ""
}

// letterhead is the template for Word that a document was made by, nil where it is that
// of the commit or the program's own.
func (v *verifier) letterhead(from registerAt, e *examined) (*word.Template, string) {
	want := string(e.recipe.Template)
	if e.copy.format != wordFormat || want == "" {
		return nil, ""
	}
	if v.letter != nil && v.letter.SHA256() == want {
		return v.letter, ""
	}
	own, err := v.ownTemplates(from.snap)
	if err == nil {
		var t *word.Template
		if t, err = own.WordTemplate(); err == nil && t.SHA256() == want {
			return nil, ""
		}
	}
	e.next = "unmn verify " + argument(e.name) + " --template-file TEMPLATE.docx"
	return nil, "was made by a template for Word that the register does not have (its hash begins with " + want[:8] + "): without it nothing can be told"
}

// judge compares a document with what its commit gives, of which sum is the hash of the
// text. A document states the hash of its text too, and whoever alters both can make
// them agree: the hash never proves that a text is genuine, only that it is not.
func judge(e *examined, found, made []byte, sum network.FileHash) {
	if bytes.Equal(found, made) {
		e.result, e.says = fileOlder, ""
		return
	}
	other, err := readCopy(e.name, made)
	if err != nil { // what was made here can be read here
		e.says = err.Error()
		return
	}
	e.differences = render.Differences(e.copy.passages, other.passages)
	same := len(e.differences) == 0 && (e.copy.format != "html" || e.copy.text == other.text)
	agrees := e.recipe.SHA256 == sum
	switch {
	case e.copy.format == "pdf" && !agrees:
		e.says = otherVersion
	case e.copy.format == "pdf":
		e.result, e.says = fileAltered, alteredPDF(e, bytes.HasPrefix(found, made))
	case same:
		e.result = fileResaved
	case e.copy.format == "md" && hashOf([]byte(e.copy.text)) != e.recipe.SHA256, agrees:
		e.result, e.says = fileAltered, alteredWords(e)
	default:
		e.says = otherVersion + "; the first difference: " + e.firstDifference()
	}
}

// otherVersion is said where a document does not state the hash that its commit gives.
const otherVersion = "was made by another version of this program or of its templates, or was altered together with its properties: made again from its commit it has another text than it states, and which of them it is cannot be told"

// alteredWords says where the words of a document differ.
func alteredWords(e *examined) string {
	switch more := len(e.differences) - 1; {
	case more < 0:
		return "was altered: the words are the same, but what stands between them is not"
	case more == 0:
		return "was altered: " + e.firstDifference()
	default:
		return "was altered: " + e.firstDifference() + "; " + plural(more, "difference") + " more"
	}
}

// firstDifference is it in a sentence.
func (e *examined) firstDifference() string {
	at := slices.IndexFunc(e.differences, func(d render.Difference) bool { return d.Found+d.Made != "" })
	if at < 0 {
		return "empty lines are others, and no words"
	}
	d := e.differences[at]
	place := e.copy.unit + " " + strconv.Itoa(d.At)
	switch d.Under {
	case "":
	case aroundText, linksOf, activeOf:
		place = "in " + d.Under + " it"
	default:
		place += fmt.Sprintf(", under %q,", cut(d.Under))
	}
	found, made := around(d.Found, d.Made)
	switch {
	case d.Found == "":
		return fmt.Sprintf("%s lacks %q", place, cut(d.Made))
	case d.Made == "":
		return fmt.Sprintf("%s has %q, which the register does not", place, cut(d.Found))
	}
	return fmt.Sprintf("%s has %q where the register has %q", place, cut(found), cut(made))
}

// cut is a passage that is short enough for a sentence.
func cut(text string) string { return shorten(text, 60) }

// alteredPDF says what is known of a PDF whose bytes are others.
func alteredPDF(e *examined, longer bool) string {
	switch {
	case longer:
		return "was changed: it begins as its commit gives it, and something was added behind: notes, a signature, other pages"
	case e.copy.program != "":
		return fmt.Sprintf("was altered, or only saved again by %q: its bytes are not those that its commit gives, and a PDF is not compared word by word", e.copy.program)
	}
	return "was altered or saved again: its bytes are not those that its commit gives, and a PDF is not compared word by word"
}

// record is the record that the document is of, "" where it is of many.
func (e *examined) record() string {
	kind := e.recipe.Document.Subject()
	if kind == "" || e.recipe.Subject == "" {
		return ""
	}
	return kind + "/" + string(e.recipe.Subject)
}

// of is what the document is of, in words.
func (e *examined) of() string {
	switch {
	case e.record() != "":
		return e.record()
	case e.recipe.Document == render.MemberList:
		return "the members"
	case e.recipe.Document == render.PartnerList:
		return "the partners"
	case e.recipe.Document == render.UpdateDigest:
		return "the updates"
	}
	return "the records"
}
