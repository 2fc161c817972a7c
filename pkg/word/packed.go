package word

import (
	"archive/zip"
	"bytes"
	"slices"
)

// pack packs the parts of a template in which nothing is filled, for all documents that
// are made of it: the styles alone take as long to pack as the text of minutes.
func (t *Template) pack() (map[string]*zip.File, error) {
	still := slices.DeleteFunc(slices.Clone(t.parts), func(p part) bool {
		return slices.ContainsFunc(t.filled, func(o opened) bool { return o.name == p.name })
	})
	var file bytes.Buffer
	if err := write(&file, still); err != nil {
		return nil, err
	}
	archive, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		return nil, err
	}
	packed := map[string]*zip.File{}
	for _, f := range archive.File {
		packed[f.Name] = f
	}
	return packed, nil
}
