package network

import (
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// finalStatement keeps everybody on the list who was asked to clear a statement, the
// text that they were asked about, and what was delivered as it was.
func finalStatement(id record.ID, a, b *Statement) error {
	see := "see it with `unmn statement show " + string(id) + "`"
	for _, row := range a.Clearance {
		if !slices.ContainsFunc(b.Clearance, func(r MemberClearance) bool { return r.Member == row.Member && r.Round == row.Round }) {
			return refuse(see, "the members were asked to clear statement %q: %q in round %d stays on its list", id, row.Member, row.Round)
		}
	}
	if a.runs() && len(a.Rounds) == len(b.Rounds) && a.Text.String() != b.Text.String() {
		return refuse(typed("statement", "ask", string(id), "--text", "the revised text"),
			"the members were asked to clear the text of statement %q; a revised one begins a new round", id)
	}
	if a.Status != StatementDelivered {
		return nil
	}
	for _, field := range doc.ChangedFields(statementType.Shape(), a, b) {
		if !slices.Contains([]string{"topics", "gcm", "advance_notice", "state_consultation", "visibility", "notes"}, field) {
			return refuse("draft another with `unmn statement new ISSUE --text TEXT`",
				"statement %q was delivered: its %s stays as it is", id, strings.ReplaceAll(field, "_", " "))
		}
	}
	return nil
}
