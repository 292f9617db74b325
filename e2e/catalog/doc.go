// Package catalog tests what buslint catalog writes with what reads it: the page in
// Chromium, JSON by its schema, AsyncAPI, Mermaid and DOT by programs of npm.
//
// It needs Debian's package chromium, and npm install in this folder. Without these
// the tests that need them are skipped, but on CI, which installs them, they fail.
package catalog
