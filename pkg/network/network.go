// Package network is the Network itself: one file per type of record with its
// fields, its rules and its operations.
//
// Operations are plans: pure functions from a [record.Set] to a [record.Change].
// Rules are checks: pure, named, with the reason for them. Nothing here knows git,
// a clock, a terminal or a disk; what day it is comes in as a parameter.
//
// Use it to ask questions of a register and to plan changes to it. Rules and
// operations know rule names and parameters of the network record, never ids of
// clauses: the terms of reference of a country join clauses to rules by name, so
// that another country is two files and no code.
//
// What depends on the day is the third idea with a day: an [Obligation] is named, sourced
// and pure as a check is, but it is asked of the Set as a whole, because what it misses
// most often is a record that is not there; and what it yields is no problem but a
// [Finding]: who had to do what by when, how it stands with it, and what proves it.
// Nothing of that is stored. No check asks for the day, and no obligation makes a check
// fail.
//
// A new type of record is one file here and one word in [Types].
package network

import "unmn/pkg/record"

// Types are all kinds of record, in the order in which help and documents name
// them. It is the only list there is: commands, schemas, rules and pages follow it.
func Types() []record.Type {
	return []record.Type{
		networkType, termsType, memberType, partnerType,
		meetingType, decisionType, groupType, actionType, statementType,
		workplanType, updateType, engagementType, reportType,
		circulationType,
	}
}
