//go:build unix

// Command bench measures unmn as a whole process against what people would use
// otherwise, on registers of several sizes that it makes for the purpose.
//
//	go run ./bench                              registers of 100 to 100 000 meetings
//	go run ./bench -sizes 10000 -pairs 25
//	go run ./bench -sizes 1000 -only change     only the works whose name begins so
//	go run ./bench -json >measured.json
//	go run ./bench -keep DIR                    keep the registers there, and use those that are there
//
// Each work is done by unmn (A) and by the other (B) in turn, A B A B and so on, so
// that the ratio of a pair holds when the machine's speed drifts. What is told is
// the median of the pairs' ratios with the middle half of them beside it, of the
// time by the clock and of the processor's; and the largest memory of either.
//
// Both sides are whole processes, started without a shell: loading, checking and
// fsync are in it. "The bytes" is this program started again to do nothing but read
// every file below records/. A register is meetings with attendance, agenda and
// minutes, spread over a hundred years, entered in some fifty commits and packed.
// It needs git, the go command, and for 100 000 meetings about 2 GB of space in the
// temporary folder, which it leaves as it was. "Minutes, DOCX" is this program started
// again as well, to make Word files of the minutes in a register; what is told of them is
// one document. ajv-cli and Python's jsonschema are
// measured where they are installed. It judges nothing.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// options are what the command line says.
type options struct {
	sizes []int
	pairs int
	only  string
	keep  string
	json  bool
}

func main() {
	var o options
	sizes := flag.String("sizes", "100,1000,10000,100000", "numbers of meetings, separated by commas")
	flag.IntVar(&o.pairs, "pairs", 9, "pairs of runs of each work")
	flag.StringVar(&o.only, "only", "", "only the works whose name begins with this")
	flag.StringVar(&o.keep, "keep", "", "folder in which the registers are kept")
	flag.BoolVar(&o.json, "json", false, "print what was measured as JSON")
	bytes := flag.String("bytes", "", "read the files below this folder and do nothing else")
	docx := flag.String("docx", "", "make Word files of the minutes of this register and do nothing else")
	flag.Parse()
	err := o.parse(*sizes)
	switch {
	case err != nil:
	case *bytes != "":
		err = readAll(*bytes)
	case *docx != "":
		err = writeDocuments(context.Background(), *docx, o.sizes[0])
	default:
		err = run(o)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func (o *options) parse(sizes string) error {
	for _, word := range strings.Split(sizes, ",") {
		n, err := strconv.Atoi(word)
		if err != nil || n < 1 {
			return fmt.Errorf("%q is no number of meetings", word)
		}
		o.sizes = append(o.sizes, n)
	}
	if o.pairs < 1 {
		return fmt.Errorf("%d pairs measure nothing", o.pairs)
	}
	return nil
}

// run measures every work on every register.
func run(o options) error {
	dir, err := os.MkdirTemp("", "unmn-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a folder of our own in the temporary one
	program := filepath.Join(dir, "unmn")
	// As releases are built: statically, without symbols.
	if err := command(".", "env", "CGO_ENABLED=0", "go", "build", "-trimpath", "-ldflags=-s -w", "-o", program, "./cmd/unmn"); err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	kept := o.keep
	if kept == "" {
		kept = dir
	}
	out := newReport(o)
	for _, n := range o.sizes {
		home, err := registerOf(kept, program, n)
		if err != nil {
			return err
		}
		b := bench{options: o, size: n, dir: dir, home: home, unmn: program, self: self, report: out}
		if err := b.all(); err != nil {
			return err
		}
		if o.keep == "" {
			if err := os.RemoveAll(home); err != nil {
				return err
			}
		}
	}
	return out.end()
}
