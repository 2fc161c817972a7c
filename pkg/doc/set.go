package doc

import (
	"encoding"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"unmn/pkg/diag"
)

// Settable reports whether a field can be set from one word of a command line: a
// scalar, a text, or a list of scalars.
func Settable(f Field) bool {
	switch f.Shape.Kind {
	case StructShape:
		return false
	case ListShape:
		return f.Shape.Elem.Kind != StructShape && f.Shape.Elem.Kind != TextShape && f.Shape.Elem.Kind != ListShape
	}
	return true
}

// Set sets a top-level field of a record (a pointer to the Shape's type) from text
// as a person types it: lists separated by commas, a space for the T of a time.
// Empty text removes the value. The error says what was wrong with the text.
func Set(shape *Shape, record any, field, text string) error {
	f, ok := shape.Field(field)
	if !ok || !Settable(f) {
		return fmt.Errorf("there is no field %q to set", field)
	}
	target := f.In(reflect.ValueOf(record).Elem())
	target.SetZero()
	if strings.TrimSpace(text) == "" {
		return nil
	}
	if f.Pointer {
		target.Set(reflect.New(target.Type().Elem()))
		target = target.Elem()
	}
	if f.Shape.Kind != ListShape {
		return setScalar(f, f.Shape, target, text)
	}
	for _, part := range strings.Split(text, ",") {
		item := reflect.New(f.Shape.Elem.Type).Elem()
		if err := setScalar(f, f.Shape.Elem, item, strings.TrimSpace(part)); err != nil {
			return err
		}
		target.Set(reflect.Append(target, item))
	}
	return nil
}

func setScalar(f Field, s *Shape, target reflect.Value, text string) error {
	switch s.Kind {
	case TextShape:
		target.Set(reflect.ValueOf(Plain(text)))
	case StringShape:
		target.SetString(text)
	case BoolShape:
		v, err := strconv.ParseBool(text)
		if err != nil {
			return fmt.Errorf("%q is neither true nor false", text)
		}
		target.SetBool(v)
	case IntShape:
		return setInt(f, target, text)
	case EnumShape:
		return setEnum(s, target, text)
	case ScalarShape:
		if t, ok := target.Addr().Interface().(*LocalTime); ok {
			v, err := ParseLocalTime(text)
			*t = v
			return err
		}
		return target.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text))
	}
	return nil
}

func setInt(f Field, target reflect.Value, text string) error {
	i, err := strconv.Atoi(text)
	if err != nil {
		return fmt.Errorf("%q is not a whole number", text)
	}
	low, high := f.Min, f.Max
	if low == 0 && high == 0 {
		high = maxInt
	}
	if i < low || i > high {
		return fmt.Errorf("%d is not between %d and %d", i, low, high)
	}
	target.SetInt(int64(i))
	return nil
}

func setEnum(s *Shape, target reflect.Value, text string) error {
	for _, word := range s.Enum {
		if strings.EqualFold(word, text) {
			target.SetString(word)
			return nil
		}
	}
	if near := diag.Nearest(text, s.Enum); near != "" {
		return fmt.Errorf("it cannot be %q; did you mean %q", text, near)
	}
	return fmt.Errorf("it cannot be %q; it is one of %s", text, strings.Join(s.Enum, ", "))
}
