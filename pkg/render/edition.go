package render

import (
	"cmp"
	"fmt"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// shows reports whether the edition shows what is for a circle; a row without a
// circle of its own has that of what it stands in.
func (b *builder) shows(own, inherited network.Visibility) bool {
	return b.For.MayRead(cmp.Or(own, inherited))
}

// persons reports whether the edition names people: everybody's but the public's.
func (b *builder) persons() bool { return b.For != network.ForPublic }

// addresses reports whether the edition has work addresses and links to join.
func (b *builder) addresses() bool { return b.For.MayRead(network.ForMembers) }

// hides reports whether a party is kept from the readers: its record says for whom
// it is and they are not among them. A party whose record says nothing is shown in
// documents that are for wider circles, such as the minutes it took part in.
func (b *builder) hides(p partyEntry) bool { return p.visibility != "" && !b.shows(p.visibility, "") }

// refuseReaders says that a record is not for the readers of the edition.
func (b *builder) refuseReaders(item record.Item, own network.Visibility) error {
	return &network.Refusal{
		Message: fmt.Sprintf("the %s %q is for %s; an edition for %s does not show it", item.Type.Name(), item.ID, cmp.Or(own, network.ForMembers), b.For),
		Hint:    fmt.Sprintf("to show it to them: `unmn %s set %s visibility=%s`", item.Type.Name(), item.ID, b.For),
	}
}
