package render_test

import (
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// A canary is a word that stands in one field of the register and nowhere else. Where it
// is read, that field was read: of a record or an item that is for a circle of readers.
type canary struct {
	field string             // "meeting.agenda.title"; of what a reference leads to "meeting.group > name"
	own   network.Visibility // for whom it is: the narrowest of its record, its items and what it refers to
}

// canaryForm is how a canary is written. No script, no styling, no wrapping of lines
// changes such a word.
var canaryForm = regexp.MustCompile(`(?i)zq[0-9]{5}`)

// An aviary is a register made from the Shapes of all kinds: every field of every record
// says something, text a canary, everything else what fits. Every state of a kind is
// there for every circle of readers, and every reference of a record for the public leads
// to something for each circle. A new kind or field is in it without anybody's doing.
type aviary struct {
	t       *testing.T
	files   fstest.MapFS
	words   map[canary]string
	known   map[string]canary              // by word
	records map[string]map[record.ID]perch // the records of a kind that were made for themselves
	lists   map[string][]reflect.Value     // further items of lists of the network, by name of the list
	made    map[string]bool                // what references lead to
	leads   map[string]string              // the kind that the reference in a field leads to
	fields  map[string]bool                // all fields that can say something, and whether one does
}

// A perch is where in the register a value is filled in.
type perch struct {
	field  string
	own    network.Visibility // for whom it is
	leads  network.Visibility // for whom the records are that it refers to
	spread bool               // lists whose items have circles have one for each
	state  string             // the state of the record
	record record.ID          // the record
	target bool               // a reference led here: it leads no further
	item   string             // the key of the item of the agenda that it is about
}

func (p perch) below(name string) perch {
	if !strings.HasSuffix(p.field, " > ") {
		p.field += "."
	}
	p.field += name
	return p
}

// unsaid marks in the name of a field an item that has no circle of its own.
const unsaid = " (no circle)"

// plain is the name of a field by its Shape alone.
func plain(field string) string { return strings.ReplaceAll(field, unsaid, "") }

// narrower is what only those read who are of both circles.
func narrower(a, b network.Visibility) network.Visibility {
	if a.MayRead(b) {
		return a
	}
	return b
}

// aviaryOf makes the register and reads it back.
func aviaryOf(t *testing.T) (*record.Set, *aviary) {
	t.Helper()
	a := &aviary{t: t, files: fstest.MapFS{}, words: map[canary]string{}, known: map[string]canary{}, records: map[string]map[record.ID]perch{},
		lists: map[string][]reflect.Value{}, made: map[string]bool{}, leads: map[string]string{}, fields: map[string]bool{}}
	a.fixed()
	for _, typ := range network.Types() {
		if typ.Layout() != record.Single {
			a.kind(typ)
		}
	}
	a.single(network.TermsKind.Name)
	a.single(network.Networks.Name) // last: the others refer to its lists
	set, err := record.Load(a.files, network.Types()...)
	if err != nil {
		t.Fatal(err)
	}
	for _, typ := range network.Types() {
		for _, item := range set.Items(typ.Name()) {
			full, err := set.Item(typ.Name(), item.ID)
			if err != nil {
				t.Fatalf("%s: %v\n%s", item.Path(), err, a.files[item.Path()].Data)
			}
			if _, own := a.records[typ.Name()][item.ID]; own || typ.Layout() == record.Single {
				typ.Shape().Leaves(full.Rec(), func(_ string, _ doc.Field, text string) { a.reached(text) })
			}
		}
	}
	return set, a
}

// fixed are the two parties that references lead to where it does not matter.
func (a *aviary) fixed() {
	a.files["records/members/fixed.yaml"] = &fstest.MapFile{Data: []byte("name: Fixed\nshort: FIXED\nclass: un-entity\nstatus: ended\nuntil: \"2020-12-31\"\nvisibility: public\n")}
	a.files["records/partners/fixed-partner.yaml"] = &fstest.MapFile{Data: []byte("name: Fixed\nshort: FIXED\nclass: government\nstatus: ended\nuntil: \"2020-12-31\"\nvisibility: public\n")}
}

// word is the canary of a field.
func (a *aviary) word(p perch) string {
	c := canary{p.field, p.own}
	if a.words[c] == "" {
		a.words[c] = fmt.Sprintf("zq%05d", len(a.words))
		a.known[a.words[c]] = c
	}
	return a.words[c]
}

// reached notes the fields whose canaries stand in a text. A reference stands for all that
// is said of where it leads to.
func (a *aviary) reached(text string) {
	for _, word := range canaryForm.FindAllString(text, -1) {
		field, _, _ := strings.Cut(plain(a.known[word].field), " >")
		a.fields[field] = true
	}
}

// kind makes the records of a kind: every state for every circle, and where it is for the
// public, with references to what is for every circle.
func (a *aviary) kind(typ record.Type) {
	a.records[typ.Name()] = map[record.ID]perch{}
	a.expect(typ.Name(), typ.Shape())
	states := []string{""}
	if f, ok := typ.Shape().Field("status"); ok {
		states = f.Shape.Enum
	}
	for n, state := range states {
		for _, v := range circles {
			own := network.Visibility(v)
			if own != network.ForPublic {
				a.record(typ, perch{own: own, leads: network.ForPublic, state: state}, n)
			}
			a.record(typ, perch{own: network.ForPublic, leads: own, state: state, spread: own == network.ForPublic}, n)
		}
	}
}

// expect notes every field of a kind that can say something in words.
func (a *aviary) expect(at string, s *doc.Shape) {
	switch {
	case s.Kind == doc.ListShape:
		a.expect(at, s.Elem)
	case s.Kind == doc.StructShape:
		for _, f := range s.Fields {
			if at != "network" || !slices.Contains([]string{"rules", "coordinator", "secretariat", "state_lead"}, f.Name) {
				a.expect(at+"."+f.Name, f.Shape) // those are numbers, and parties that have canaries themselves
			}
		}
	case s.Kind == doc.StringShape, s.Kind == doc.TextShape, s.Type == reflect.TypeFor[record.ID](), record.IsReference(s) && !strings.HasSuffix(at, ".item"):
		a.fields[at] = false
	}
}

// record makes one record. The word in its id is a canary too.
func (a *aviary) record(typ record.Type, p perch, n int) {
	p.field = typ.Name()
	own := p.own
	if typ.Name() == network.Actions.Name && p.state == string(network.ActionOpen) {
		p.own = narrower(p.own, p.leads) // it comes from an item of the agenda that is for them
	}
	id := record.ID(a.word(perch{field: p.field + " id", own: p.own}) + fmt.Sprintf("-%d-%s", n, p.leads))
	switch {
	case typ.Name() == network.Reports.Name:
		if p.leads != network.ForPublic {
			return // there is one a year
		}
		id = record.ID(fmt.Sprint(2022 + slices.Index(circles, string(p.own))))
	case typ.Layout() == record.ByYear:
		id = "2026-" + id
	}
	p.record = id
	a.records[typ.Name()][id] = p
	rec := typ.New()
	a.fill(reflect.ValueOf(rec).Elem(), typ.Shape(), doc.Field{}, p)
	a.adjust(rec, p)
	a.write(typ, id, rec, own)
}

// write puts a record into the register.
func (a *aviary) write(typ record.Type, id record.ID, rec any, own network.Visibility) {
	if f, ok := typ.Shape().Field("visibility"); ok {
		f.In(reflect.ValueOf(rec).Elem()).SetString(string(own))
	}
	a.files[typ.PathOf(id)] = &fstest.MapFile{Data: doc.Encode(typ.Shape(), rec, "")}
}

// single makes a record that there is one of, on top of what the sample register says
// where words alone make no register.
func (a *aviary) single(kind string) {
	typ := a.typ(kind)
	a.expect(kind, typ.Shape())
	rec := typ.New()
	a.fill(reflect.ValueOf(rec).Elem(), typ.Shape(), doc.Field{}, perch{field: kind, own: network.ForPublic, leads: network.ForPublic})
	a.adjust(rec, perch{})
	a.write(typ, "", rec, network.ForPublic)
}

func (a *aviary) typ(kind string) record.Type {
	at := slices.IndexFunc(network.Types(), func(t record.Type) bool { return t.Name() == kind })
	return network.Types()[at]
}

// fill fills in one value of a record.
func (a *aviary) fill(v reflect.Value, s *doc.Shape, f doc.Field, p perch) {
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	switch s.Kind {
	case doc.StructShape:
		for _, inner := range s.Fields {
			if inner.Name != "visibility" && (p.field != "network" || inner.Name != "rules") {
				a.fill(inner.In(v), inner.Shape, inner, p.below(inner.Name))
			}
		}
	case doc.ListShape:
		a.items(v, s, f, p)
	case doc.TextShape:
		text := doc.Text{"en": a.word(p), "sr-Cyrl": a.word(p)}
		if f.Name == "name_in" {
			delete(text, "en") // there the name itself stands
		}
		v.Set(reflect.ValueOf(text))
	case doc.StringShape:
		v.SetString(a.word(p))
	case doc.BoolShape:
		v.SetBool(true)
	case doc.IntShape:
		v.SetInt(int64(max(f.Min, 1)))
	case doc.EnumShape:
		v.SetString(chosenWord(s, f, p))
	default:
		v.SetString(a.scalar(v, s, f, p))
	}
}

// items fills in a list: one item, or one for each circle.
func (a *aviary) items(v reflect.Value, s *doc.Shape, f doc.Field, p perch) {
	add := func(p perch, n int, own string) {
		item := reflect.New(s.Elem.Type).Elem()
		a.fill(item, s.Elem, f, p)
		if item.Kind() == reflect.String && item.Len() == 0 {
			return // a reference that leads nowhere
		}
		if s.Elem.Kind == doc.StructShape {
			if number, ok := s.Elem.Field("number"); ok && slices.Contains(s.Elem.Key, "number") {
				number.In(item).SetInt(int64(n + 1))
			}
			if of, ok := s.Elem.Field("visibility"); ok {
				of.In(item).SetString(own)
			}
		}
		v.Set(reflect.Append(v, item))
	}
	if s.Elem.Kind != doc.StructShape || !p.spread || !circled(s.Elem) {
		add(p, 0, "")
		return
	}
	for n, c := range circles {
		own := network.Visibility(c)
		q := p
		q.own, q.spread, q.item = narrower(p.own, own), own == network.ForPublic, string(own)
		add(q, n, c)
	}
	if _, own := s.Elem.Field("visibility"); own {
		q := p
		q.field += unsaid
		add(q, len(circles), "")
	}
}

// circled reports items that are for a circle of their own, or for that of the item of
// the agenda that they are about.
func circled(s *doc.Shape) bool {
	_, own := s.Field("visibility")
	about, ok := s.Field("item")
	return own || ok && about.Tag.Get("of") == ".agenda"
}

// chosenWord is the word of a vocabulary that shows most.
func chosenWord(s *doc.Shape, f doc.Field, p perch) string {
	special := map[string]string{
		"member.class": "un-entity", "partner.class": "government", "decision.state_consultation.determination": "required",
		"decision.consultation.status": "responded", "statement.clearance.status": "responded", "circulation.direction": "out",
		"meeting.minutes.status": "approved", "decision.outcome.result": "adopted", "decision.method": "consensus-at-meeting",
	}
	switch word := special[plain(p.field)]; {
	case word != "":
		return word
	case f.Name == "status" && p.state != "" && slices.Contains(s.Enum, p.state) && strings.Count(p.field, ".") == 1:
		return p.state
	}
	return s.Enum[0]
}

// scalar is a date, a reference, an id: something that fits.
func (a *aviary) scalar(v reflect.Value, s *doc.Shape, f doc.Field, p perch) string {
	if record.IsReference(s) {
		return a.reference(s, f, p)
	}
	switch v.Interface().(type) {
	case record.ID:
		return a.word(p)
	case doc.Date:
		return string(dayFor(f, p))
	case doc.LocalTime:
		return string(dayFor(f, p)) + "T12:00"
	}
	fits := map[reflect.Type]string{
		reflect.TypeFor[network.Clock](): "10:30", reflect.TypeFor[network.Zone](): "Europe/Belgrade", reflect.TypeFor[network.Language](): "en",
		reflect.TypeFor[network.Period](): "2026", reflect.TypeFor[network.CommitHash](): strings.Repeat("0a", 20),
		reflect.TypeFor[network.FileHash](): strings.Repeat("0a", 32), reflect.TypeFor[network.ClauseID](): "R1a", reflect.TypeFor[network.SDGTarget](): "10.7",
		reflect.TypeFor[network.Country](): "RS", reflect.TypeFor[network.ReferencePrefix](): "UNMN-TEST",
	}
	if fits[s.Type] == "" {
		a.t.Fatalf("%s is a %v: say here which text fits one", p.field, s.Type)
	}
	return fits[s.Type]
}

// dayFor is a day that fits: what is over lies in 2026, what is ahead behind it. What only
// references lead to is over before.
func dayFor(f doc.Field, p perch) doc.Date {
	days := map[string]doc.Date{
		"since": "2026-02-01", "until": "2028-12-31", "ends_on": "2027-02-10", "due": "2027-02-01", "closes_at": "2027-01-20", "deadline": "2027-01-20",
		"comments_until": "2027-01-20", "review_on": "2027-02-01",
	}
	if p.target {
		return "2020-06-01"
	}
	if day := days[f.Name]; day != "" {
		return day
	}
	return "2026-06-01"
}

// reference leads to a record or an item that was made for it.
func (a *aviary) reference(s *doc.Shape, f doc.Field, p perch) string {
	of := f.Tag.Get("of")
	list, inNetwork := strings.CutPrefix(of, "network.")
	list, others, _ := strings.Cut(list, ",")
	switch {
	case of == ".agenda":
		return a.word(perch{field: "meeting.agenda.id", own: p.own})
	case p.target:
		return a.nowhere(f, of)
	case inNetwork && others == "", inNetwork && f.Shape.Kind == doc.ListShape:
		return a.listed(list, p)
	case inNetwork:
		of = others // a post or a party: in lists posts, else parties
	}
	kind := a.leadsTo(f, of)
	id, item := a.leadTo(a.typ(kind), p)
	if s.Type != reflect.TypeFor[record.AnyRef]() {
		return string(id)
	}
	if strings.Contains(of, "#") {
		return kind + "/" + string(id) + "#" + item
	}
	return kind + "/" + string(id)
}

// nowhere is a reference of what a reference led to: to something fixed, where there must
// be one.
func (a *aviary) nowhere(f doc.Field, of string) string {
	switch {
	case !f.Must:
		return ""
	case of == "network.posts":
		return a.word(perch{field: "network.posts.id", own: network.ForPublic})
	case strings.HasPrefix(of, "network."):
		return "fixed"
	case of != "":
		return a.leadsTo(f, of) + "/2020-nothing"
	case a.leadsTo(f, of) == network.Partners.Name:
		return "fixed-partner"
	}
	return "fixed"
}

// leadsTo is the kind that a reference leads to.
func (a *aviary) leadsTo(f doc.Field, of string) string {
	if of != "" {
		kind, _, _ := strings.Cut(of, ",")
		kind, _, _ = strings.Cut(kind, "#")
		return kind
	}
	at := slices.IndexFunc(network.Types(), func(t record.Type) bool {
		return record.Leads(network.Types(), &doc.Shape{Fields: []doc.Field{f}}, t.Name())
	})
	if at < 0 {
		a.t.Fatalf("%s leads to no kind", f.Name)
	}
	return network.Types()[at].Name()
}

// leadTo makes the record that a reference leads to. It is over and done with, so that
// nothing names it but what refers to it. A party is for whom the reference leads to, so
// that a secret may be kept about one that everybody knows; any other record is for no
// wider circle than what refers to it, since it is in lists itself.
func (a *aviary) leadTo(typ record.Type, p perch) (id record.ID, item string) {
	q := perch{field: p.field + " > ", own: narrower(p.own, p.leads), leads: network.ForPublic, target: true, record: p.record}
	id = record.ID(a.word(perch{field: q.field + "id", own: q.own}) + "-" + string(p.leads))
	if typ.Layout() == record.ByYear {
		id = "2020-" + id
	}
	a.leads[p.field] = typ.Name()
	item = a.word(perch{field: q.field + "item", own: q.own})
	if a.made[typ.PathOf(id)] {
		return id, item
	}
	a.made[typ.PathOf(id)] = true
	rec := typ.New()
	a.fill(reflect.ValueOf(rec).Elem(), typ.Shape(), doc.Field{}, q)
	a.adjustTarget(rec, q, item)
	own := q.own
	if typ.Name() == network.Members.Name || typ.Name() == network.Partners.Name {
		own = p.leads
	}
	a.write(typ, id, rec, own)
	return id, item
}

// listed adds an item to a list of the network for a reference to lead to.
func (a *aviary) listed(list string, p perch) string {
	of, _ := a.typ(network.Networks.Name).Shape().Field(list)
	q := perch{field: p.field + " > ", own: p.own, target: true}
	id := a.word(q.below("id"))
	if !a.made[list+"/"+id] {
		a.made[list+"/"+id] = true
		item := reflect.New(of.Shape.Elem.Type).Elem()
		a.fill(item, of.Shape.Elem, of, q)
		if chair, ok := of.Shape.Elem.Field("co_chair"); ok {
			chair.In(item).SetBool(false)
			member, _ := of.Shape.Elem.Field("member")
			member.In(item).SetString("")
		}
		a.lists[list] = append(a.lists[list], item)
	}
	return id
}

// unreached are the fields that can say something and that no canary is in.
func (a *aviary) unreached() []string {
	return slices.Sorted(func(yield func(string) bool) {
		for field := range maps.Keys(a.fields) {
			if !a.fields[field] && !yield(field) {
				return
			}
		}
	})
}
