// Package images has what a program's commands publish.
package images

type Result interface{ Digest() string }
