// Package permessage has a bus with a method for each message.
package permessage

import "context"

type InboundMessage struct{ Text string }

type MessageBus struct{ in chan InboundMessage }

func (b *MessageBus) PublishInbound(ctx context.Context, m InboundMessage) error {
	b.in <- m
	return nil
}

func (b *MessageBus) SubscribeInbound() <-chan InboundMessage { return b.in }
