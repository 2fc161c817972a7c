package repo

import (
	"os"
	"slices"
	"testing"
)

func TestADiaryIsOfOneProcessAndKeepsItsLines(t *testing.T) {
	r := started(t).open()
	d, err := r.OpenDiary("mails")
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Add("trying %s\n", "undp"); err != nil {
		t.Fatal(err)
	}
	if _, err := r.OpenDiary("mails"); KindOf(err) != Busy {
		t.Errorf("a second process gets %v", err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	// A process that died left half a line.
	f, err := os.OpenFile(r.gitPath(diaryDir+"/mails"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString("reach"); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	d, err = r.OpenDiary("mails")
	if err != nil {
		t.Fatal(err)
	}
	if got := d.Lines(); !slices.Equal(got, []string{"trying undp"}) {
		t.Errorf("it says %q", got)
	}
	if err := d.Add("reached undp"); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	d, err = r.OpenDiary("mails")
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close() //nolint:errcheck // the test ends
	if got := d.Lines(); !slices.Contains(got, "reached undp") {
		t.Errorf("a line after a torn one is lost: %q", got)
	}
	if err := d.End(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(r.gitPath(diaryDir + "/mails")); !os.IsNotExist(err) {
		t.Errorf("it is still there: %v", err)
	}
}
