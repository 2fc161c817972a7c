package network

import (
	"fmt"

	"unmn/pkg/record"
)

// ReportOptions describe what the secretariat writes for a year.
type ReportOptions struct {
	Year   record.ID // mandatory: "2026"
	Report Report    // any field; PreparedBy is the secretariat when empty
}

// NewReport begins the report of a year; it is written with edit.
func NewReport(s *record.Set, o ReportOptions) (*record.Change, record.ID, error) {
	d := s.Draft()
	if o.Year == "" || o.Year.Year() != string(o.Year) {
		return nil, "", usage("%q is no year: write it as 2026", o.Year)
	}
	r := o.Report
	if r.PreparedBy == "" {
		r.PreparedBy = record.Key(Networks.One(d).Secretariat)
	}
	id, err := newID(d, Reports, o.Year, "", "")
	if err != nil {
		return nil, "", err
	}
	if err := Reports.Create(d, id, r); err != nil {
		return nil, "", err
	}
	c, err := d.Change(fmt.Sprintf("report %s: begin", id))
	return c, id, err
}
