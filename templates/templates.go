// Package templates holds what the program brings along: the templates of
// documents and their words, what a register begins with (starter/), and the story
// of the sample register (demo/). It is data; package render and package cli read
// it through [FS]. A file of the same name in the folder templates/ of a register
// takes the place of the one here.
package templates

import "embed"

// FS holds the files of this folder under their own names: starter/RS/network.yaml,
// demo/story.txt,
// minutes.md.tmpl, words/sr-Cyrl.json. The folder word/ is the template for documents in
// Word, as the parts that are packed into a file document.docx.
//
//go:embed starter demo words *.md.tmpl all:word
var FS embed.FS
