package commands

import "example.com/testdata/busmodel/recognised/quiet/commands/images"

// A Publisher publishes images, which are no commands.
type Publisher struct{}

func (*Publisher) Publish(r images.Result, ref string) error { return nil }

func publish(p *Publisher, r images.Result) { _ = p.Publish(r, "x") }
