package network

import "unmn/pkg/record"

var actionType = record.Of(Actions, actionChecks, actionColumns)

var actionChecks = []record.Check[Action]{}

