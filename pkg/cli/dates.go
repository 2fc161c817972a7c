package cli

import "unmn/pkg/doc"

// dateFlag is a flag that takes a day, "2026-05-14".
type dateFlag struct{ doc.Date }

// Set reads the day.
func (d *dateFlag) Set(text string) error { return d.UnmarshalText([]byte(text)) }

// String is the day.
func (d *dateFlag) String() string { return string(d.Date) }

// Type is what help calls the value.
func (d *dateFlag) Type() string { return "date" }
