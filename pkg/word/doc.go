// Package word makes Word documents (DOCX): a template that somebody made in Word,
// filled with the text and the fields of a document.
//
// [Read] opens a template, [ReadFolder] one that lies in a folder as its parts,
// [Template.Check] says what is wrong with it, [Template.Fill] writes a document. Use it
// for what people go on working with in Word. [ReadEdited] reads what comes back: the
// words of a document with the changes that Word tracked and its comments, to be compared
// with those of the document as it was made; [ReadBack] reads the words and properties of
// a document, to see whether they are still the same. Do not use it for how a document
// looks.
//
// In a template stand, anywhere in the text, headers, footers, notes and text boxes:
//
//   - {{body}}, alone in its paragraph: the whole document
//   - {{NAME}}: the field of that name; alone in its paragraph with its paragraphs and
//     lists, where it has some
//   - {{word KEY}}: the word of that key in the language of the document
//   - {{each NAME}} … {{end}}: what stands between, once for each entry of a list: words
//     of one paragraph, paragraphs, rows of a table
//   - {{if NAME}} … {{end}} and {{if not NAME}} … {{end}}: what stands between, where the
//     field is there, or is not
//
// Word splits such a mark over many runs; it is found all the same, and has the form
// of its first letter. Case, spaces and dashes in a name do not matter.
//
// It promises that every part without a mark stays byte for byte as it is, so that a
// logo, styles and themes are nobody's business here; that the same template and
// document give the same bytes; that what is written is well-formed whatever the
// values are; and that what a stranger's file can cost is bounded before it is opened:
// macros, programs, embedded files, links to other files and whatever unpacks without
// measure are refused.
package word
