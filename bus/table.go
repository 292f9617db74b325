package bus

import (
	"cmp"
	"math/bits"
	"reflect"
	"sync"
	"sync/atomic"
)

// A table finds the route of a message's type, without a lock.
//
// It is a hash table with open addressing. A built-in map would have to be copied
// for each registration, and looking up a type is most of what a dispatch does.
type table struct {
	slots atomic.Pointer[slots]

	changing sync.Mutex // guards what follows, and all changes
	used     int        // of the slots
	all      []Registration
}

// slots are a power of two, of which at most half are used. Routes are not removed:
// only another of the same type takes the place of one.
type slots []atomic.Pointer[route]

// A route says who receives the messages of a type. It is never changed, only
// replaced.
type route struct {
	key       uintptr
	handler   *receiver // nil if nobody has asked for one yet
	listeners []*receiver
}

// handled reports whether a handler was registered for the message.
func (r *route) handled() bool { return r.handler != nil && r.handler.Function != "" }

// key stands for a named type, or a pointer to one: it is the address of its
// descriptor, which lives as long as the program.
func key(msg reflect.Type) uintptr { return reflect.ValueOf(msg).Pointer() }

// find returns the route of a type, or nil if the table does not know it.
func (t *table) find(msg reflect.Type) *route {
	s := t.slots.Load()
	if s == nil || msg == nil {
		return nil
	}
	r, _ := s.find(key(msg))
	return r
}

// find returns the route of a key and its slot, or nil and the slot that is free
// for it now.
func (s slots) find(key uintptr) (*route, *atomic.Pointer[route]) {
	// The upper bits of the product depend on all bits of the key.
	hash := uint64(key) * 0x9e3779b97f4a7c15
	for i := hash >> bits.LeadingZeros64(uint64(len(s)-1)); ; i++ {
		slot := &s[i&uint64(len(s)-1)]
		if r := slot.Load(); r == nil || r.key == key {
			return r, slot
		}
	}
}

// add lets change put a receiver into the route of its message.
func (t *table) add(r *receiver, change func(*route)) {
	t.update(r.Message, func(to *route) {
		change(to)
		t.all = append(t.all, r.Registration)
	})
}

// update replaces the route of a type by what change makes of it.
func (t *table) update(msg reflect.Type, change func(*route)) *route {
	t.changing.Lock()
	defer t.changing.Unlock()
	next := route{key: key(msg)}
	old := t.find(msg)
	if old != nil {
		next = *old
	}
	change(&next)
	if old == nil {
		t.makeRoom()
	}
	_, slot := t.slots.Load().find(next.key)
	slot.Store(&next)
	return &next
}

// makeRoom doubles the slots if one more would be too many. Who reads the old ones
// meanwhile is as one who came before what is then added.
func (t *table) makeRoom() {
	t.used++
	old := *cmp.Or(t.slots.Load(), new(slots))
	if 2*t.used <= len(old) {
		return
	}
	next := make(slots, max(16, 2*len(old)))
	for i := range old {
		if r := old[i].Load(); r != nil {
			_, slot := next.find(r.key)
			slot.Store(r)
		}
	}
	t.slots.Store(&next)
}
