package doc_test

import (
	"os"
	"strconv"
)

// runs is how many generated cases a test tries: UNMN_FUZZ when it is set, else n.
func runs(n int) int {
	if more, err := strconv.Atoi(os.Getenv("UNMN_FUZZ")); err == nil && more > 0 {
		return more
	}
	return n
}
