package catalog

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// need skips the test where something is missing that CI installs.
func need(t *testing.T, ok bool, what string) {
	t.Helper()
	switch {
	case ok:
	case os.Getenv("CI") != "":
		t.Fatalf("there is no %s", what)
	default:
		t.Skipf("there is no %s", what)
	}
}

// browser is started when the first page is opened, and then has a tab for each.
var browser struct {
	sync.Once
	ctx context.Context //nolint:containedctx // chromedp has it stand for the browser
	err error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if browser.ctx != nil {
		_ = chromedp.Cancel(browser.ctx) // all that is left to do is to end it
	}
	os.Exit(code)
}

// A tab is a page in the browser, and what went wrong on it.
type tab struct {
	*testing.T
	ctx context.Context //nolint:containedctx // chromedp has it stand for the tab

	mu       sync.Mutex
	problems []string
}

// open shows a file. When the test ends, the page must have had no error and asked
// the network for nothing.
func open(t *testing.T, file, fragment string) *tab {
	t.Helper()
	path, err := exec.LookPath("chromium")
	need(t, err == nil, "program chromium; it is a package of Debian")
	browser.Do(func() {
		options := append(chromedp.DefaultExecAllocatorOptions[:],
			chromedp.ExecPath(path),
			chromedp.NoSandbox, // it does not work for root
			chromedp.DisableGPU,
			chromedp.Flag("disable-component-update", true),
			chromedp.WSURLReadTimeout(2*time.Minute),
		)
		alloc, _ := chromedp.NewExecAllocator(context.Background(), options...)
		browser.ctx, _ = chromedp.NewContext(alloc) //nolint:fatcontext // the first of them
		browser.err = chromedp.Do(browser.ctx)
	})
	if browser.err != nil {
		t.Fatal(browser.err)
	}
	ctx, cancel := chromedp.NewContext(browser.ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	ctx, cancel = context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(cancel)
	p := &tab{T: t, ctx: ctx}
	if err := chromedp.Listen(ctx, p.listen); err != nil {
		t.Fatal(err)
	}
	abs, err := filepath.Abs(file)
	if err != nil {
		t.Fatal(err)
	}
	address := url.URL{Scheme: "file", Path: abs, Fragment: fragment}
	call(p, log.Enable, cdp.Empty{})
	call(p, network.Enable, network.EnableParams{})
	p.screen(1200, 900, 1)
	p.do(chromedp.Navigate(address.String()))
	t.Cleanup(func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, problem := range p.problems {
			t.Error(problem)
		}
	})
	return p
}

func (p *tab) listen(event any) {
	problem := ""
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		problem = fmt.Sprintf("exception: %s", e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		problem = fmt.Sprintf("console: %s", e.Type)
	case *log.EventEntryAdded:
		problem = "log: " + e.Entry.Text
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, "file:") {
			problem = "request: " + e.Request.URL
		}
	}
	if problem != "" {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.problems = append(p.problems, problem)
	}
}

func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		p.Fatal(err)
	}
}

// value returns what an action comes to.
func value[T any](p *tab, action chromedp.Action[T]) T {
	p.Helper()
	v, err := chromedp.Run(p.ctx, action)
	if err != nil {
		p.Fatal(err)
	}
	return v
}

// eval returns the value of an expression on the page, or of its promise.
func eval[T any](p *tab, script string) T {
	p.Helper()
	return value(p, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
}

// call sends a command of the protocol.
func call[P, R any](p *tab, command cdp.Command[P, R], params P) {
	p.Helper()
	if _, err := chromedp.Call(p.ctx, command, params); err != nil {
		p.Fatal(err)
	}
}

// screen sets the size of the screen; a narrow one is a telephone's.
func (p *tab) screen(width, height int64, scale float64) {
	p.Helper()
	call(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: width, Height: height, DeviceScaleFactor: scale, Mobile: width < 500,
	})
}

// theme sets what the person prefers, light or dark.
func (p *tab) theme(name string) {
	p.Helper()
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}},
	})
}

// shoot keeps a picture of the page, for a person to look at, in the folder SHOTS.
func (p *tab) shoot(name string) {
	p.Helper()
	dir := os.Getenv("SHOTS")
	if dir == "" {
		return
	}
	png := value(p, chromedp.CaptureScreenshot())
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o666); err != nil {
		p.Fatal(err)
	}
}

// look keeps pictures in both themes, and on a telephone.
func (p *tab) look(name string) {
	p.Helper()
	p.theme("light")
	p.shoot(name + "-light")
	p.theme("dark")
	p.shoot(name + "-dark")
	p.screen(390, 844, 2)
	p.shoot(name + "-phone-dark")
	p.theme("light")
	p.shoot(name + "-phone-light")
	p.screen(1200, 900, 1)
}
