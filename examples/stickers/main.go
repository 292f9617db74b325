// Stickers is a small application whose parts talk over the message bus: users
// send each other stickers over HTTP.
//
// Usage:
//
//	stickers [-addr host:port]
package main

import (
	"context"
	"errors"
	"flag"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/buslint/buslint/bus"
	"github.com/buslint/buslint/bus/aftercommit"

	"example.com/stickers/achievements"
	"example.com/stickers/api"
	"example.com/stickers/notifications"
	"example.com/stickers/stickers"
)

func main() {
	addr := flag.String("addr", "localhost:8080", "the address to serve HTTP on")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := serve(ctx, *addr)
	stop()
	if err != nil {
		log.Fatal(err)
	}
}

// newHandler puts all services on a bus and returns what serves them.
func newHandler(b *bus.InProcBus) (http.Handler, error) {
	held := aftercommit.New(b)
	for _, service := range []interface{ Init() error }{
		stickers.New(held),
		achievements.New(held),
		notifications.New(held),
	} {
		if err := service.Init(); err != nil {
			return nil, err
		}
	}
	if err := b.CheckHandlers(api.Messages()...); err != nil {
		return nil, err
	}
	return api.New(held), nil
}

// serve serves until the context is done, and lets requests finish then.
func serve(ctx context.Context, addr string) error {
	handler, err := newHandler(bus.New(isolating, logging))
	if err != nil {
		return err
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return err
	}
	log.Printf("serving on http://%s", listener.Addr())

	server := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second}
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		stopped <- server.Shutdown(ctx)
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}
