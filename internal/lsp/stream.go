package lsp

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/textproto"
	"reflect"
	"strconv"

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
	header, err := textproto.NewReader(r).ReadMIMEHeader()
	if err != nil {
		return nil, err
	}
	length, err := strconv.ParseUint(header.Get("Content-Length"), 10, 31)
	if err != nil {
		return nil, fmt.Errorf("Content-Length: %w", err)
	}
	body, err := io.ReadAll(io.LimitReader(r, int64(length))) // the length may be no more than said
	if err == nil && len(body) < int(length) {
		err = io.ErrUnexpectedEOF
	}
	return body, err
}
