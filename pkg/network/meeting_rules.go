package network

import "unmn/pkg/record"

var meetingType = record.Of(Meetings, meetingChecks, meetingColumns)

var meetingChecks = []record.Check[Meeting]{}

