//go:build unix

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"slices"
)

// A report is what was measured: printed a line at a time, or at the end as JSON.
type report struct {
	json    bool
	Machine string   `json:"machine"`
	Pairs   int      `json:"pairs"`
	Results []result `json:"results"`
}

// A result is one work on one register. Times are milliseconds and memory MB,
// medians; ratios are A/B, medians of the pairs with the quartiles beside them.
type result struct {
	Meetings int     `json:"meetings"`
	Work     string  `json:"work"`
	Against  string  `json:"against"`
	Skipped  string  `json:"skipped,omitempty"`
	Wall     ratio   `json:"wall"`
	CPU      ratio   `json:"cpu"`
	Peak     ratio   `json:"peak"`
	WallA    float64 `json:"wall_a_ms"`
	WallB    float64 `json:"wall_b_ms"`
	PeakA    float64 `json:"peak_a_mb"`
	PeakB    float64 `json:"peak_b_mb"`
}

// A ratio is a median with the middle half of what was measured.
type ratio struct {
	Low    float64 `json:"low"`
	Median float64 `json:"median"`
	High   float64 `json:"high"`
}

func (r ratio) String() string { return fmt.Sprintf("%.2f (%.2f-%.2f)", r.Median, r.Low, r.High) }

func newReport(o options) *report {
	r := &report{json: o.json, Pairs: o.pairs, Machine: fmt.Sprintf("%s/%s, %d processors", runtime.GOOS, runtime.GOARCH, runtime.NumCPU())}
	if !r.json {
		fmt.Printf("unmn (A) against others (B): medians of %d pairs at most, the middle half in brackets; %s\n", r.Pairs, r.Machine)
		fmt.Printf("%8s  %-20s  %-22s  %18s  %18s  %9s %9s  %7s %7s\n", "meetings", "work", "against", "A/B wall", "A/B cpu", "A ms", "B ms", "A MB", "B MB")
	}
	return r
}

func (r *report) add(size int, w work, as, bs []sample) error {
	wall, cpu, peak := func(s sample) float64 { return s.wall }, func(s sample) float64 { return s.cpu }, func(s sample) float64 { return s.peak }
	return r.put(result{
		Meetings: size, Work: w.name, Against: w.other,
		Wall: ratios(as, bs, wall), CPU: ratios(as, bs, cpu), Peak: ratios(as, bs, peak),
		WallA: of(as, wall).Median, WallB: of(bs, wall).Median, PeakA: of(as, peak).Median, PeakB: of(bs, peak).Median,
	})
}

func (r *report) skipped(size int, w work) error {
	return r.put(result{Meetings: size, Work: w.name, Against: w.other, Skipped: w.skip})
}

func (r *report) put(x result) error {
	r.Results = append(r.Results, x)
	switch {
	case r.json:
		return nil
	case x.Skipped != "":
		_, err := fmt.Printf("%8d  %-20s  %-22s  %s\n", x.Meetings, x.Work, x.Against, x.Skipped)
		return err
	}
	_, err := fmt.Printf("%8d  %-20s  %-22s  %18s  %18s  %9.1f %9.1f  %7.1f %7.1f\n",
		x.Meetings, x.Work, x.Against, x.Wall, x.CPU, x.WallA, x.WallB, x.PeakA, x.PeakB)
	return err
}

// end prints what has been waiting for the end.
func (r *report) end() error {
	if !r.json {
		return nil
	}
	out := json.NewEncoder(os.Stdout)
	out.SetIndent("", "  ")
	return out.Encode(r)
}

// ratios are those of the pairs, of one measure.
func ratios(as, bs []sample, measure func(sample) float64) ratio {
	v := make([]float64, len(as))
	for i := range as {
		// The system counts the time of short processes in coarse steps.
		v[i] = measure(as[i]) / max(measure(bs[i]), 0.01)
	}
	return quartiles(v)
}

func of(s []sample, measure func(sample) float64) ratio {
	v := make([]float64, len(s))
	for i := range s {
		v[i] = measure(s[i])
	}
	return quartiles(v)
}

func quartiles(v []float64) ratio {
	s := slices.Sorted(slices.Values(v))
	return ratio{s[len(s)/4], s[len(s)/2], s[len(s)*3/4]}
}
