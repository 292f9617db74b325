package cgo

func plain() {
	bad() // want `^bad, fixable$`
}
