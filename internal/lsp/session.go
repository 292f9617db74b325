package lsp

import (
	"context"
	"errors"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/report"
	"github.com/buslint/buslint/internal/summary"
)

// A session looks after what one engine sees: it analyzes that when it begins, and again
// when something has changed.
type session struct {
	server  *server
	folder  string // of the client, to which it belongs; "" if a file was opened outside of all
	nested  bool   // further down in that folder: a person need not know that it is there
	engine  *engine
	dirty   chan struct{} // has one element if something has changed since it was analyzed
	once    sync.Once     // closes ready
	ready   chan struct{} // closed when there is a view, or none to be had
	view    atomic.Pointer[view]
	shown   map[string][]report.Finding // what the client has been told, by file
	moved   map[string]bool             // files in which it was told so at other places than were analyzed
	problem string                      // that was shown last
	stop    context.CancelFunc
	done    chan struct{} // closed when it has ended

	touched, looked atomic.Int64 // how often something has changed, and how often until it was analyzed

	mu    sync.Mutex
	disk  []string // files that have changed on the disk
	again []string // files of which the client has to be told, whatever it was told before
}

// pause is how long a session waits for more to change before it analyzes: a client
// may say in several notifications what a person did at once.
const pause = time.Millisecond

func (s *server) begin(folder string, m module) *session {
	ctx, stop := context.WithCancel(s.lifetime)
	sess := &session{
		server: s, folder: folder, engine: newEngine(m, s.Options), stop: stop,
		nested: !slices.ContainsFunc(m.dirs, func(dir string) bool { return dir == folder || isBelow(dir, folder) }),
		dirty:  make(chan struct{}, 1), ready: make(chan struct{}), done: make(chan struct{}), shown: map[string][]report.Finding{}, moved: map[string]bool{},
	}
	sess.touch()
	go sess.run(ctx)
	return sess
}

// touch says that something has changed.
func (sess *session) touch() {
	sess.touched.Add(1)
	select {
	case sess.dirty <- struct{}{}:
	default:
	}
}

func (sess *session) run(ctx context.Context) {
	defer close(sess.done)
	defer sess.clear()
	for {
		select {
		case <-ctx.Done():
			return
		case <-sess.dirty:
		}
		time.Sleep(pause)
		touched := sess.touched.Load()
		if !sess.server.protect("analysis of "+sess.engine.root, func() { sess.analyze(ctx) }) {
			sess.engine.work = nil // it may know things by half
		}
		sess.once.Do(func() { close(sess.ready) })
		sess.looked.Store(touched)
	}
}

func (sess *session) analyze(ctx context.Context) {
	defer sess.afterwards()
	overlay := sess.server.docs.overlay()
	sess.mu.Lock()
	disk := sess.disk
	sess.disk = nil
	sess.mu.Unlock()
	v, err := sess.engine.analyze(ctx, overlay, disk)
	if errors.Is(err, context.Canceled) {
		return
	}
	if err != nil {
		// The last good view stays.
		if sess.problem != err.Error() {
			sess.problem = err.Error()
			const few = 5 // as many fit into what an editor shows; the log has all
			lines := slices.Collect(strings.Lines(sess.problem))
			if sess.nested || len(lines) > few {
				sess.server.logf("buslint: %s: %s", sess.engine.root, sess.problem)
			}
			if !sess.nested {
				sess.server.show(ctx, messageWarning, "buslint: "+strings.Join(lines[:min(few, len(lines))], ""))
			}
		}
		return
	}
	sess.problem = ""
	v.docs = &sess.server.docs
	sess.view.Store(v)
	sess.once.Do(func() { close(sess.ready) })
	sess.publish(ctx, v, overlay)
	v.complete() // before anybody has to wait for it
	if err := sess.engine.work.Warm(ctx, slices.Collect(maps.Keys(overlay))); err != nil {
		sess.server.logf("buslint: %v", err)
	}
}

// afterwards says that the workspace is open, if it has been opened, or cannot be.
func (sess *session) afterwards() {
	if opened := sess.engine.opened; opened != nil {
		sess.engine.opened = nil
		opened()
	}
}

// clear takes back what the client has been told.
func (sess *session) clear() {
	for file := range sess.shown {
		_ = sess.server.conn.Notify(sess.server.lifetime, "textDocument/publishDiagnostics", publishParams{URI: uriOf(file), Diagnostics: []diagnostic{}})
		sess.leave(file)
	}
}

// leave lets another session tell of a file, if it is that's now.
func (sess *session) leave(file string) {
	if other := sess.server.sessionWith(file); other != nil && other != sess {
		other.mu.Lock()
		other.again = append(other.again, file)
		other.mu.Unlock()
		other.touch()
	}
}

// publish tells the client the diagnostics of the files that are open, whose places may
// have moved, and of those of which there is something else to say than before.
func (sess *session) publish(ctx context.Context, v *view, overlay map[string]document) {
	now := map[string][]report.Finding{}
	for file := range overlay {
		if sess.server.sessionWith(file) == sess {
			now[file] = nil
		}
	}
	for _, f := range v.findings {
		now[f.Pos.Filename] = append(now[f.Pos.Filename], v.told(f))
	}
	maps.DeleteFunc(now, func(file string, _ []report.Finding) bool { return !v.knows(file) })
	sess.mu.Lock()
	again := sess.again
	sess.again = nil
	sess.mu.Unlock()
	for _, file := range slices.AppendSeq(again, maps.Keys(sess.shown)) {
		now[file] = slices.Clip(now[file])
	}
	for file, findings := range now {
		doc, open := overlay[file]
		if !open && !sess.moved[file] && !slices.Contains(again, file) && reflect.DeepEqual(findings, sess.shown[file]) {
			continue
		}
		p := publishParams{URI: uriOf(file), Diagnostics: []diagnostic{}}
		if open {
			p.Version = &doc.version
		}
		for _, f := range findings {
			p.Diagnostics = append(p.Diagnostics, v.diagnostic(f))
		}
		_ = sess.server.conn.Notify(ctx, "textDocument/publishDiagnostics", p)
		if len(findings) == 0 {
			delete(sess.shown, file)
			delete(sess.moved, file)
			sess.leave(file)
			continue
		}
		text, analyzed, _ := v.text(file)
		sess.shown[file], sess.moved[file] = findings, text != analyzed
	}
	sess.server.mu.Lock()
	refreshes := sess.server.client.Workspace.CodeLens.RefreshSupport
	sess.server.mu.Unlock()
	if refreshes {
		go sess.server.call(ctx, "workspace/codeLens/refresh", nil)
	}
}

// told returns the finding as it is sent to the client.
func (v *view) told(f summary.Finding) report.Finding {
	return report.Finding{Finding: f, Severity: v.configOf(f.Pos.Filename).Severity(f.Rule)}
}

var severities = map[config.Severity]int{config.Error: severityError, config.Warning: severityWarning, config.Info: severityInformation}

// diagnostic returns the diagnostic that the client gets for a finding.
func (v *view) diagnostic(f report.Finding) diagnostic {
	d := diagnostic{
		Range:    v.rangeOf(span{f.Pos.Filename, f.Pos.Offset, max(f.Pos.Offset, f.End.Offset)}),
		Severity: severities[f.Severity],
		Code:     f.Rule,
		Source:   "buslint",
		Message:  f.Message,
	}
	if f.Rule == summary.CommentRule {
		d.Tags = []int{tagUnnecessary}
	}
	if link := v.links[f.Rule]; link != "" {
		d.CodeDescription = &hrefTo{link}
	}
	for _, r := range f.Related {
		at := span{r.Pos.Filename, r.Pos.Offset, r.Pos.Offset}
		d.RelatedInformation = append(d.RelatedInformation, relatedInfo{v.location(at), r.Message})
	}
	return d
}

// current returns the view, and waits for the first.
func (sess *session) current(ctx context.Context) (*view, error) {
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-sess.ready:
		v := sess.view.Load()
		if v != nil {
			v.complete()
		}
		return v, nil
	}
}

// all returns the sessions of all that the client has said so far.
func (s *server) all(ctx context.Context) ([]*session, error) {
	s.mu.Lock()
	opened := s.opened
	s.mu.Unlock()
	select {
	case <-opened:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.sessions), nil
}

// viewOf returns the session of the innermost module that the file is in, with its view; nil if
// there is none. It waits for what the client has said so far.
func (s *server) viewOf(ctx context.Context, file string) (*session, *view, error) {
	if _, err := s.all(ctx); err != nil {
		return nil, nil, err
	}
	sess := s.sessionWith(file)
	if sess == nil {
		return nil, nil, nil
	}
	v, err := sess.current(ctx)
	return sess, v, err
}

// sessionWith returns the session of the innermost module that the file is in, or nil.
func (s *server) sessionWith(file string) *session {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found *session
	length := 0
	for _, sess := range s.sessions {
		for _, dir := range sess.engine.dirs {
			if isBelow(dir, file) && len(dir) > length {
				found, length = sess, len(dir)
			}
		}
	}
	return found
}

func isBelow(dir, file string) bool {
	return strings.HasPrefix(file, strings.TrimSuffix(dir, string(filepath.Separator))+string(filepath.Separator))
}

// A folder is one of the client, or that of a file that is in none of these.
type folder struct {
	name  string
	alone bool // it is that of a file: modules further down are nobody's business
}

// modules returns what there is in the folder.
func (f folder) modules(ctx context.Context) ([]module, error) {
	if !f.alone {
		return modulesIn(ctx, f.name)
	}
	m, err := moduleOf(ctx, f.name)
	if err != nil {
		return nil, err
	}
	return []module{m}, nil
}

// add begins sessions for the modules of a folder, and ends those of modules that it has no
// more.
func (s *server) add(f folder) {
	modules, err := f.modules(s.lifetime)
	switch {
	case err != nil && f.alone: // a person may well have a file that is in no module
		s.logf("buslint: %v", err)
	case err != nil:
		s.show(s.lifetime, messageWarning, "buslint: "+err.Error())
	}
	s.end(func(sess *session) bool {
		return sess.folder == f.name && !slices.ContainsFunc(modules, sess.engine.equal)
	})
	s.mu.Lock()
	defer s.mu.Unlock()
	if !slices.Contains(s.folders, f) {
		s.folders = append(s.folders, f)
	}
	for _, m := range modules {
		if !slices.ContainsFunc(s.sessions, func(sess *session) bool { return sess.engine.root == m.root }) {
			s.sessions = append(s.sessions, s.begin(f.name, m))
		}
	}
}

// addAll looks for the modules of all folders anew.
func (s *server) addAll() {
	s.mu.Lock()
	folders := slices.Clone(s.folders)
	s.mu.Unlock()
	for _, f := range folders {
		s.add(f)
	}
}

// remove ends the sessions of a folder of the client, but for what another one has as well.
func (s *server) remove(name string) {
	s.mu.Lock()
	s.folders = slices.DeleteFunc(s.folders, func(f folder) bool { return f.name == name })
	s.mu.Unlock()
	s.end(func(sess *session) bool { return sess.folder == name })
	s.addAll()
}

// end ends some of the sessions.
func (s *server) end(which func(*session) bool) {
	var ended []*session
	s.mu.Lock()
	s.sessions = slices.DeleteFunc(s.sessions, func(sess *session) bool {
		if !which(sess) {
			return false
		}
		ended = append(ended, sess)
		return true
	})
	s.mu.Unlock()
	for _, sess := range ended {
		sess.stop()
		<-sess.done
	}
}

// rebuilt looks for the modules of all folders anew if one of the files says which there are.
func (s *server) rebuilt(files ...string) {
	if !slices.ContainsFunc(files, saysModules) {
		return
	}
	s.later("looking for modules", s.addAll)
}

// saysModules reports whether the file says which modules there are.
func saysModules(file string) bool {
	name := filepath.Base(file)
	return name == "go.mod" || name == "go.work"
}

// touch says to the sessions that something has changed: what is open, or files on the
// disk.
func (s *server) touch(disk ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, sess := range s.sessions {
		sess.mu.Lock()
		sess.disk = append(sess.disk, disk...)
		sess.mu.Unlock()
		sess.touch()
	}
}
