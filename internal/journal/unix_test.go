//go:build unix

package journal

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// TestWriteSpecial checks that what is no regular file stays what it is.
func TestWriteSpecial(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	null := filepath.Join(dir, "null")
	if err := os.Symlink(os.DevNull, null); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(null, []byte("text")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		t.Errorf("%s is %v", os.DevNull, info.Mode())
	}

	fifo := filepath.Join(dir, "fifo")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	got := make(chan []byte)
	go func() {
		f, err := os.Open(fifo)
		if err != nil {
			close(got)
			return
		}
		defer f.Close()
		data, _ := io.ReadAll(f)
		got <- data
	}()
	if err := WriteFile(fifo, []byte("text")); err != nil {
		t.Fatal(err)
	}
	if data := <-got; string(data) != "text" {
		t.Errorf("read %q", data)
	}
	if info, err := os.Lstat(fifo); err != nil || info.Mode()&os.ModeNamedPipe == 0 {
		t.Errorf("the FIFO has become %v", info.Mode())
	}
}

// TestWriteStdout checks what a link to the standard output does, where that is a pipe
// and where it is a file that has something in it.
func TestWriteStdout(t *testing.T) {
	t.Parallel()
	if _, err := os.Stat("/dev/stdout"); err != nil {
		t.Skip(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	link := filepath.Join(dir, "link")
	if err := os.Symlink("/dev/stdout", link); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"/dev/stdout", link} {
		cmd := exec.CommandContext(t.Context(), self)
		cmd.Env = append(os.Environ(), outEnv+"="+name)
		if out, err := cmd.Output(); err != nil || string(out) != "before\ntext\nafter\n" {
			t.Errorf("%s, a pipe: %q, %v", name, out, err)
		}
		file, err := os.Create(filepath.Join(dir, "out"))
		if err != nil {
			t.Fatal(err)
		}
		cmd = exec.CommandContext(t.Context(), self)
		cmd.Env = append(os.Environ(), outEnv+"="+name)
		cmd.Stdout = file
		if err := cmd.Run(); err != nil {
			t.Error(err)
		}
		file.Close()
		if out, err := os.ReadFile(file.Name()); err != nil || !bytes.Equal(out, []byte("before\ntext\nafter\n")) {
			t.Errorf("%s, a file: %q, %v", name, out, err)
		}
	}
}
