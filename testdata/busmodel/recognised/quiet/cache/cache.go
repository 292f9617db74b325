// Package cache tells who calls it of what it drops.
package cache

type Entry struct{ Key string }

type LRU struct{ onEvict []func(Entry) }

func (c *LRU) OnEvict(f func(Entry)) { c.onEvict = append(c.onEvict, f) }

func (c *LRU) notifyEvicted(e Entry) {
	for _, f := range c.onEvict {
		f(e)
	}
}

func (c *LRU) Remove(key string) { c.notifyEvicted(Entry{key}) }

func use(c *LRU) {
	c.OnEvict(func(Entry) {})
	c.Remove("x")
}
