package pkg

import (
	"go/ast"
	"slices"
	"strings"
	"testing"
)

// reaching are the functions of package os that open, change or look at a file by a
// path that the system resolves, through links to wherever they lead.
var reaching = []string{"Chdir", "Chmod", "Chtimes", "CopyFS", "Create", "CreateTemp", "DirFS", "Link", "Lstat", "Mkdir", "MkdirAll", "MkdirTemp",
	"Open", "OpenFile", "OpenRoot", "OpenInRoot", "ReadDir", "ReadFile", "Readlink", "Remove", "RemoveAll", "Rename", "Stat", "Symlink", "Truncate", "WriteFile"}

// allowed says, file by file, which of them the program uses and why that cannot lead
// out of the repository. What lies in the work tree is reached through os.Root alone.
var allowed = map[string]struct {
	functions []string
	why       string
}{
	"pkg/repo/repo.go":        {[]string{"OpenRoot"}, "the root of the work tree itself"},
	"pkg/repo/keep.go":        {[]string{"OpenRoot"}, "the root of the git directory"},
	"pkg/repo/disk.go":        {[]string{"OpenFile", "Link", "Remove", "Mkdir", "Stat"}, "writes in the git directory, where git itself follows paths; asked for faults in tests"},
	"pkg/repo/system_unix.go": {[]string{"Rename", "Open", "Lstat"}, "the same, as the system has it"},
	"pkg/repo/head.go":        {[]string{"Lstat", "Open", "Readlink"}, "refs in the git directory"},
	"pkg/repo/reflog.go":      {[]string{"Lstat"}, "reflogs in the git directory"},
	"pkg/repo/lock.go":        {[]string{"Lstat"}, "lock files in the git directory; links are seen, not followed"},
	"pkg/repo/recover.go":     {[]string{"Lstat"}, "the program's own folder in the git directory"},
	"pkg/repo/index.go":       {[]string{"Open"}, "the index in the git directory"},
	"pkg/repo/objects.go":     {[]string{"Open", "ReadDir", "Lstat"}, "objects, named by their hashes"},
	"pkg/repo/pack.go":        {[]string{"Open"}, "packs of objects"},
	"pkg/repo/revision.go":    {[]string{"Open"}, "the list of shallow commits"},
	"pkg/repo/settings.go":    {[]string{"OpenFile"}, "git's configuration, which may lie anywhere; pipes and devices are not waited for"},
	"pkg/repo/preflight.go":   {[]string{"Lstat", "Stat"}, "marks of what git has begun, in the git directory"},
	"pkg/repo/layout.go":      {[]string{"Lstat", "Stat", "ReadDir"}, "looking for the repository, before there is a root; the names of objects and packs"},
	"pkg/repo/alternates.go":  {[]string{"Stat"}, "folders of objects to borrow, outside as git has it; what is read there has the hash it is named by"},
	"pkg/repo/branches.go":    {[]string{"ReadDir", "Lstat"}, "the list of work trees in the git directory, and whether they are there"},
	"pkg/repo/cleaning.go":    {[]string{"Lstat"}, "git's gc.pid; links are seen, not followed"},
	"pkg/repo/diagnose.go":    {[]string{"Open", "Lstat"}, "lock files in the git directory"},
	"pkg/repo/signing.go":     {[]string{"MkdirTemp", "ReadFile", "WriteFile", "RemoveAll"}, "a temporary folder of the signature's own"},
	"pkg/repo/init.go":        {[]string{"ReadDir", "Lstat", "Stat"}, "a folder that is no repository yet"},

	"pkg/cli/config.go":       {[]string{"OpenRoot"}, "the folders that preferences are in"},
	"pkg/cli/init.go":         {[]string{"Stat", "DirFS"}, "the folder a user begins a register from"},
	"pkg/cli/decision.go":     {[]string{"ReadFile"}, "the table a user names"},
	"pkg/cli/prose.go":        {[]string{"ReadFile"}, "the text a user names"},
	"pkg/cli/demo.go":         {[]string{"ReadDir", "MkdirAll", "WriteFile"}, "a folder that the command has just made or found empty"},
	"pkg/cli/editor.go":       {[]string{"MkdirTemp", "ReadFile", "WriteFile", "RemoveAll"}, "a temporary folder of the command's own"},
	"pkg/cli/mail_server.go":  {[]string{"ReadFile"}, "the certificates that the user's own preferences name"},
	"pkg/cli/parcel.go":       {[]string{"MkdirAll", "WriteFile"}, "the folder a user names with --out; never that of the records or of git"},
	"pkg/cli/minutes_take.go": {[]string{"ReadFile", "CreateTemp"}, "the file of notes a user names; a temporary file"},
	"pkg/cli/named_file.go":   {[]string{"Stat", "Open"}, "a template for Word or a document that a user names, to be read"},
	"pkg/cli/template_new.go": {[]string{"Lstat", "CreateTemp", "Rename", "Remove"}, "the new file a user names, and one beside it until it is whole"},
	"pkg/cli/render.go":       {[]string{"WriteFile"}, "the file a user names with --output; never one of the records or of git"},
}

// Nothing that a record, a template or a link in a repository says may make the
// program read or write outside of it.
func TestFilesAreReachedThroughARoot(t *testing.T) {
	used := map[string][]string{}
	for _, src := range sources(t) {
		if src.test || !strings.HasPrefix(src.dir, "pkg/") && src.dir != "cmd/unmn" && src.dir != "templates" {
			continue
		}
		ast.Inspect(src.file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			x, ok := sel.X.(*ast.Ident)
			if !ok || x.Name != "os" || x.Obj != nil || !slices.Contains(reaching, sel.Sel.Name) {
				return true
			}
			if used[src.path] = append(used[src.path], sel.Sel.Name); !slices.Contains(allowed[src.path].functions, sel.Sel.Name) {
				t.Errorf("%s: os.%s follows links wherever they lead; reach files of the repository through repo.Repo, and say in files_test.go why another path is safe", src.at(n), sel.Sel.Name)
			}
			return true
		})
	}
	for path, row := range allowed {
		for _, name := range row.functions {
			if !slices.Contains(used[path], name) {
				t.Errorf("%s does not use os.%s; take it out of the list", path, name)
			}
		}
		if row.why == "" {
			t.Errorf("%s: say why", path)
		}
	}
}
