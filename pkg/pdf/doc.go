// Package pdf writes a tree of package markdown as a tagged PDF on A4.
//
// [Write] is all there is, with [Properties] to read back what it was told of a document.
// Use it for the documents of package render that are sent, printed and filed. Do not use it for forms, pictures or anything laid out by hand:
// what a page looks like follows from the blocks of the tree alone.
//
// The file is for readers of every sort. It has a structure tree with headings,
// paragraphs, lists, tables whose heads say what they are heads of, and links; what is
// repeated on each page is marked as an artifact; language and title are set; the fonts
// are embedded and every character can be copied. Headings are bookmarks, and a second
// heading of the first level begins a page: a reply slip is sent back by itself. In Serbian
// Cyrillic emphasis is bold: without a shaping engine italic letters would take their
// Russian forms. A character that the fonts do not have (they have Latin, Greek and
// Cyrillic) is shown as a box and stays in the text that is copied, searched and read
// out; so is text from right to left, in the order in which it is stored.
//
// It promises: same tree and page, same bytes; no clock, no disk, no network; nothing
// in the file runs, and only links that [markdown.SafeLink] passes lead anywhere; no
// text of the tree is lost, however long a word, a cell or a table is. It writes
// the file itself: a library of PDF would be a megabyte of the program, could not tag,
// and would make whoever reads the file do without its structure.
package pdf
