package doc

import (
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

var codePoint = regexp.MustCompile(`<([0-9A-F]{1,6})>`)

// Everything that a file may not hold is found in one go, each at its place.
func TestHostileFiles(t *testing.T) {
	ar, err := txtar.ParseFile(filepath.Join("testdata", "hostile.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	if len(ar.Files) < 40 || len(ar.Files)%2 != 0 {
		t.Fatalf("%d files", len(ar.Files))
	}
	for i := 0; i < len(ar.Files); i += 2 {
		in, want := ar.Files[i], ar.Files[i+1]
		name := strings.TrimSuffix(in.Name, ".yaml")
		if want.Name != name+".want" {
			t.Fatalf("%s follows %s", want.Name, in.Name)
		}
		t.Run(name, func(t *testing.T) {
			text := codePoint.ReplaceAllStringFunc(string(in.Data), func(s string) string {
				r, err := strconv.ParseUint(s[1:len(s)-1], 16, 32)
				if err != nil {
					t.Fatal(err)
				}
				return string(rune(r))
			})
			var s sample
			var got strings.Builder
			for _, p := range Decode("x", []byte(text), sampleShape, &s).Sort() {
				got.WriteString(strings.TrimPrefix(p.String(), "x:") + "\n")
			}
			if got.String() != string(want.Data) {
				t.Errorf("got\n%s\nwant\n%s", got.String(), want.Data)
			}
		})
	}
}
