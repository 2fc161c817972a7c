package cli

import (
	"fmt"
	"strings"
	"testing"
)

// The desk fits one screen whatever there is to tell, and says how much it left out.
func TestDeskFitsOneScreen(t *testing.T) {
	for _, n := range []int{0, 1, 5, 21, 22, 40, 500} {
		var lines []deskLine
		for i := range n {
			lines = append(lines, deskLine{"overdue", "2026-12-01", fmt.Sprintf("Пренос података број %d %s", i, strings.Repeat("реч ", i%30)), "unmn action done 2026-q4-" + strings.Repeat("x", i%50) + " --evidence EVIDENCE"})
		}
		screen := deskScreen(strings.Repeat("UN Network on Migration ", 5), "2026-12-10", lines)
		rows := strings.Split(strings.TrimSuffix(screen, "\n"), "\n")
		if len(rows) > deskLines-1 {
			t.Errorf("%d lines make %d rows:\n%s", n, len(rows), screen)
		}
		shown := 0
		for _, row := range rows {
			if len([]rune(row)) > deskWidth {
				t.Errorf("%d wide: %s", len([]rune(row)), row)
			}
			if strings.HasPrefix(row, "overdue") {
				shown++
			}
		}
		if shown < n && !strings.Contains(screen, fmt.Sprintf("and %d more: unmn due", n-shown)) {
			t.Errorf("%d of %d lines are shown, and it is not said:\n%s", shown, n, screen)
		}
	}
}
