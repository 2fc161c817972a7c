package network

import "unmn/pkg/record"

var workplanStates = record.States{Field: statusField, Arrows: []record.Arrow{
	{To: "draft", By: "unmn workplan new PERIOD"},
	{From: "draft", To: "adopted", By: "unmn workplan adopt ID --decision DECISION", Only: true},
}}

// activityStates are those of the activities of a workplan, which are no kind of
// their own. What was completed or discontinued stays so: what is taken up again is
// an activity of its own.
var activityStates = record.States{Field: statusField, Arrows: []record.Arrow{
	{To: "yet-to-start", By: "unmn workplan add ID TITLE"},
	{From: "yet-to-start", To: "ongoing", By: "unmn workplan progress ID ACTIVITY NOTE"},
	{From: "yet-to-start", To: "completed", By: "unmn workplan progress ID ACTIVITY NOTE --status completed"},
	{From: "yet-to-start", To: "discontinued", By: "unmn workplan progress ID ACTIVITY NOTE --status discontinued"},
	{From: "ongoing", To: "completed", By: "unmn workplan progress ID ACTIVITY NOTE --status completed"},
	{From: "ongoing", To: "discontinued", By: "unmn workplan progress ID ACTIVITY NOTE --status discontinued"},
}}
