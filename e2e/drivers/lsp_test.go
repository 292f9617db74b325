package drivers

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// served is shop with a handler for its message, in another file.
const served = shop + `-- shop/handler.go --
package shop

import (
	"context"

	"example.com/shop/bus"
)

type service struct{ bus bus.Bus }

func (s *service) Init() {
	s.bus.AddHandlerCtx(s.order)
}

func (s *service) order(ctx context.Context, cmd *order) error { return nil }
`

// handler is where go-to-handler lands: the method.
const handler = "shop/handler.go:15"

// serve returns a place whose editors find the server.
func serve(t *testing.T) *place {
	t.Helper()
	p := withBuslint(t)
	p.write(served)
	return p
}

// TestLanguageServerNode speaks to the server by the library that VS Code's client is made
// of.
func TestLanguageServerNode(t *testing.T) {
	need(t, "node")
	if _, err := os.Stat("lsp/node_modules"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip("npm install has not been run in e2e/drivers/lsp")
	}
	p := serve(t)
	client, err := filepath.Abs("lsp/client.mjs")
	if err != nil {
		t.Fatal(err)
	}
	got := p.run("node", client, buslint, p.dir, "shop/shop.go", "9:22") // Dispatch(&or‸der{})
	const want = `implementations: true
busctx at 9:8: https://github.com/buslint/buslint/blob/main/docs/rules.md#busctx
handler: ` + handler + `
action: Call b.DispatchCtx with ctx
left: 0
exit code: 0
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestLanguageServerNeovim configures Neovim as the page says, looks at the diagnostics,
// goes to the handler, and applies the fix.
func TestLanguageServerNeovim(t *testing.T) {
	need(t, "nvim")
	p := serve(t)
	p.write("-- init.lua --\n" + snippet(t, "editors.md", "lua", "vim.api.nvim_create_autocmd") + `
-- play.lua --
local out = {}
local function wait(what, condition)
  if not vim.wait(60000, condition, 50) then
    table.insert(out, "in vain: " .. what)
  end -- of if
end
wait("diagnostics", function() return #vim.diagnostic.get(0) > 0 end)
for _, d in ipairs(vim.diagnostic.get(0)) do
  table.insert(out, string.format("%d:%d %s", d.lnum + 1, d.col + 1, d.code or d.user_data.lsp.code))
end
vim.api.nvim_win_set_cursor(0, { 10, 22 })
vim.lsp.buf.implementation()
wait("handler", function() return vim.fn.expand("%:t") == "handler.go" end)
table.insert(out, string.format("%s:%d", vim.fn.expand("%:."), vim.fn.line(".")))
vim.cmd("edit shop/shop.go")
vim.api.nvim_win_set_cursor(0, { 10, 12 })
local params = vim.lsp.util.make_range_params()
params.context = { diagnostics = {}, only = { "quickfix" } }
for _, answer in pairs(vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 60000)) do
  for _, action in ipairs(answer.result) do
    if action.isPreferred then
      table.insert(out, action.title)
      vim.lsp.util.apply_workspace_edit(action.edit, "utf-16")
    end -- of if
  end -- of actions
end
wait("no diagnostics", function() return #vim.diagnostic.get(0) == 0 end)
table.insert(out, vim.fn.trim(vim.fn.getline(10)))
vim.fn.writefile(out, "out")
`)
	p.vim("nvim", "filetype on", "luafile init.lua", "edit shop/shop.go", "luafile play.lua")
	const want = "10:9 busctx\n" + handler + "\nCall b.DispatchCtx with ctx\nreturn b.DispatchCtx(ctx, &order{})\n"
	if got := p.read("out"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestLanguageServerEglot does the same in Emacs.
func TestLanguageServerEglot(t *testing.T) {
	need(t, "emacs")
	p := serve(t)
	p.write("-- play.el --\n(package-initialize)\n" + snippet(t, "editors.md", "elisp", "(require 'eglot)") + `
;; Emacs comes without a mode for Go.
(define-derived-mode go-mode prog-mode "Go")
(remove-hook 'go-mode-hook #'eglot-ensure) ; waits for a person's first command
(add-to-list 'auto-mode-alist '("\\.go\\'" . go-mode))
(defun project-find-go (dir)
  (let ((root (locate-dominating-file dir "go.mod"))) (and root (cons 'transient root))))
(add-hook 'project-find-functions #'project-find-go)
(setq eglot-sync-connect 60 flymake-no-changes-timeout 0.1)
(defun say (format &rest args) (princ (apply #'format (concat format "\n") args)))
(defun wait (what condition)
  (let ((n 0))
    (while (and (not (funcall condition)) (< n 600))
      (accept-process-output nil 0.1)
      (setq n (1+ n)))
    (when (= n 600) (say "in vain: %s" what))))
(find-file "shop/shop.go")
(apply #'eglot (eglot--guess-contact))
(flymake-start)
(wait "diagnostics" (lambda () (flymake-diagnostics)))
(dolist (d (flymake-diagnostics))
  (say "%d %s" (line-number-at-pos (flymake-diagnostic-beg d)) (car (split-string (flymake-diagnostic-text d) ";"))))
(goto-char (point-min))
(search-forward "b.Dispatch(&or")
(eglot-find-implementation)
(set-buffer (window-buffer (selected-window)))
(when (derived-mode-p 'xref--xref-buffer-mode) ; a list of one
  (goto-char (point-min))
  (xref--search-property 'xref-item)
  (xref-goto-xref)
  (set-buffer (window-buffer (selected-window))))
(say "%s:%d" (file-relative-name buffer-file-name (locate-dominating-file default-directory "go.mod")) (line-number-at-pos))
(find-file (expand-file-name "shop/shop.go" (locate-dominating-file default-directory "go.mod")))
(goto-char (point-min))
(search-forward "b.Dispatch")
(let ((action (seq-find (lambda (a) (eq (plist-get a :isPreferred) t)) (eglot-code-actions (point) (point) "quickfix"))))
  (say "%s" (plist-get action :title))
  (eglot--apply-workspace-edit (plist-get action :edit)))
(save-buffer) ; batch is never idle, which is when eglot tells of changes
(wait "no diagnostics" (lambda () (null (flymake-diagnostics))))
(goto-char (point-min))
(forward-line 9)
(say "%s" (string-trim (thing-at-point 'line)))
(eglot-shutdown (eglot-current-server))
`)
	cmd := exec.CommandContext(t.Context(), "emacs", "--batch", "-l", "play.el")
	cmd.Dir = p.dir
	cmd.Env = append(os.Environ(), p.env...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	got, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	const want = "10 buslint [busctx]: b.Dispatch drops the context\n" + handler + "\nCall b.DispatchCtx with ctx\nreturn b.DispatchCtx(ctx, &order{})\n"
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s\n%s", got, want, stderr.String())
	}
}
