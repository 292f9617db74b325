// Package queued has verbs that say little, and types that say no more.
package queued

type Event struct{ Name string }

// A Journal has hooks.
type Journal struct{ hooks []func(Event) }

func (j *Journal) AddHook(hook func(Event)) { j.hooks = append(j.hooks, hook) }
func (j *Journal) Write(e Event)            {}

// A List keeps what it is given, and walks over that.
type List struct{ events []Event }

func (l *List) Append(e Event)          { l.events = append(l.events, e) }
func (l *List) Add(visit func(e Event)) {}

// A Pool works.
type Pool struct {
	jobs   chan Job
	stages []func(Job)
}

type Job struct{ ID int }

func (p *Pool) Enqueue(j Job)       { p.jobs <- j }
func (p *Pool) Add(stage func(Job)) { p.stages = append(p.stages, stage) }

// A Cache tells of what it drops.
type Cache struct{ dropped []func(Entry) }

type Entry struct{ Key string }

func (c *Cache) OnDrop(f func(Entry)) { c.dropped = append(c.dropped, f) }
func (c *Cache) Put(e Entry)          {}
func (c *Cache) Push(e Entry)         {}

func use(j *Journal, l *List, p *Pool, c *Cache) {
	j.AddHook(func(Event) {})
	j.Write(Event{})
	l.Append(Event{})
	l.Add(func(Event) {})
	p.Enqueue(Job{})
	p.Add(func(Job) {})
	c.OnDrop(func(Entry) {})
	c.Put(Entry{})
	c.Push(Entry{})
}
