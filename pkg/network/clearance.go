package network

import (
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// What leaves the secretariat is cleared first, by the posts that the rules name.

// clearances are the leaves to send something out that are still missing of those the
// rules want, given those that are there. Working groups send what they like.
func clearances(n *Network, m *Meeting, have []Clearance) []string {
	if m.Type == GroupMeeting {
		return nil
	}
	return leavesMissing(n, have)
}

// leavesMissing are the posts that the rules name and that did not give their leave.
func leavesMissing(n *Network, have []Clearance) []string {
	var missing []string
	for _, post := range n.Rules.ClearanceBy.Or(nil) {
		if clearanceAt(have, record.Key(post)) < 0 {
			missing = append(missing, string(post))
		}
	}
	return missing
}

// clearanceAt is the row of a post, from 0; -1 when it did not give its leave.
func clearanceAt(have []Clearance, post record.Key) int {
	return slices.IndexFunc(have, func(c Clearance) bool { return c.Post == post })
}

// giveLeave adds the leave of posts, given on a day; one that is there already is given
// anew. It refuses what is no post.
func giveLeave(n *Network, have []Clearance, by []record.Key, day doc.Date) ([]Clearance, error) {
	out := slices.Clone(have)
	for _, key := range by {
		if _, ok := postOf(n, key); !ok {
			return nil, usage("%q is no post; those who clear are %s", key, strings.Join(idTexts(postIDs(n)), ", "))
		}
		if at := clearanceAt(out, key); at >= 0 {
			out[at].Date = day
		} else {
			out = append(out, Clearance{Post: key, Date: day})
		}
	}
	return out, nil
}
