package events

type FakeOrderEvent struct{}
