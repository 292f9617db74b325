// Command cacheprog is a GOCACHEPROG that keeps what the go command caches in a folder
// that machines share, and for each machine a copy of what it has asked for.
//
//	GOCACHEPROG="cacheprog SHARED OWN"
package main

import (
	"bufio"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"time"
)

// A request is what the go command asks; see cmd/go/internal/cacheprog.
type request struct {
	ID       int64  `json:"ID"`
	Command  string `json:"Command"`
	ActionID []byte `json:"ActionID"`
	OutputID []byte `json:"OutputID"`
	BodySize int64  `json:"BodySize"`
}

type response struct {
	ID            int64      `json:"ID"`
	KnownCommands []string   `json:"KnownCommands,omitempty"`
	Err           string     `json:"Err,omitempty"`
	Miss          bool       `json:"Miss,omitempty"`
	OutputID      []byte     `json:"OutputID,omitempty"`
	Size          int64      `json:"Size,omitempty"`
	Time          *time.Time `json:"Time,omitempty"`
	DiskPath      string     `json:"DiskPath,omitempty"`
}

// An entry says which output an action has had.
type entry struct {
	OutputID []byte    `json:"OutputID"`
	Size     int64     `json:"Size"`
	Time     time.Time `json:"Time"`
}

func main() {
	log.SetPrefix("cacheprog: ")
	if len(os.Args) != 3 {
		log.Fatal("usage: cacheprog SHARED OWN")
	}
	c := &cache{shared: os.Args[1], own: os.Args[2]}
	if err := c.serve(os.Stdin, os.Stdout); err != nil {
		log.Fatal(err)
	}
}

type cache struct{ shared, own string }

func (c *cache) serve(in io.Reader, out io.Writer) error {
	decoder, encoder := json.NewDecoder(bufio.NewReader(in)), json.NewEncoder(out)
	if err := encoder.Encode(response{KnownCommands: []string{"get", "put", "close"}}); err != nil {
		return err
	}
	for {
		var r request
		if err := decoder.Decode(&r); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		var answer response
		var err error
		switch r.Command {
		case "get":
			answer, err = c.get(r)
		case "put":
			var body []byte
			if r.BodySize > 0 {
				var text string
				if err := decoder.Decode(&text); err != nil {
					return err
				}
				if body, err = base64.StdEncoding.DecodeString(text); err != nil {
					return err
				}
			}
			answer, err = c.put(r, body)
		case "close":
			return encoder.Encode(response{ID: r.ID})
		default:
			err = fmt.Errorf("there is no command %s", r.Command)
		}
		if err != nil {
			answer.Err = err.Error()
		}
		answer.ID = r.ID
		if err := encoder.Encode(answer); err != nil {
			return err
		}
	}
}

func (c *cache) get(r request) (response, error) {
	text, err := os.ReadFile(filepath.Join(c.shared, "a-"+hex.EncodeToString(r.ActionID)))
	if os.IsNotExist(err) {
		return response{Miss: true}, nil
	}
	if err != nil {
		return response{}, err
	}
	var e entry
	if err := json.Unmarshal(text, &e); err != nil {
		return response{}, err
	}
	name := "o-" + hex.EncodeToString(e.OutputID)
	body, err := os.ReadFile(filepath.Join(c.shared, name))
	if err != nil {
		return response{}, err
	}
	own := filepath.Join(c.own, name)
	return response{OutputID: e.OutputID, Size: e.Size, Time: &e.Time, DiskPath: own}, os.WriteFile(own, body, 0o666)
}

func (c *cache) put(r request, body []byte) (response, error) {
	name := "o-" + hex.EncodeToString(r.OutputID)
	own := filepath.Join(c.own, name)
	for _, file := range []string{own, filepath.Join(c.shared, name)} {
		if err := os.WriteFile(file, body, 0o666); err != nil {
			return response{}, err
		}
	}
	text, err := json.Marshal(entry{r.OutputID, r.BodySize, time.Now()})
	if err != nil {
		return response{}, err
	}
	return response{DiskPath: own}, os.WriteFile(filepath.Join(c.shared, "a-"+hex.EncodeToString(r.ActionID)), text, 0o666)
}
