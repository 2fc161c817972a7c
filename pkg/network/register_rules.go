package network

import "unmn/pkg/record"

var networkType = record.Of(Networks, networkChecks, networkColumns)

var networkChecks = []record.Check[Network]{}

