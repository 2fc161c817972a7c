package network

import "unmn/pkg/record"

var memberType = record.Of(Members, memberChecks, memberColumns)

var memberChecks = []record.Check[Member]{}

