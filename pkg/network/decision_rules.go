package network

import "unmn/pkg/record"

var decisionType = record.Of(Decisions, decisionChecks, decisionColumns)

var decisionChecks = []record.Check[Decision]{}

