package lines

func unused() {
	//lint:ignore finder nothing is here
	_ = 1

	//lint:ignore finder,other the first is used
	bad()

	//lint:ignore other is not run
	_ = 2

	//lint:ignore find* is not only for us
	_ = 3
}
