package cache_test

import (
	"crypto/sha256"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"github.com/buslint/buslint/internal/cache"
)

func open(t *testing.T) (c *cache.Cache, dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "new", "cache")
	t.Setenv(cache.Variable, dir)
	c, err := cache.Open()
	if err != nil {
		t.Fatal(err)
	}
	return c, dir
}

func key(name string) cache.Key { return sha256.Sum256([]byte(name)) }

func TestGet(t *testing.T) {
	c, _ := open(t)
	if data, ok := c.Get(key("a")); ok {
		t.Errorf("an empty cache has %q", data)
	}
	c.Put(key("a"), []byte("text"))
	c.Put(key("a"), []byte("text"))
	again, err := cache.Open()
	if err != nil {
		t.Fatal(err)
	}
	if data, ok := again.Get(key("a")); !ok || string(data) != "text" {
		t.Errorf("got %q, %t", data, ok)
	}
}

// What is damaged in any way is as if it were not there, and can be put anew.
func TestDamaged(t *testing.T) {
	for name, damage := range map[string]func(text []byte) []byte{
		"cut":     func(text []byte) []byte { return text[:len(text)/2] },
		"empty":   func([]byte) []byte { return nil },
		"changed": func(text []byte) []byte { text[len(text)/3] ^= 1; return text },
		"longer":  func(text []byte) []byte { return append(text, 'x') },
	} {
		for _, kind := range []string{"a", "d"} {
			t.Run(name+" "+kind, func(t *testing.T) {
				c, dir := open(t)
				c.Put(key("a"), []byte("a text of some length"))
				files, err := filepath.Glob(filepath.Join(dir, "*", "*-"+kind))
				if err != nil || len(files) != 1 {
					t.Fatal(files, err)
				}
				text, err := os.ReadFile(files[0])
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(files[0], damage(text), 0o666); err != nil {
					t.Fatal(err)
				}
				if data, ok := c.Get(key("a")); ok && string(data) != "a text of some length" {
					t.Errorf("got %q", data)
				}
				c.Put(key("a"), []byte("a text of some length"))
				if data, ok := c.Get(key("a")); !ok {
					t.Errorf("got %q after it was put anew", data)
				}
			})
		}
	}
}

func TestTogether(t *testing.T) {
	_, _ = open(t)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			c, err := cache.Open()
			if err != nil {
				t.Error(err)
				return
			}
			for j := range 50 {
				name := strconv.Itoa(j)
				if data, ok := c.Get(key(name)); ok && string(data) != name {
					t.Errorf("process %d got %q as %s", i, data, name)
				}
				c.Put(key(name), []byte(name))
				if data, ok := c.Get(key(name)); !ok || string(data) != name {
					t.Errorf("process %d got %q, %t as %s", i, data, ok, name)
				}
			}
		})
	}
	all.Wait()
}

func TestOff(t *testing.T) {
	t.Setenv(cache.Variable, "off")
	c, err := cache.Open()
	if c != nil || err != nil {
		t.Fatal(c, err)
	}
	c.Put(key("a"), nil)
	c.Trim()
	if _, ok := c.Get(key("a")); ok {
		t.Error("a cache that is off has something")
	}
}

func TestNoHome(t *testing.T) {
	for _, name := range []string{cache.Variable, "HOME", "XDG_CACHE_HOME"} {
		t.Setenv(name, "")
	}
	if c, err := cache.Open(); c != nil || err != nil {
		t.Error(c, err)
	}
}

func TestUnusable(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	t.Setenv(cache.Variable, file)
	if _, err := cache.Open(); err == nil {
		t.Error("a file is taken for a directory")
	}
	t.Setenv(cache.Variable, "")
	t.Setenv("XDG_CACHE_HOME", file)
	if c, err := cache.Open(); c != nil || err != nil {
		t.Error("who has asked for no cache gets", c, err)
	}
}

// Clean deletes entries, and nothing that somebody else has put there.
func TestClean(t *testing.T) {
	c, dir := open(t)
	c.Put(key("a"), []byte("text"))
	c.Put(key("b"), []byte("another"))
	mine := filepath.Join(dir, "00", "mine.txt")
	if err := os.WriteFile(mine, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	size, err := cache.SizeOf(dir)
	if err != nil || size.Entries != 2 || size.Bytes < int64(len("textanother")) {
		t.Error(size, err)
	}
	if err := cache.Clean(dir); err != nil {
		t.Fatal(err)
	}
	if size, err := cache.SizeOf(dir); err != nil || size != (cache.Size{}) {
		t.Error(size, err)
	}
	var left []string
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			left = append(left, path)
		}
		return err
	})
	if err != nil || len(left) != 1 || left[0] != mine {
		t.Error(left, err)
	}
	if err := cache.Clean(filepath.Join(dir, "nowhere")); err != nil {
		t.Error(err)
	}
}

func TestProgram(t *testing.T) {
	if key, err := cache.Program(); err != nil || key == (cache.Key{}) {
		t.Error(key, err)
	}
}
