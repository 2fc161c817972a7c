package repo

import (
	"bytes"
	"encoding/binary"
)

// Version 4 of the index leaves out of each path what it begins with as the one
// before does, and the padding. It is read into the form of version 3, in which
// all work is done, and written as it was.

// widen gives the entries of version 4 the form of version 3. rest is what follows
// them. It reports false when they are garbled.
func widen(body []byte, count uint32) (entries, rest []byte, ok bool) {
	var path []byte
	for range count {
		n := indexFixed
		if len(body) < n {
			return nil, nil, false
		}
		if binary.BigEndian.Uint16(body[n-2:])&flagExtended != 0 {
			n += 2
		}
		if len(body) < n {
			return nil, nil, false
		}
		from := len(entries)
		entries = append(entries, body[:n]...)
		drop, width := varint(body[n:])
		if width == 0 || drop > uint64(len(path)) {
			return nil, nil, false
		}
		body = body[n+width:]
		end := bytes.IndexByte(body, 0)
		if end < 0 {
			return nil, nil, false
		}
		path = append(path[:len(path)-int(drop)], body[:end]...)
		body = body[end+1:]
		entries = append(entries, path...)
		entries = append(entries, make([]byte, 8-(len(entries)-from)%8)...)
	}
	return entries, body, true
}

// narrow is the opposite: entries of version 3 in the form of version 4.
func narrow(entries []byte) []byte {
	var out, last []byte
	for len(entries) > 0 {
		e := indexEntry(entries[:entryLength(entries)])
		path := e.path()
		n := indexFixed
		if e.flags()&flagExtended != 0 {
			n += 2
		}
		same := 0
		for same < len(last) && same < len(path) && last[same] == path[same] {
			same++
		}
		out = append(out, e[:n]...)
		out = appendVarint(out, uint64(len(last)-same))
		out = append(append(out, path[same:]...), 0)
		last, entries = path, entries[len(e):]
	}
	return out
}

// varint reads a number as packs write offsets: seven bits a byte, the highest
// first, each further byte counting from one more. width is 0 when it is garbled.
func varint(b []byte) (n uint64, width int) {
	for i, c := range b {
		if i > 8 {
			return 0, 0
		}
		if i > 0 {
			n = (n + 1) << 7
		}
		n |= uint64(c & 0x7f)
		if c&0x80 == 0 {
			return n, i + 1
		}
	}
	return 0, 0
}

func appendVarint(b []byte, n uint64) []byte {
	digits := []byte{byte(n & 0x7f)}
	for n >>= 7; n > 0; n >>= 7 {
		n--
		digits = append(digits, byte(n&0x7f)|0x80)
	}
	for i := len(digits) - 1; i >= 0; i-- {
		b = append(b, digits[i])
	}
	return b
}
