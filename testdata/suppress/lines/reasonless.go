package lines

func reasonless() {
	//lint:ignore finder
	bad() // want `^bad: this comment does not count, because it gives no reason$`

	//lint:ignore finder,other
	bad() // want `^bad: this comment does not count, because it gives no reason$`
}
