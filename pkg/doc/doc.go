// Package doc turns one YAML file into one Go value and back.
//
// A struct with tags is the only description of a record type. [ShapeOf] reads
// it once, and everything follows from that Shape: strict decoding with
// positions ([Decode]), the one canonical text ([Encode], [Format], [Update]),
// JSON ([JSON]) and JSON Schema ([Schema]). They cannot drift apart.
//
// The tags of a field are
//
//	yaml:"name"       the key in the file; ",inline" for an embedded struct
//	must:"yes"        the field is mandatory
//	key:"yes"         the field identifies the item in its list (several make a compound key)
//	range:"1-23"      bounds of a number
//	flow:"yes"        items (or the struct) are written on one line each where they fit
//	doc:"..."         what the field is, for schema, reference pages and help
//
// Use it for records and for nothing else: it reads a strict subset of YAML (no
// anchors, aliases, tags, second documents, folded text in output, or values
// whose meaning depends on the YAML version). It is the only importer of yaml.v3.
//
// A first pass over the bytes refuses all of that before a parser sees the file.
//
// It promises: time and memory bounded by [MaxSize] whatever the input; every
// problem with file, line and column, all of them at once; Format is a fixed
// point, changes no value and loses no comment; what Encode writes, Decode reads
// back as the same value.
package doc

// Limits of one file. They are far above any honest record and keep a hostile
// one cheap.
const (
	MaxSize  = 256 << 10 // bytes
	MaxDepth = 16        // nested lists and mappings
	MaxNodes = 5000      // scalars, lists and mappings together
	MaxMarks = 10000     // line breaks, commas and opening brackets: what parsing costs
)

// Rules that this package reports, the arguments of "unmn explain".
const (
	RuleSyntax    = "yaml"       // the file is not YAML, or not the part of it that is allowed
	RuleCharacter = "character"  // a character that has no place in a record
	RuleField     = "field"      // an unknown, missing or repeated field
	RuleValue     = "value"      // a value of the wrong type or outside its list
	RuleAmbiguous = "ambiguous"  // a plain value that other YAML readers would misread
	RuleFormat    = "formatting" // the file is right but not written as `unmn fmt` writes it
)

// Why says, for each rule of this package, why it exists.
func Why() map[string]string {
	return map[string]string{
		RuleSyntax:    "Records are read by people, by this program, by editors and by other YAML readers. Anchors, aliases, tags and several documents in one file are read differently by each, or hide what a file says; a file must also be small enough to be read in no time.",
		RuleCharacter: "Control characters, invisible characters and characters that turn the direction of writing can make a record look different from what it says, or paint a terminal. They are refused whether typed or written as an escape.",
		RuleField:     "A misspelt field would silently be no field at all, and a fact would be missing from every document.",
		RuleValue:     "Every field has one type, so that everything made from it can rely on it.",
		RuleAmbiguous: "YAML readers disagree on plain values such as no, on, 10:30, 0123, 1e3 or 2026: some read a truth value, a number or a time. In quotation marks they are text for everybody.",
		RuleFormat:    "Records are written in one way, so that the difference between two versions shows what changed and nothing else.",
	}
}
