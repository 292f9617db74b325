package file

//lint:file-ignore finder

func reasonless() {
	bad() // want `^bad: this comment has no effect, because it gives no reason$`
}
