package network

import "strings"

// A need is something that a new record cannot do without.
type need struct {
	missing bool
	what    string // in words, with the flag that gives it
}

// needs is the error of everything a new record lacks, told at once; nil when it
// lacks nothing.
func needs(record string, all ...need) error {
	var lacks []string
	for _, n := range all {
		if n.missing {
			lacks = append(lacks, n.what)
		}
	}
	if lacks == nil {
		return nil
	}
	return usage("%s needs %s", record, strings.Join(lacks, ", "))
}
