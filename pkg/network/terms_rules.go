package network

import "unmn/pkg/record"

var termsType = record.Of(TermsKind, termsChecks, termsColumns)

var termsChecks = []record.Check[Terms]{}

