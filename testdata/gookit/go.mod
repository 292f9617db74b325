module github.com/gookit/event

go 1.26.0
