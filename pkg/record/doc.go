// Package record holds the four ideas of the register, free of any domain.
//
//   - A [Kind] says what one type of record is: its name, its folder, its Go type.
//   - A [Set] is every record at one moment. It is never modified, and lazy: a
//     file is read and decoded when its record is first asked for, once.
//   - A [Check] is one named, sourced, pure rule about one record and what it
//     refers to.
//   - A [Change] is a proposed edit and the sentence that explains it. A plan makes
//     one through a [Draft]; [Set.Apply] tells what it would lead to.
//
// Use it to describe record types and to plan changes to them. It knows no git,
// no clock and no disk: records come through an fs.FS, and what a Change becomes
// is decided by others.
//
// It promises: no value handed out by a Set changes; Apply reports exactly the
// problems that a full check would find and did not find before; what cannot be
// read is never taken for absent (ask [Set.Err]).
package record

// Root is the folder of the repository that holds the records.
const Root = "records"

// SchemaDir is the folder of the generated JSON Schemas; no record lives there.
const SchemaDir = Root + "/schema"

// Rules that this package reports for every kind of record.
const (
	RuleReference = "reference"   // a reference to a record or item that does not exist
	RuleID        = "id"          // a file name that is no id, or in the wrong folder
	RuleStray     = "stray"       // a file under records/ that is no record
	RuleShared    = "shared-id"   // one id for two records of kinds that share their ids
	RuleState     = "state-order" // a step that the states of the kind do not have; see Set.Jumps
)

// Why says, for each rule of this package, why it exists.
func Why() map[string]string {
	return map[string]string{
		RuleReference: "A reference to something that is not in the register is a typing mistake or a lost record; every document would print it all the same.",
		RuleID:        "The name of the file is the identity of the record, and its folder says what it is. Ids are lower-case letters, digits and single dashes, so that they are the same on every computer.",
		RuleStray:     "A file that no kind of record claims would be kept, copied and trusted without ever being checked.",
		RuleState:     "Each state of a record was reached by a step that somebody took: whoever skips one leaves out what it asks for, the invitation or the answer or the reason. A record of what is over does not come back to life.",
		RuleShared:    "Members and partners are both addressed as parties; an id that names two of them would name neither.",
	}
}
