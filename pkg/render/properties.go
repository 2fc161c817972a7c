package render

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// A Property says of a document what it was made of. With the records and templates of
// its commit a document is made again from its properties alone, to the byte; the
// version of the program is not among them, so that a new one that renders as the one
// before can still do so.
type Property struct{ Name, Value string }

// prefix is how the names of properties begin.
const prefix = "unmn-"

// The names of the properties, in the order in which they are written. Only what is
// set is written.
const (
	propertyDocument    = prefix + "document"
	propertySubject     = prefix + "subject"
	propertyReference   = prefix + "reference"
	propertyVersion     = prefix + "version"
	propertyDate        = prefix + "date"
	propertyOn          = prefix + "on"
	propertyPeriod      = prefix + "period"
	propertySince       = prefix + "since"
	propertyUntil       = prefix + "until"
	propertyPartners    = prefix + "partners"
	propertyWithin      = prefix + "within"
	propertyStatistics  = prefix + "statistics"
	propertyLanguage    = prefix + "language"
	propertyEdition     = prefix + "edition"
	propertyTo          = prefix + "to"          // whom a letter is for
	propertyCorrigendum = prefix + "corrigendum" // its number
	propertyCirculation = prefix + "circulation" // what it was made for; the records are those of the change that recorded it
	propertyRecords     = prefix + "records"     // the commit
	propertySHA256      = prefix + "sha256"      // of the text in Markdown
	propertyTemplate    = prefix + "template"    // SHA-256 of the template for Word, where it was not the program's own
)

// yes is the value of what is either asked for or not.
const yes = "yes"

// properties are those of a document with that hash of its text.
func (b *builder) properties(f form, sum string) []Property {
	var out []Property
	add := func(name, value string) {
		if value != "" {
			out = append(out, Property{name, value})
		}
	}
	when := func(set bool, value string) string {
		if set {
			return value
		}
		return ""
	}
	add(propertyDocument, string(f.name))
	add(propertySubject, string(b.Subject))
	add(propertyReference, b.reference)
	add(propertyVersion, when(b.Version > 0, strconv.Itoa(b.Version)))
	add(propertyDate, string(b.Date))
	add(propertyOn, when(b.On != b.Date, string(b.On)))
	add(propertyPeriod, string(b.Period))
	add(propertySince, string(b.Since))
	add(propertyUntil, string(b.Until))
	add(propertyPartners, when(b.Partners, yes))
	add(propertyWithin, when(b.Within > 0, strconv.Itoa(b.Within)))
	add(propertyStatistics, when(b.Request.Statistics, yes))
	add(propertyLanguage, string(b.Lang))
	add(propertyEdition, string(b.For))
	add(propertyTo, string(b.To))
	add(propertyCorrigendum, when(b.Corrigendum > 0, strconv.Itoa(b.Corrigendum)))
	add(propertyCirculation, string(b.Circulation))
	add(propertyRecords, b.Commit)
	add(propertySHA256, sum)
	return out
}

// A Recipe is what a document says of how it was made.
type Recipe struct {
	Request                   // all but the records, the templates, and which version of them it is
	Issued   doc.Date         // the day of its version, or of its commit where it has none
	SHA256   network.FileHash // of its text in Markdown, as it says
	Template network.FileHash // the SHA-256 of its template for Word; "" for the program's own
}

// ParseProperties reads the properties of a document, which anybody may have written:
// each of them once, of those that there are, and in its form. Others than those of
// this program are passed over. The second value is false where there is none of them.
func ParseProperties(list []Property) (Recipe, bool, error) {
	var out Recipe
	var seen []string
	for _, p := range list {
		if !strings.HasPrefix(p.Name, prefix) {
			continue
		}
		if slices.Contains(seen, p.Name) {
			return out, true, fmt.Errorf("its property %s is there twice", p.Name)
		}
		seen = append(seen, p.Name)
		if err := out.take(p); err != nil {
			return out, true, fmt.Errorf("its property %s cannot be read: %w", p.Name, err)
		}
	}
	for _, name := range []string{propertyDocument, propertyRecords, propertySHA256, propertyLanguage, propertyEdition} {
		if len(seen) > 0 && !slices.Contains(seen, name) {
			return out, true, fmt.Errorf("its property %s is missing", name)
		}
	}
	out.On = cmp.Or(out.On, out.Issued)
	return out, len(seen) > 0, nil
}

// take reads one property.
func (r *Recipe) take(p Property) (err error) {
	switch p.Name {
	case propertyDocument:
		_, err = formOf(Name(p.Value))
		r.Document = Name(p.Value)
	case propertySubject:
		r.Subject, err = record.ParseID(p.Value)
	case propertyReference, propertyVersion: // the history says it
	case propertyPartners:
		r.Partners, err = true, affirmed(p.Value)
	case propertyWithin:
		r.Within, err = natural(p.Value)
	case propertyStatistics:
		r.Statistics, err = true, affirmed(p.Value)
	case propertyLanguage:
		err = r.Lang.UnmarshalText([]byte(p.Value))
	case propertyEdition:
		r.For, err = network.Visibility(p.Value), oneOf(p.Value, network.ForMembers.Values())
	case propertyRecords:
		var hash network.CommitHash
		err = hash.UnmarshalText([]byte(p.Value))
		r.Commit = string(hash)
	case propertySHA256:
		err = r.SHA256.UnmarshalText([]byte(p.Value))
	case propertyTemplate:
		err = r.Template.UnmarshalText([]byte(p.Value))
	default:
		return r.takeLetter(p)
	}
	return err
}

// takeLetter reads one of the properties of what is sent.
func (r *Recipe) takeLetter(p Property) (err error) {
	switch p.Name {
	case propertyTo:
		var to record.ID
		to, err = record.ParseID(p.Value)
		r.To = network.PartyRef(to)
	case propertyCirculation:
		r.Circulation, err = record.ParseID(p.Value)
	case propertyCorrigendum:
		r.Corrigendum, err = natural(p.Value)
	default:
		return r.takeDays(p)
	}
	return err
}

// takeDays reads one of the properties that are days.
func (r *Recipe) takeDays(p Property) (err error) {
	switch p.Name {
	case propertyDate:
		r.Issued, err = doc.ParseDate(p.Value)
	case propertyOn:
		r.On, err = doc.ParseDate(p.Value)
	case propertyPeriod:
		r.Period, err = network.ParsePeriod(p.Value)
	case propertySince:
		r.Since, err = doc.ParseDate(p.Value)
	case propertyUntil:
		r.Until, err = doc.ParseDate(p.Value)
	default:
		err = errors.New("this version of the program does not know it")
	}
	return err
}

func natural(value string) (int, error) {
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 {
		return 0, fmt.Errorf("%q is no number from 1 on", value)
	}
	return n, nil
}

func affirmed(value string) error {
	if value != yes {
		return fmt.Errorf("%q is not %q", value, yes)
	}
	return nil
}

func oneOf(value string, known []string) error {
	if !slices.Contains(known, value) {
		return fmt.Errorf("%q is none of %s", value, strings.Join(known, ", "))
	}
	return nil
}
