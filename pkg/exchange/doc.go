// Package exchange writes what calendars and address books read: iCalendar and vCard.
//
// [Calendar.Write] writes an invitation or a feed, [Cards] cards of people and bodies.
// Use it for files that Outlook, a telephone or another program takes in. Do not use it
// for what people read as a document, nor put into it what an edition leaves out: it
// knows no records and no readers, only what it is told.
//
// It promises: the lines of RFC 5545 and RFC 2426, folded at 75 octets and never within
// a character; no value becomes a line or a parameter of its own; characters that paint
// or hide are replaced; same input, same bytes; no clock. Libraries for both formats
// exist and read these files back in the tests. They are not in the program: what they
// write has still to be folded and escaped by hand, and they cost each start 0.15 ms.
package exchange
