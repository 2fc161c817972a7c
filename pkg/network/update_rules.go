package network

import (
	"slices"

	"unmn/pkg/record"
)

var updateType = record.Of(Updates, updateChecks, updateColumns)

var updateChecks = slices.Concat(
	textChecks(Updates),
	[]record.Check[Update]{
		rule("day-of-id", whyDayOfID, func(e *record.Entry[Update], _ *record.Set, report record.Reporter) {
			dayOfID(e.ID, string(e.Rec.Date), Updates.PathOf, report)
		}),
		rule("web-address", whyWebAddress, func(e *record.Entry[Update], _ *record.Set, report record.Reporter) {
			notLink(report.At("link"), e.Rec.Link)
			if e.Rec.Hub != nil {
				notLink(report.At("hub", "url"), e.Rec.Hub.URL)
			}
		}),
		advice("update-reachable", "Data, studies, documents and tools are shared so that others use them: a link or a file says where they are.",
			func(e *record.Entry[Update], _ *record.Set, report record.Reporter) {
				found := []KnowledgeType{"data", "document", "study", "tool"}
				if slices.Contains(found, e.Rec.Type) && e.Rec.Link == "" && e.Rec.File == "" {
					report.At("type").Hint("`unmn update set %s link=https://...`, or file=NAME", e.ID).Problem("it is not said where the %s can be had", e.Rec.Type)
				}
			}),
		rule("hub-published", "What the Migration Network Hub shows is counted as a contribution of the Network; it can be looked up there.",
			func(e *record.Entry[Update], _ *record.Set, report record.Reporter) {
				if h := e.Rec.Hub; h != nil && h.Status == HubPublished && h.URL == "" {
					report.At("hub", "status").Hint("add `url: https://...` with its page on the Hub").Problem("the Hub has published it, and it is not said where")
				}
			}),
	},
)
