package lines

func reasonless() {
	//lint:ignore finder
	bad() // want `^bad: this comment has no effect, because it gives no reason$`

	//lint:ignore finder,other
	bad() // want `^bad: this comment has no effect, because it gives no reason$`
}
