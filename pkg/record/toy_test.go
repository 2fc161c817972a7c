package record_test

import (
	"io/fs"
	"maps"
	"slices"
	"sync"
	"testing"
	"testing/fstest"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// The toy domain: a choir. It has every layout, every kind of reference, and rules
// of every sort that a Check may be.

type choir struct {
	Name  string `yaml:"name" must:"yes" doc:"its name"`
	Posts []post `yaml:"posts" doc:"what there is to do"`
	Most  int    `yaml:"most" range:"1-99" doc:"how many concerts one voice leads"`
}

type post struct {
	ID    string   `yaml:"id" key:"yes" must:"yes" doc:"id"`
	Title doc.Text `yaml:"title" doc:"title"`
}

// voice is embedded by singer and guest: they share their ids.
type voice struct {
	Name string     `yaml:"name" must:"yes" doc:"name"`
	Post record.Key `yaml:"post" of:"choir.posts" words:"nothing" doc:"what he or she does"`
	Tags []string   `yaml:"tags" doc:"words"`
}

type singer struct {
	voice `yaml:",inline"`
	After record.Ref[singer] `yaml:"after" doc:"whom he or she replaced"`
}

type guest struct {
	voice `yaml:",inline"`
	By    record.Ref[singer] `yaml:"by" doc:"who invited"`
}

type concert struct {
	Title  string                 `yaml:"title" must:"yes" doc:"title"`
	Leader record.Shared[voice]   `yaml:"leader" doc:"who leads"`
	Voices []record.Shared[voice] `yaml:"voices" doc:"who sings"`
	Pieces []piece                `yaml:"pieces" doc:"what is sung"`
	Encore record.Key             `yaml:"encore" of:".pieces" doc:"which piece again"`
	See    []record.AnyRef        `yaml:"see" of:"concert,concert#pieces,singer" doc:"what belongs to it"`
	Closed bool                   `yaml:"closed" doc:"nothing changes any more"`
}

type piece struct {
	ID   string               `yaml:"id" key:"yes" must:"yes" doc:"id"`
	Solo record.Shared[voice] `yaml:"solo" doc:"who sings alone"`
	Text doc.Text             `yaml:"text" doc:"about it"`
}

var (
	choirs   = &record.Kind[choir]{Name: "choir", Doc: "the choir", Layout: record.Single}
	singers  = &record.Kind[singer]{Name: "singer", Folder: "singers", Doc: "a singer"}
	guests   = &record.Kind[guest]{Name: "guest", Folder: "guests", Doc: "a guest"}
	concerts = &record.Kind[concert]{Name: "concert", Folder: "concerts", Doc: "a concert", Layout: record.ByYear}
)

// types makes the toy's types; each test has its own.
func types() []record.Type {
	return []record.Type{
		record.Of(choirs, []record.Check[choir]{{
			Rule: "one-holder", Why: "two would both believe the other does it",
			Run: func(e *record.Entry[choir], s *record.Set, report record.Reporter) {
				holders := map[record.Key]int{}
				for v := range singers.All(s) {
					holders[v.Rec.Post]++
				}
				for i, p := range e.Rec.Posts {
					if n := holders[record.Key(p.ID)]; n > 1 {
						report.At("posts", i, "id").Problem("%d singers are %q", n, p.ID)
					}
				}
			},
		}}, nil),
		record.Of(singers, []record.Check[singer]{
			{
				Rule: "leads-too-much", Why: "voices are to last", Severity: diag.Warning,
				Run: func(e *record.Entry[singer], s *record.Set, report record.Reporter) {
					n := 0
					for c := range concerts.All(s) {
						if c.Rec.Leader.ID() == e.ID {
							n++
						}
					}
					if most := choirs.One(s).Most; most > 0 && n > most {
						report.Hint("name another leader").Problem("%q leads %d concerts", e.ID, n)
					}
				},
			},
			{
				Rule: "after-oneself", Why: "nobody replaces himself",
				Run: func(e *record.Entry[singer], _ *record.Set, report record.Reporter) {
					if e.Rec.After.ID() == e.ID {
						report.At("after").Problem("%q replaces itself", e.ID)
					}
				},
			},
		}, []record.Column[singer]{{Name: "name", Doc: "the name", Value: func(e *record.Entry[singer], _ *record.Set) string { return e.Rec.Name }}}),
		record.Of(guests, []record.Check[guest](nil), nil),
		record.Of(concerts, []record.Check[concert]{
			{
				Rule: "closed-is-quiet", Why: "what is over is over",
				Run: func(e *record.Entry[concert], s *record.Set, report record.Reporter) {
					for c := range concerts.All(s) {
						for _, see := range c.Rec.See {
							if kind, id, _ := see.Split(); e.Rec.Closed && kind == "concert" && id == e.ID && !c.Rec.Closed {
								report.At("closed").Problem("%q is open and refers to this", c.ID)
							}
						}
					}
				},
			},
			{
				Rule: "leader-is-singer", Why: "guests do not lead",
				Run: func(e *record.Entry[concert], s *record.Set, report record.Reporter) {
					if id := e.Rec.Leader.ID(); id != "" && !s.Has("singer", id) {
						report.At("leader").Problem("%q is no singer", id)
					}
				},
			},
		}, nil),
	}
}

// base is a choir without problems.
func base() fstest.MapFS {
	return files(map[string]string{
		"records/choir.yaml":                        "name: Choir\nposts: [{id: alto}, {id: bass}]\nmost: 2\n",
		"records/singers/ana.yaml":                  "name: Ana\npost: alto\n",
		"records/singers/boris.yaml":                "name: Boris\npost: bass\nafter: ana\n",
		"records/singers/ceca.yaml":                 "name: Ceca\npost: nothing\n",
		"records/guests/dora.yaml":                  "name: Dora\nby: ana\n",
		"records/concerts/2025/2025-q4.yaml":        "title: Autumn\nleader: ana\npieces: [{id: hymn}]\n",
		"records/concerts/2026/2026-q1.yaml":        "title: Winter\nleader: ana\nvoices: [boris, dora]\npieces:\n  - id: hymn\n    solo: dora\n  - id: song\nencore: song\nsee: [concert/2025-q4#hymn, singer/boris, concert/2025-q4]\n",
		"records/concerts/2026/2026-05-14-may.yaml": "title: May\nleader: boris\nsee: [concert/2026-q1]\n",
	})
}

func files(text map[string]string) fstest.MapFS {
	out := fstest.MapFS{}
	for name, data := range text {
		out[name] = &fstest.MapFile{Data: []byte(data)}
	}
	return out
}

// with is base with files added or replaced; "" removes one.
func with(name, text string, more ...string) fstest.MapFS {
	fsys := base()
	all := append([]string{name, text}, more...)
	for i := 0; i < len(all); i += 2 {
		if all[i+1] == "" {
			delete(fsys, all[i])
			continue
		}
		fsys[all[i]] = &fstest.MapFile{Data: []byte(all[i+1])}
	}
	return fsys
}

func load(t testing.TB, fsys fs.FS) *record.Set {
	t.Helper()
	s, err := record.Load(fsys, types()...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// counting is an fs.FS that notes what is opened, and fails where it is told to.
type counting struct {
	fstest.MapFS
	mu    sync.Mutex
	opens map[string]int
	fail  map[string]error
}

func count(fsys fstest.MapFS) *counting {
	return &counting{MapFS: fsys, opens: map[string]int{}, fail: map[string]error{}}
}

func (c *counting) note(op, name string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if op != "stat" {
		c.opens[name]++
	}
	if err := c.fail[name]; err != nil {
		return &fs.PathError{Op: op, Path: name, Err: err}
	}
	return nil
}

func (c *counting) Open(name string) (fs.File, error) {
	if err := c.note("open", name); err != nil {
		return nil, err
	}
	return c.MapFS.Open(name)
}

func (c *counting) ReadFile(name string) ([]byte, error) {
	if err := c.note("read", name); err != nil {
		return nil, err
	}
	return c.MapFS.ReadFile(name)
}

func (c *counting) ReadDir(name string) ([]fs.DirEntry, error) {
	if err := c.note("readdir", name); err != nil {
		return nil, err
	}
	return c.MapFS.ReadDir(name)
}

func (c *counting) Stat(name string) (fs.FileInfo, error) {
	if err := c.note("stat", name); err != nil {
		return nil, err
	}
	return c.MapFS.Stat(name)
}

// opened are the record files that were read, and none twice.
func (c *counting) opened(t *testing.T) []string {
	t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	var out []string
	for _, name := range slices.Sorted(maps.Keys(c.opens)) {
		if _, isFile := c.MapFS[name]; !isFile {
			continue
		}
		out = append(out, name)
		if c.opens[name] > 1 {
			t.Errorf("%s was read %d times", name, c.opens[name])
		}
	}
	return out
}

func lines(list diag.List) []string {
	var out []string
	for _, p := range list.Sort() {
		out = append(out, p.String())
	}
	return out
}
