package network

// The words of the vocabularies that the operations and rules of decisions use.
const (
	methodMeeting DecisionMethod = "consensus-at-meeting"
	methodSilence DecisionMethod = "silence"

	notConsulted ConsultationStatus = "not-consulted"
	awaiting     ConsultationStatus = "awaiting"
	responded    ConsultationStatus = "responded"
	noResponse   ConsultationStatus = "no-response"

	agrees      Position = "agree"
	noObjection Position = "no-objection"
	amends      Position = "comments"
	objects     Position = "objection"

	asMember     Capacity = "member"
	asStateLead  Capacity = "state-lead"
	asGovernment Capacity = "government"

	resultAdopted   OutcomeResult = "adopted"
	resultNone      OutcomeResult = "no-consensus"
	resultWithdrawn OutcomeResult = "withdrawn"

	objectionBlocks StateObjection = "blocks"
	inMeeting       Channel        = "meeting"
)

// Reply is what is recorded of a party that was asked: its position, or that it did
// not reply. No reply is a fact of its own and never a position.
type Reply string

// NoReply is the reply of whoever did not reply.
const NoReply Reply = "no-response"

// Values are all replies.
func (Reply) Values() []string { return append(Position("").Values(), string(NoReply)) }

// IsInstitution reports a Government institution among the consulted; it is listed
// apart from the members' consensus.
func (c Consultation) IsInstitution() bool {
	return c.Capacity == asStateLead || c.Capacity == asGovernment
}

// lastRow is where the row of a party's last round stands, -1 when it has none.
func lastRow(d *Decision, party PartyRef) int {
	at := -1
	for i, c := range d.Consultation {
		if c.Party == party && (at < 0 || c.Round > d.Consultation[at].Round) {
			at = i
		}
	}
	return at
}

// roundOf is the round that a decision is in, from 1.
func roundOf(d *Decision) int { return len(d.Rounds) + 1 }

// currentRows are where the rows of the last rounds stand, in the order of the list.
func currentRows(d *Decision) []int {
	var out []int
	for i, c := range d.Consultation {
		if lastRow(d, c.Party) == i {
			out = append(out, i)
		}
	}
	return out
}
