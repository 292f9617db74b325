package file

//lint:file-ignore finder

func reasonless() {
	bad() // want `^bad: this comment does not count, because it gives no reason$`
}
