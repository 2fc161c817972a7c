package network

import (
	"strconv"

	"unmn/pkg/record"
	"unmn/pkg/script"
)

// freeID is the id of a new record: the prefix, a dash and the slug of its title,
// or the slug alone without a prefix. Taken ids get "-2", "-3" and so on; the whole
// never exceeds record.MaxID, the title is cut at a dash. It is an error of
// ErrUsage when the title has no letter an id can be made of.
func freeID[T any](d *record.Draft, k *record.Kind[T], prefix, title string) (record.ID, error) {
	return freeSlug(prefix, title, record.MaxID, func(id record.ID) bool {
		_, there := k.Get(d, id)
		return there || d.Set().Has(k.Name, id)
	})
}

// newID is the id a new record was given, or freeID where it was given none. A
// given id that is taken is refused.
func newID[T any](d *record.Draft, k *record.Kind[T], given record.ID, prefix, title string) (record.ID, error) {
	if given == "" {
		return freeID(d, k, prefix, title)
	}
	if _, there := k.Get(d, given); there || d.Set().Has(k.Name, given) {
		return "", refuse("see it with `unmn "+k.Name+" show "+string(given)+"`", "the id %q is taken by another %s", given, k.Name)
	}
	return given, nil
}

// freeSlug is freeID for anything that has ids: max is the length of the longest,
// taken says which are in use.
func freeSlug(prefix, title string, max int, taken func(record.ID) bool) (record.ID, error) {
	if prefix != "" {
		prefix += "-"
	}
	for n := 1; ; n++ {
		suffix := ""
		if n > 1 {
			suffix = "-" + strconv.Itoa(n)
		}
		slug := script.Slug(title, max-len(prefix)-len(suffix))
		if slug == "" {
			return "", usage("%q has no letter that an id can be made of: give one with --id", title)
		}
		if id := record.ID(prefix + slug + suffix); !taken(id) {
			return id, nil
		}
	}
}
