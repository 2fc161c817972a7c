package network

import "unmn/pkg/record"

var partnerType = record.Of(Partners, partnerChecks, partnerColumns)

var partnerChecks = []record.Check[Partner]{}

