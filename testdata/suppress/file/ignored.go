package file

//lint:file-ignore finder this file is as it is

func bad() int { return 0 }

func ignored() {
	bad()

	//lint:ignore finder here as well
	bad()
}
