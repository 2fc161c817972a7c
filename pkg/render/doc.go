// Package render makes documents of records: a template in Markdown and the words
// of a language, filled from a Set, become Markdown and from there HTML.
//
// [Render] makes one [Document] of one [Request]; the request says which document,
// in which language and for which readers. Use it for whatever people are sent or
// shown as a document. Do not use it for lists on a terminal or for data that a
// machine reads, and do not write records into Markdown by hand beside it: here
// every value is escaped by its type.
//
// What a template sees is a view: structs of [Text], [Prose], [Link] and other
// views, in the language of the document and already without what its readers must
// not see. A template that is printed for everybody therefore leaks nothing, however
// it is written. Views have no methods that do anything; the functions of templates
// are few (see [Functions]) and reach no file, network, environment or clock.
//
// [TraceMinutes] makes minutes in Word and knows of each of their words which field of a
// record says it; [Traced.Edits] compares them with what came back of them, and
// [Edit.Apply] makes what somebody did to a line of the document in the record.
//
// It promises: same request, same bytes; no value of a record becomes Markdown that
// the record did not mean; a template that is wrong is told with its file, line and
// field; output and run time are bounded whatever the template says.
package render
