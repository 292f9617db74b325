// Package chain has what tells channels that it is given of what happens, which goes through a loop.
package chain

type Block struct{ Height int }

type Chain struct {
	in, out chan chan *Block
}

func (c *Chain) SubscribeForBlocks(ch chan *Block)    { c.in <- ch }
func (c *Chain) UnsubscribeFromBlocks(ch chan *Block) { c.out <- ch }

// RegisterHook is given what is called for something else.
func (c *Chain) RegisterHook(hook func(*Block)) {}

// A Pool is given channels for good.
type Pool struct{ free chan chan *Block }

func (p *Pool) SubscribeForBlocks(ch chan *Block) { p.free <- ch }
func (p *Pool) UnsubscribeFromBlocks(height int)  {}
func (p *Pool) UnsubscribeFromAll(ch chan *Block) {}
