package network

import (
	"strings"

	"unmn/pkg/record"
)

const whyDayOfID = "The id of what happened on a day begins with the day, so that lists, folders and letters have it in the order of time."

// dayOfID reports an id that begins with another day than that of its record.
func dayOfID(id record.ID, day string, path func(record.ID) string, report record.Reporter) {
	if strings.HasPrefix(string(id), day+"-") || string(id) == day {
		return
	}
	report.At("date").Hint("name the file after the day, such as `git mv %s %s`", path(id), path(record.ID(day+"-title"))).
		Problem("it is of %s, and its id is %q", day, id)
}
