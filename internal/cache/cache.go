// Package cache keeps what was found in packages, and what their dependencies declare, so that
// what has not changed need not be looked at again. What is kept has no names of this machine, and may be copied
// to others.
package cache

import (
	"bytes"
	"crypto/sha256"
	"debug/elf"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sync"

	"github.com/rogpeppe/go-internal/cache"
)

// Variable is the environment variable that says where the cache is: "off", or a directory.
const Variable = "BUSLINT_CACHE"

// A Cache is a cache in a directory. Several processes may use one at the same time. A nil
// Cache keeps nothing.
type Cache struct{ entries *cache.Cache }

// Dir returns the directory of the cache: what [Variable] says, or else a part of the user's
// directory for caches. It is "" if the cache is off, or if the user has no such directory.
func Dir() (string, error) {
	switch dir := os.Getenv(Variable); dir {
	case "off":
		return "", nil
	case "":
		if user, err := os.UserCacheDir(); err == nil {
			return filepath.Join(user, "buslint"), nil
		}
		return "", nil
	default:
		return filepath.Abs(dir)
	}
}

// Open opens the cache, whose directory it makes if it is not there yet. It returns nil if
// the cache is off, and an error if the directory that was asked for cannot be used.
func Open() (*Cache, error) {
	dir, err := Dir()
	if dir == "" || err != nil {
		return nil, err
	}
	c, err := open(dir)
	if err != nil && os.Getenv(Variable) == "" {
		return nil, nil // who has asked for none does without
	}
	if err != nil {
		return nil, fmt.Errorf("%s=%s: %w", Variable, os.Getenv(Variable), err)
	}
	return c, nil
}

func open(dir string) (*Cache, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	entries, err := cache.Open(dir)
	return &Cache{entries}, err
}

// A Key names what is kept.
type Key = [sha256.Size]byte

// Get returns what was put under the key. It reports false if nothing was, or if it is
// damaged.
func (c *Cache) Get(key Key) ([]byte, bool) {
	if c == nil {
		return nil, false
	}
	data, _, err := c.entries.GetBytes(key)
	return data, err == nil
}

// Put keeps data under the key. A failure to write is not an error: it will be found again.
func (c *Cache) Put(key Key, data []byte) {
	if c != nil {
		_ = c.entries.PutBytes(key, data)
	}
}

// Trim deletes what has not been used for days, at most once a day.
func (c *Cache) Trim() {
	if c != nil {
		_ = c.entries.Trim()
	}
}

// entryName is how the files of entries are called. Nothing else is looked at or deleted.
var entryName = regexp.MustCompile(`^[0-9a-f]{64}-[ad]$`)

// A Size is how much there is.
type Size struct {
	Entries int
	Bytes   int64
}

// SizeOf returns how much is kept below dir. It returns an error if that cannot be read.
func SizeOf(dir string) (Size, error) {
	var size Size
	err := walk(dir, func(path string, info fs.FileInfo) error {
		size.Bytes += info.Size()
		if path[len(path)-1] == 'a' {
			size.Entries++
		}
		return nil
	})
	return size, err
}

// Clean deletes what is kept below dir, and nothing else. It returns an error if that
// cannot be done.
func Clean(dir string) error {
	err := walk(dir, func(path string, _ fs.FileInfo) error {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	})
	if err != nil {
		return err
	}
	for i := range 256 {
		os.Remove(filepath.Join(dir, fmt.Sprintf("%02x", i))) // stays if there is something else in it
	}
	return nil
}

// walk calls f for each file of an entry below dir.
func walk(dir string, f func(path string, info fs.FileInfo) error) error {
	for i := range 256 {
		sub := filepath.Join(dir, fmt.Sprintf("%02x", i))
		entries, err := os.ReadDir(sub)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		for _, entry := range entries {
			info, err := entry.Info()
			if err != nil || !entryName.MatchString(entry.Name()) {
				continue // another process has deleted it, or it is none
			}
			if err := f(filepath.Join(sub, entry.Name()), info); err != nil {
				return err
			}
		}
	}
	return nil
}

// Program returns what tells this program from all others that are built otherwise. It
// returns an error if the program cannot be read.
var Program = sync.OnceValues(func() (Key, error) {
	name, err := os.Executable()
	if err != nil {
		return Key{}, err
	}
	if id := buildID(name); len(id) > 0 {
		return sha256.Sum256(id), nil
	}
	f, err := os.Open(name)
	if err != nil {
		return Key{}, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return Key{}, err
	}
	return Key(h.Sum(nil)), nil
})

// buildID returns the note in which the go command has left a sum of the whole program; nil
// if there is none. To read the program takes longer than all else where nothing has changed.
func buildID(name string) []byte {
	f, err := elf.Open(name)
	if err != nil {
		return nil // of another system
	}
	defer f.Close()
	note := f.Section(".note.go.buildid")
	if note == nil {
		return nil
	}
	id, err := note.Data()
	if err != nil || bytes.Count(id, []byte("/")) < 3 {
		return nil // it was built without
	}
	return id
}
