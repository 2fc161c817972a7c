package render_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"unmn/pkg/network"
	"unmn/pkg/word"
)

// What another program opens and saves is not edited by that.
func TestLibreOfficeEditsNothing(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if os.Getenv("UNMN_READERS") == "" {
		t.Skip("it takes its time; set UNMN_READERS=all")
	}
	if err != nil {
		t.Fatal("soffice is not on this machine")
	}
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	set := register(t, nil)
	for _, lang := range languages {
		base := traced(t, set, lang, network.ForCoChairs)
		dir, home := t.TempDir(), t.TempDir()
		name := filepath.Join(dir, "minutes.docx")
		var made bytes.Buffer
		if err := base.Document.Word(&made); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, made.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		out, err := exec.CommandContext(ctx, soffice, "-env:UserInstallation=file://"+filepath.ToSlash(home), "--headless", "--convert-to", "docx", "--outdir", filepath.Join(dir, "saved"), name).CombinedOutput()
		if err != nil {
			t.Fatalf("soffice: %v\n%s", err, out)
		}
		data, err := os.ReadFile(filepath.Join(dir, "saved", "minutes.docx"))
		if err != nil {
			t.Fatal(err)
		}
		back, err := word.ReadEdited("minutes.docx", data)
		if err != nil {
			t.Fatal(err)
		}
		if back.Property("unmn-records") == "" {
			t.Errorf("%s: the properties are gone", lang)
		}
		for _, e := range base.Edits(back) {
			t.Errorf("%s: %s: %s %q became %q", lang, e.Place, e.Kind, e.Old, e.New)
		}
	}
}
