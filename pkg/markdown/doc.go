// Package markdown reads the Markdown of records and templates into a tree of
// blocks and writes that tree as HTML.
//
// [Parse] makes the tree; [HTML] makes a whole page of it, [Body] only what stands
// between the tags of the body, [Document.Text] its words. The writers of other formats
// walk the same tree: it is complete, nothing of the source is needed beside it.
// [ReadBack] reads the words of a page again, to see whether they are still the same.
// [Escape], [EscapeLines] and [EscapeCell] are the other way: they make a value
// from a record literal text in a Markdown document. Do not use this package to
// show Markdown that must look as it does elsewhere; its language is smaller than
// CommonMark:
//
//   - Headings are written with #. An underline of dashes is a rule, as it was
//     meant below a signature.
//   - Raw HTML is shown as the text it is, save <br>, a line break, which is the
//     only way to have one in a table.
//   - Links go to http, https, mailto and fragments; of any other link only its
//     text stays. An image becomes a link with its alternative text. There are no
//     reference links: a definition nobody uses would vanish from the document.
//   - Tables, strikethrough and bare addresses are those of GitHub, but a cell too
//     many in a row is kept, as text of the last one.
//
// It promises that no text of the source vanishes, that whatever the source is
// the HTML has only the elements named here and runs nothing, that the same source
// gives the same bytes, and that time and memory are bounded: what is beyond the
// limits is refused with [ErrLimit]. Characters that paint or hide (control,
// bidirectional, zero-width) become U+FFFD wherever they come from.
package markdown
