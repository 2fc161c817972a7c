package network

import (
	"cmp"
	"slices"
)

// The controlled vocabularies. The GCM numbers and principles are those of General
// Assembly resolution 73/195, RSVP those of RFC 5545; the others are the register's
// own words.

// StakeholderClass says what sort of body a party is.
type StakeholderClass string

// The classes that rules ask for.
const (
	UNEntity   StakeholderClass = "un-entity"
	Government StakeholderClass = "government"
)

// Values are all stakeholder classes.
func (StakeholderClass) Values() []string {
	return []string{
		"un-entity", "government", "igo", "ngo", "cso", "migrants", "migrant-diaspora-organization",
		"local-authority", "community", "private-sector", "employers-organization", "workers-organization",
		"trade-union", "parliament", "nhri", "academia", "media", "other",
	}
}

// MembershipStatus is where a member or partner stands.
type MembershipStatus string

// The states of a membership; a partner is Active or Ended.
const (
	ExpressedInterest MembershipStatus = "expressed-interest"
	Active            MembershipStatus = "active"
	Inactive          MembershipStatus = "inactive"
	Ended             MembershipStatus = "ended"
)

// Values are all states of a membership.
func (MembershipStatus) Values() []string {
	return []string{"expressed-interest", "active", "inactive", "ended"}
}

// MembershipBasis says what a membership rests on.
type MembershipBasis string

// Values are all bases of a membership.
func (MembershipBasis) Values() []string { return []string{"terms", "expressed-interest", "decision"} }

// MeetingType says what sort of meeting it is.
type MeetingType string

// The types of meeting.
const (
	Ordinary      MeetingType = "ordinary"
	Annual        MeetingType = "annual"
	Extraordinary MeetingType = "extraordinary"
	GroupMeeting  MeetingType = "working-group"
)

// Values are all types of meeting.
func (MeetingType) Values() []string {
	return []string{"ordinary", "annual", "extraordinary", "working-group"}
}

// MeetingStatus is where a meeting stands.
type MeetingStatus string

// The states of a meeting.
const (
	Planned   MeetingStatus = "planned"
	Convened  MeetingStatus = "convened"
	Held      MeetingStatus = "held"
	Postponed MeetingStatus = "postponed"
	Cancelled MeetingStatus = "cancelled"
	NotHeld   MeetingStatus = "not-held"
)

// Values are all states of a meeting.
func (MeetingStatus) Values() []string {
	return []string{"planned", "convened", "held", "postponed", "cancelled", "not-held"}
}

// Mode is how people take part.
type Mode string

// Values are all modes.
func (Mode) Values() []string { return []string{"in-person", "online", "hybrid"} }

// Purpose says why an item is on an agenda.
type Purpose string

// The purposes that operations and rules use.
const (
	MinutesApproval    Purpose = "minutes-approval"
	ActionReview       Purpose = "action-review"
	ForDecision        Purpose = "for-decision"
	ForDiscussion      Purpose = "for-discussion"
	ForInformation     Purpose = "for-information"
	ProgressReview     Purpose = "progress-review"
	Collaboration      Purpose = "collaboration"
	EmergingChallenges Purpose = "emerging-challenges"
	GroupReport        Purpose = "wg-report"
	AnyOtherBusiness   Purpose = "aob"
)

// Values are all purposes of an agenda item.
func (Purpose) Values() []string {
	return []string{
		"minutes-approval", "action-review", "for-decision", "for-discussion", "for-information",
		"progress-review", "collaboration", "emerging-challenges", "wg-report", "aob",
	}
}

// AttendanceStatus is how a party was there. Absent is printed "not represented".
type AttendanceStatus string

// The states of attendance.
const (
	Present     AttendanceStatus = "present"
	Represented AttendanceStatus = "represented"
	Regrets     AttendanceStatus = "regrets"
	Absent      AttendanceStatus = "absent"
)

// Values are all states of attendance.
func (AttendanceStatus) Values() []string {
	return []string{"present", "represented", "regrets", "absent"}
}

// RSVP is the answer to an invitation, as calendars say it (RFC 5545 PARTSTAT).
type RSVP string

// Values are all answers to an invitation.
func (RSVP) Values() []string {
	return []string{"needs-action", "accepted", "declined", "tentative", "delegated"}
}

// MinutesStatus is where the minutes of a meeting stand.
type MinutesStatus string

// The states of minutes.
const (
	MinutesDraft      MinutesStatus = "draft"
	MinutesCirculated MinutesStatus = "circulated"
	MinutesApproved   MinutesStatus = "approved"
	MinutesCorrected  MinutesStatus = "corrected"
)

// Values are all states of minutes.
func (MinutesStatus) Values() []string {
	return []string{"draft", "circulated", "approved", "corrected"}
}

// ApprovalMethod is how minutes are approved.
type ApprovalMethod string

// The ways of approving minutes.
const (
	ByNoObjection ApprovalMethod = "no-objection"
	ByNextMeeting ApprovalMethod = "next-meeting"
)

// Values are all ways of approving minutes.
func (ApprovalMethod) Values() []string { return []string{"no-objection", "next-meeting"} }

// Attribution says when minutes name who said what.
type Attribution string

// Values are all rules of attribution.
func (Attribution) Values() []string { return []string{"none", "on-request", "by-name"} }

// ActionStatus is where an action stands.
type ActionStatus string

// The states of an action.
const (
	ActionOpen       ActionStatus = "open"
	ActionInProgress ActionStatus = "in-progress"
	ActionDone       ActionStatus = "done"
	ActionDropped    ActionStatus = "dropped"
)

// Values are all states of an action.
func (ActionStatus) Values() []string { return []string{"open", "in-progress", "done", "dropped"} }

// DecisionMethod is how a decision is reached.
type DecisionMethod string

// Values are all methods.
func (DecisionMethod) Values() []string {
	return []string{"consensus-at-meeting", "written-consultation", "silence"}
}

// DecisionPlace says at which meetings decisions are taken.
type DecisionPlace string

// The places of decisions; outside meetings only where they are taken anywhere.
const (
	DecidesAnywhere  DecisionPlace = "anywhere"
	DecidesAtMeeting DecisionPlace = "meeting"
	DecidesAtAnnual  DecisionPlace = "annual-meeting"
)

// Values are all places.
func (DecisionPlace) Values() []string { return []string{"anywhere", "meeting", "annual-meeting"} }

// DecisionStatus is where a decision stands.
type DecisionStatus string

// The states of a decision.
const (
	DecisionDraft      DecisionStatus = "draft"
	DecisionOpen       DecisionStatus = "open"
	DecisionObjected   DecisionStatus = "objected"
	DecisionAdopted    DecisionStatus = "adopted"
	DecisionNone       DecisionStatus = "no-consensus"
	DecisionWithdrawn  DecisionStatus = "withdrawn"
	DecisionSuperseded DecisionStatus = "superseded"
)

// Values are all states of a decision.
func (DecisionStatus) Values() []string {
	return []string{"draft", "open", "objected", "adopted", "no-consensus", "withdrawn", "superseded"}
}

// ConsultationStatus is where the consultation of one party stands.
type ConsultationStatus string

// Values are all states of a consultation.
func (ConsultationStatus) Values() []string {
	return []string{"not-consulted", "awaiting", "responded", "no-response"}
}

// Position is what a party answered.
type Position string

// Values are all positions.
func (Position) Values() []string {
	return []string{"agree", "no-objection", "comments", "reservation", "dissociates", "objection"}
}

// Disposition says what was done with a comment or an answer.
type Disposition string

// Values are all dispositions.
func (Disposition) Values() []string {
	return []string{"accepted", "partly-accepted", "noted", "not-accepted"}
}

// Determination says whether a decision needs the consultation of the state.
type Determination string

// The determinations.
const (
	StatePending     Determination = "pending"
	StateRequired    Determination = "required"
	StateNotRequired Determination = "not-required"
)

// Values are all determinations.
func (Determination) Values() []string { return []string{"pending", "required", "not-required"} }

// Presumption is the determination that stands until the co-chairs determine.
type Presumption string

// Values are both presumptions.
func (Presumption) Values() []string { return []string{"required", "not-required"} }

// StateGround is which words of the terms the determination rests on.
type StateGround string

// Values are both grounds.
func (StateGround) Values() []string { return []string{"relevant", "of-concern"} }

// StateBasis is the fact behind a determination.
type StateBasis string

// Values are all facts behind a determination.
func (StateBasis) Values() []string {
	return []string{
		"national-strategy", "national-law", "government-partner", "public-statement", "national-data",
		"joint-programme-funding", "ministry-competence", "member-flag", "state-request",
	}
}

// StateObjection is what the objection of a Government institution does.
type StateObjection string

// Values are all effects.
func (StateObjection) Values() []string { return []string{"must-address", "blocks"} }

// Capacity is the capacity in which a party is consulted or takes part.
type Capacity string

// Values are all capacities.
func (Capacity) Values() []string {
	return []string{"member", "state-lead", "government", "partner", "observer", "guest"}
}

// Channel is the way something was asked or answered.
type Channel string

// Values are all channels.
func (Channel) Values() []string {
	return []string{"meeting", "e-mail", "letter", "note-verbale", "telephone", "portal"}
}

// OutcomeResult is how a decision ended.
type OutcomeResult string

// Values are all results.
func (OutcomeResult) Values() []string { return []string{"adopted", "no-consensus", "withdrawn"} }

// GroupKind says whether a working group lasts.
type GroupKind string

// The kinds of working group.
const (
	Permanent GroupKind = "permanent"
	AdHoc     GroupKind = "ad-hoc"
)

// Values are both kinds.
func (GroupKind) Values() []string { return []string{"permanent", "ad-hoc"} }

// GroupStatus is where a working group stands.
type GroupStatus string

// The states of a working group.
const (
	GroupActive GroupStatus = "active"
	GroupClosed GroupStatus = "closed"
)

// Values are both states.
func (GroupStatus) Values() []string { return []string{"active", "closed"} }

// Visibility says for whom an edition shows a record or a row. It is not access
// control: whoever can clone the repository can read everything.
type Visibility string

// The circles of readers, from the closest to everybody.
const (
	ForCoChairs   Visibility = "co-chairs"
	ForMembers    Visibility = "members"
	ForGovernment Visibility = "government"
	ForPartners   Visibility = "partners"
	ForPublic     Visibility = "public"
)

// Values are all circles.
func (Visibility) Values() []string {
	return []string{"co-chairs", "members", "government", "partners", "public"}
}

// MayRead reports whether readers of a circle see what is for another: what is for
// their own or a wider one. A circle that is not said is the members'.
func (v Visibility) MayRead(own Visibility) bool {
	return cmp.Or(own, ForMembers).rank() >= cmp.Or(v, ForMembers).rank()
}

// rank is how wide a circle is, from 0 for the co-chairs.
func (v Visibility) rank() int { return slices.Index(v.Values(), string(v)) }

// ClauseSeverity says how a clause is looked after.
type ClauseSeverity string

// Values are all severities; "none" is not for a machine.
func (ClauseSeverity) Values() []string { return []string{"error", "due", "warning", "info", "none"} }

// Every is how often something is due.
type Every string

// Values are all intervals.
func (Every) Values() []string { return []string{"month", "2-months", "quarter", "half-year", "year"} }
