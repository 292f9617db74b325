package program

import (
	"slices"

	"github.com/buslint/buslint/internal/summary"
)

// SentBy returns the messages that are sent when a handler or listener is called, in the
// order of the code: by itself, and by functions of its package that it mentions. Nothing is
// known of a function literal.
func (all *All) SentBy(h *summary.Handler) []Message {
	pkg := all.packages[h.Package]
	if pkg == nil {
		return nil
	}
	i := slices.IndexFunc(pkg.Funcs, func(f summary.Func) bool {
		return f.Pos.IsValid() && f.Pos.Filename == h.Pos.Filename && f.Pos.Line == h.Pos.Line
	})
	if i < 0 {
		return nil
	}
	inside := map[string]bool{}
	for queue := []string{pkg.Funcs[i].ID}; len(queue) > 0; queue = queue[1:] {
		f := all.funcs[queue[0]]
		if f != nil && f.pkg == pkg && !inside[f.ID] {
			inside[f.ID] = true
			queue = append(queue, f.Mentions...)
		}
	}
	var sent []Message
	for _, site := range pkg.sites {
		if site.Test || !site.Role.Sends() || !inside[site.In] {
			continue
		}
		for _, m := range site.Messages {
			if !slices.Contains(sent, m) {
				sent = append(sent, m)
			}
		}
	}
	return sent
}
