package record

// Missing is the error of a name that is well formed and leads to nothing: a party
// that is neither member nor partner, an item that no agenda has. what says what
// was looked for ("agenda item"), hint how to see what there is; the nearest of the
// candidates is proposed.
func Missing(what, text, hint string, candidates []string) *NotFound {
	return &NotFound{Kind: what, Text: text, Hint: hint, message: nowhere(what, text, candidates)}
}
