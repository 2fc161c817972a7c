package render

// Rewrite is rewrite without change, and whether the result reads as it was meant.
func Rewrite(source string) (Prose, error) {
	return rewrite(source, func(s string) string { return s })
}

// ParseCatalogue is parseCatalogue without the line.
func ParseCatalogue(data []byte) (map[string]string, error) {
	texts, _, err := parseCatalogue(data)
	return texts, err
}

// Held is all that a document holds for the templates of other formats: its view, and what
// every document says of itself.
func Held(d *Document) any { return []any{d.view, d.about} }
