package publish

import "github.com/buslint/buslint/bus"

type refusal struct{ refused bool }

func (r *refusal) Cancel()         { r.refused = true }
func (r *refusal) Cancelled() bool { return r.refused }

type (
	ItemConsuming struct{ *refusal }
	ShopSell      struct{ vetoed bool }
	MountBefore   struct{}
	RefundPay     struct{ reason string } // want `^event RefundPay is not in the past tense`
	OrderCancel   struct{ refused bool }  // want `^event OrderCancel is not in the past tense`
)

func (s *ShopSell) SetVetoed(vetoed bool) { s.vetoed = vetoed }
func (s *ShopSell) IsVetoed() bool        { return s.vetoed }

// Nobody refuses what only tells that it is about something cancelled, or cannot tell.
func (r *RefundPay) IsCancelled() bool { return r.reason != "" }
func (o *OrderCancel) Cancel()         { o.refused = true }

// What listeners may refuse has not happened yet.
func refused(b bus.Bus) {
	_ = b.Publish(&ItemConsuming{})
	_ = b.Publish(&ShopSell{})
	_ = b.Publish(&MountBefore{})
	_ = b.Publish(&RefundPay{})
	_ = b.Publish(&OrderCancel{})
}

type happening interface{ Name() string }

type (
	BulkEvent struct{ Events []happening }
	SendMail  struct{ Events []string }   // want `^event SendMail is not in the past tense`
	SendPost  struct{ Notes []happening } // want `^event SendPost is not in the past tense`
)

// What holds others says nothing itself.
func bulk(b bus.Bus) {
	_ = b.Publish(&BulkEvent{})
	_ = b.Publish(&SendMail{})
	_ = b.Publish(&SendPost{})
}
