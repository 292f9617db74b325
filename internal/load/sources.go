package load

import (
	"os"
	"sync"
)

// Sources remember the contents of files as they were parsed, so that edits are applied to
// that text, and so that later changes of a file are noticed.
type Sources struct {
	mu    sync.Mutex
	files map[string][]byte
}

// note remembers data as what stands in the file, if it is the first to be said of it.
func (s *Sources) note(file string, data []byte) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.files == nil {
		s.files = map[string][]byte{}
	}
	if _, ok := s.files[file]; !ok {
		s.files[file] = data
	}
}

// Read returns the contents of the file when it was parsed, or its current contents if it
// was not. It returns an error if the file cannot be read.
func (s *Sources) Read(file string) ([]byte, error) {
	s.mu.Lock()
	data, ok := s.files[file]
	s.mu.Unlock()
	if ok {
		return data, nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	s.note(file, data)
	return data, nil
}
