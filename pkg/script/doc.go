// Package script lets the rest of the program treat one text in two scripts as
// one text: Serbian Cyrillic and Serbian Latin.
//
// Use [Latin] to derive the Latin form of a canonical Cyrillic text, [Fold] to
// compare what somebody typed with what is written, [Slug] to make an id or a
// file name out of a title, and [Sort], [Compare] or a [Collator] to put names in
// the order a reader expects. Do not use it to go from Latin to Cyrillic: that
// needs a dictionary (injekcija is инјекција, konj is коњ), so no function here
// tries. Do not show the result of Fold to anybody: it is a key.
//
// It promises that every function is total (any string, also one that is not
// UTF-8, has a result), that Latin leaves Latin text as it is, that Fold and Slug
// give the same result for both scripts, and that the result of each put in again
// comes out unchanged. There is no state: every function may be called from many
// goroutines at once, and a Collator says for itself that it may not.
package script
