package network

import (
	"strings"
	"testing"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// A network that names no co-chair has statements too: what is proposed has a place for
// the post, and delivering is refused.
func TestStatementOfANetworkWithoutCoChairs(t *testing.T) {
	s := planSet(t, map[string]string{"network.yaml": strings.ReplaceAll(planFiles["network.yaml"], "    co_chair: true\n", "")})
	c, id, err := NewStatement(s, "2026-11-02", StatementOptions{Statement: Statement{Issue: doc.Plain("Winter"), Text: doc.Plain("Shelter for all.")}})
	s = planned(t, s, c, err)
	c, _, err = AskClearance(s, "2026-11-02", ClearanceOptions{ID: id, Closes: "2026-11-20T17:00"})
	s = planned(t, s, c, err)
	rec, _ := Statements.Get(s, id)
	var rows []ClearRow
	for _, row := range rec.Rec.Clearance {
		rows = append(rows, ClearRow{Member: row.Member, Reply: Reply(agrees)})
	}
	c, told, err := ClearStatement(s, "2026-11-03", ClearOptions{ID: id, Rows: rows})
	s = planned(t, s, c, err)
	if len(told) != 1 || !strings.Contains(told[0], "`unmn statement deliver "+string(id)+" --by POST`") {
		t.Errorf("told %q", told)
	}
	_, _, err = ClearStatement(s, "2026-11-03", ClearOptions{ID: id})
	wantRefusal(t, err, "is cleared already")
	_, _, err = DeliverStatement(s, "2026-11-03", DeliverOptions{ID: id, By: record.Key("undp")})
	wantRefusal(t, err, "the co-chairs deliver it")
}
