package word

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
)

// packed is a part as it lies in a file.
type packed struct {
	header zip.FileHeader
	data   []byte
}

// write puts the part into a file as it is.
func (p packed) write(out *zip.Writer) error {
	header := p.header
	in, err := out.CreateRaw(&header)
	if err != nil {
		return err
	}
	_, err = in.Write(p.data)
	return err
}

// pack packs the parts of a template in which nothing is filled, for all documents that
// are made of it: the styles alone take as long to pack as the text of minutes.
func (t *Template) pack() (map[string]packed, error) {
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
	all := map[string]packed{}
	for _, f := range archive.File {
		raw, err := f.OpenRaw()
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(raw)
		if err != nil {
			return nil, err
		}
		all[f.Name] = packed{f.FileHeader, data}
	}
	return all, nil
}
