package use

import "example.com/testdata/busmodel/recognised/chain"

// blocks is what this package needs of a chain.
type blocks interface {
	SubscribeForBlocks(ch chan *chain.Block)
	UnsubscribeFromBlocks(ch chan *chain.Block)
}

func follow(c *chain.Chain, b blocks, p *chain.Pool) {
	ch := make(chan *chain.Block)
	c.SubscribeForBlocks(ch) // want `^listen \?$`
	b.SubscribeForBlocks(ch) // want `^listen \?$`
	p.SubscribeForBlocks(ch)
	c.RegisterHook(func(*chain.Block) {})
	c.UnsubscribeFromBlocks(ch)
}
