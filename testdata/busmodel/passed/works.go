package passed

import (
	"context"
	"fmt"
	"log"
)

type shelf struct{ books []string } // want `^shelf is an event$`

type MovedEvent struct{} // want `^MovedEvent is an event$`

func order(s *shelf) error {
	s.books = append([]string{}, s.books...)
	return nil
}

func count(s *shelf) int { return len(s.books) }

// counted looks at the shelf, and tells of it.
func (l *library) counted(ctx context.Context, s *shelf) error {
	if count(s) == 0 {
		return nil
	}
	return l.bus.PublishCtx(ctx, s) // want `^publish shelf, aware$`
}

// sorted does something with the shelf, and tells of it.
func (l *library) sorted(ctx context.Context, s *shelf) error {
	if err := order(s); err != nil {
		return err
	}
	return l.bus.PublishCtx(ctx, s) // want `^publish shelf, aware$`
}

func (l *library) emptied(ctx context.Context, s *shelf) {
	s.books = nil
	_ = l.bus.PublishCtx(ctx, s) // want `^publish shelf, aware$`
}

// retried only tells of the shelf, and says how it went.
func (l *library) retried(ctx context.Context, s *shelf) error {
	for range 3 {
		if err := l.bus.PublishCtx(ctx, s); err == nil { // want `^publish shelf, aware$`
			return nil
		}
		log.Println("again", s, len(s.books))
	}
	return fmt.Errorf("shelf %v", s)
}

// publishOrdered is called after what it does.
func (l *library) publishOrdered(ctx context.Context, s *shelf) {
	_ = order(s)
	_ = l.bus.PublishCtx(ctx, s) // want `^publish shelf, aware$`
}

func valid(MovedEvent) bool { return true }

// moved takes what is called a message.
func (l *library) moved(ctx context.Context, e MovedEvent) {
	if valid(e) {
		_ = l.bus.PublishCtx(ctx, &e) // want `^publish MovedEvent, aware$`
	}
}

// noted does something else, as well.
func (l *library) noted(ctx context.Context, id string, s *shelf) {
	l.note(id)
	_ = l.bus.PublishCtx(ctx, s) // want `^publish shelf, aware$`
}

func (l *library) note(id string) {}

// just tells of the shelf, if there is one.
func (l *library) just(ctx context.Context, s *shelf) {
	if s != nil {
		_ = l.bus.PublishCtx(ctx, s) // want `^publish shelf, aware$`
	}
}

func works(ctx context.Context, l *library) {
	l.noted(ctx, "", &shelf{})
	l.just(ctx, &shelf{}) // want `^publish shelf, aware, through a value$`
	_ = l.sorted(ctx, &shelf{})
	_ = l.counted(ctx, &shelf{}) // want `^publish shelf, aware, through a value$`
	l.emptied(ctx, &shelf{})
	_ = l.retried(ctx, &shelf{})      // want `^publish shelf, aware, through a value$`
	l.publishOrdered(ctx, &shelf{})   // want `^publish shelf, aware, through a value$`
	l.moved(ctx, MovedEvent{})        // the message is a copy of what it is given
	l.movedItself(ctx, &MovedEvent{}) // want `^publish MovedEvent, aware, through a value$`
}

func (l *library) movedItself(ctx context.Context, e *MovedEvent) {
	if valid(*e) {
		_ = l.bus.PublishCtx(ctx, e) // want `^publish MovedEvent, aware$`
	}
}

func (s *shelf) copy() *shelf { c := *s; return &c }

// copied tells of a copy of the shelf.
func (l *library) copied(ctx context.Context, s *shelf) {
	_ = l.bus.PublishCtx(ctx, s.copy()) // want `^publish shelf, aware$`
}

func copies(ctx context.Context, l *library) {
	l.copied(ctx, &shelf{}) // want `^publish shelf, aware, through a value$`
}
