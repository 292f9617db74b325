package lsp

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"

	"github.com/sourcegraph/jsonrpc2"
)

// A codec reads and writes messages as [jsonrpc2.VSCodeObjectCodec] does, but for a message
// that cannot be understood: that costs no more than itself.
type codec struct {
	jsonrpc2.VSCodeObjectCodec
	bad func(body []byte, err error) // is told of such a message
}

// ReadObject implements [jsonrpc2.ObjectCodec].
func (c codec) ReadObject(r *bufio.Reader, v any) error {
	for {
		body, err := readBody(r)
		if err != nil {
			return err
		}
		read := reflect.New(reflect.TypeOf(v).Elem()) // what cannot be understood may leave something in it
		if err = json.Unmarshal(body, read.Interface()); err == nil {
			reflect.ValueOf(v).Elem().Set(read.Elem())
			return nil
		}
		c.bad(body, err)
	}
}

// misunderstood answers a message that cannot be understood, if it says what it wants to be
// answered by.
func (s *server) misunderstood(body []byte, err error) {
	<-s.started
	var m struct {
		ID *jsonrpc2.ID `json:"id"`
	}
	if json.Unmarshal(body, &m) == nil && m.ID != nil {
		_ = s.conn.ReplyWithError(s.lifetime, *m.ID, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidRequest, Message: err.Error()})
		return
	}
	s.logf("buslint: a message of the client cannot be understood: %v", err)
}

// readBody reads the header of a message, and returns what follows it.
func readBody(r *bufio.Reader) ([]byte, error) {
	length := -1
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return nil, err
		}
		if line = strings.TrimSpace(line); line == "" {
			break
		}
		name, value, _ := strings.Cut(line, ":")
		if !strings.EqualFold(strings.TrimSpace(name), "Content-Length") {
			continue
		}
		if length, err = strconv.Atoi(strings.TrimSpace(value)); err != nil || length < 0 {
			return nil, fmt.Errorf("bad header: %s", line)
		}
	}
	if length < 0 {
		return nil, errors.New("no Content-Length in the header")
	}
	body, err := io.ReadAll(io.LimitReader(r, int64(length))) // the length may be no more than said
	if err == nil && len(body) < length {
		err = io.ErrUnexpectedEOF
	}
	return body, err
}
