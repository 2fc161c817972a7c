package network

import "unmn/pkg/record"

var groupType = record.Of(Groups, groupChecks, groupColumns)

var groupChecks = []record.Check[Group]{}

