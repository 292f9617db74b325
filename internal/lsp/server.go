// Package lsp is the language server: it says in an editor what buslint says on the
// command line, and leads from a message to its handler.
//
// The protocol comes in and goes out here. What is known of the bus comes from
// internal/program, as it does for every other command.
package lsp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"sync"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/buslint/buslint/internal/cache"
	"github.com/buslint/buslint/internal/config"
)

// Options configure the server.
type Options struct {
	Version    string                                      // of buslint, for the client to show
	Tags       string                                      // build tags, comma-separated
	Configure  func(folder string) (*config.Config, error) // returns the configuration for a folder
	ConfigFile string                                      // where that is, if not in .buslint.yml; may be ""
	Cache      *cache.Cache                                // of what was found in packages; may be nil
	Opening    func() (opened func())                      // called before a workspace is opened, and opened when all in it has been analyzed, or it cannot be opened; may be nil
}

// A server answers one client.
type server struct {
	Options
	docs documents
	conn *jsonrpc2.Conn

	mu       sync.Mutex
	running  map[jsonrpc2.ID]context.CancelFunc // the requests that are being answered
	begun    bool                               // initialize was asked for
	down     bool                               // shutdown was asked for
	client   clientCapabilities
	folders  []folder // that the sessions are of
	sessions []*session
	exit     chan int
	lifetime context.Context //nolint:containedctx // of what goes on beside requests
	started  chan struct{}   // closed when there is a connection to answer on
	opened   chan struct{}   // closed when the sessions are there of all that the client has said so far
}

// Serve answers a client over stdio until it sends exit or closes the connection, or ctx is
// done. It returns the exit code that the protocol wants: 0 after a shutdown.
func Serve(ctx context.Context, o Options, stdio io.ReadWriteCloser) int {
	return newServer(o).serve(ctx, stdio)
}

func newServer(o Options) *server {
	s := &server{Options: o, running: map[jsonrpc2.ID]context.CancelFunc{}, exit: make(chan int, 1), started: make(chan struct{}), opened: make(chan struct{})}
	close(s.opened)
	return s
}

func (s *server) serve(ctx context.Context, stdio io.ReadWriteCloser) int {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	s.lifetime = ctx
	s.conn = jsonrpc2.NewConn(ctx, jsonrpc2.NewBufferedStream(stdio, codec{bad: s.misunderstood}), s)
	close(s.started)
	defer s.conn.Close()
	select {
	case code := <-s.exit:
		return code
	case <-s.conn.DisconnectNotify():
	case <-ctx.Done():
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.down {
		return 0
	}
	return 1
}

// Handle takes what the client says, in its order. What changes the server's state is
// done before the next is taken; requests that only read it are answered meanwhile.
func (s *server) Handle(ctx context.Context, conn *jsonrpc2.Conn, req *jsonrpc2.Request) {
	<-s.started
	if req.Notif {
		s.protect(req.Method, func() { s.notified(ctx, req) })
		return
	}
	if req.Method == "initialize" || req.Method == "shutdown" {
		s.answer(ctx, conn, req)
		return
	}
	ctx, cancel := context.WithCancel(ctx)
	s.mu.Lock()
	s.running[req.ID] = cancel
	s.mu.Unlock()
	go func() {
		defer func() {
			s.mu.Lock()
			delete(s.running, req.ID)
			s.mu.Unlock()
			cancel()
		}()
		s.answer(ctx, conn, req)
	}()
}

// Codes of errors that the protocol gives a meaning.
const (
	codeNotInitialized  = -32002
	codeCancelled       = -32800
	codeContentModified = -32801
)

func (s *server) answer(ctx context.Context, conn *jsonrpc2.Conn, req *jsonrpc2.Request) {
	var result any
	err := fmt.Errorf("%s failed; the server's log says why", req.Method)
	s.protect(req.Method, func() { result, err = s.request(ctx, req) })
	if errors.Is(err, context.Canceled) {
		err = &jsonrpc2.Error{Code: codeCancelled, Message: "cancelled"}
	}
	if err != nil {
		var rpc *jsonrpc2.Error
		if !errors.As(err, &rpc) {
			rpc = &jsonrpc2.Error{Code: jsonrpc2.CodeInternalError, Message: err.Error()}
		}
		_ = conn.ReplyWithError(ctx, req.ID, rpc)
		return
	}
	// The reply is due even where the context was cancelled meanwhile.
	_ = conn.Reply(context.WithoutCancel(ctx), req.ID, result)
}

// protect runs f, and if that panics, says so in the log: it costs one answer, and not
// the server. It reports whether f has come to its end.
func (s *server) protect(what string, f func()) (whole bool) {
	defer func() {
		if p := recover(); p != nil {
			s.logf("buslint: %s: panic: %v\n%s", what, p, debug.Stack())
		}
	}()
	f()
	return true
}

// logf writes to the client's log.
func (s *server) logf(format string, args ...any) {
	_ = s.conn.Notify(s.lifetime, "window/logMessage", messageParams{messageInfo, fmt.Sprintf(format, args...)})
}

// later runs f after all that was to be run before, and lets requests wait for it.
func (s *server) later(what string, f func()) {
	done := make(chan struct{})
	s.mu.Lock()
	before := s.opened
	s.opened = done
	s.mu.Unlock()
	go func() {
		defer close(done)
		<-before
		s.protect(what, f)
	}()
}

// params decodes the parameters of a request.
func params[P any](req *jsonrpc2.Request) (P, error) {
	var p P
	if req.Params == nil {
		return p, nil
	}
	if err := json.Unmarshal(*req.Params, &p); err != nil {
		return p, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: fmt.Sprintf("%s: %v", req.Method, err)}
	}
	return p, nil
}
