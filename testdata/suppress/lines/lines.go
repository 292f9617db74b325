// Package lines has comments that are for what stands below or beside them.
package lines

func bad(...any) int { return 0 }

func lines() {
	bad() // want `^bad$`

	//lint:ignore finder it has to be
	bad()
	bad() // want `^bad$`

	bad() //lint:ignore finder it has to be

	//lint:ignore finder,other it has to be
	bad()

	//lint:ignore other,finder it has to be
	bad()

	//lint:ignore find* it has to be
	bad()

	//lint:ignore * it has to be
	bad()

	//lint:ignore other it has to be
	bad() // want `^bad$`

	//lint:ignore find it has to be
	bad() // want `^bad$`

	//lint:ignore Finder it has to be
	bad() // want `^bad$`

	//lint:ignore
	bad() // want `^bad$`

	// lint:ignore finder a directive has no space
	bad() // want `^bad$`

	//lint:skip finder there is no such command
	bad() // want `^bad$`

	//lint:ignore [ finder is no pattern
	bad() // want `^bad$`

	//lint:ignore finder it has to be
	bad(
		1,
		bad(), // want `^bad$`
	)

	// It has to be, because
	//lint:ignore finder it has to be
	// and so on.
	bad()
}

//lint:ignore finder it has to be
var _ = bad()

var (
	//lint:ignore finder it has to be
	_ = bad()
	_ = bad() // want `^bad$`
)

//lint:ignore finder one comment is for one line
func all() {
	bad() // want `^bad$`
}

// A comment before an empty line is about nothing.
func emptyLine() {
	bad() // want `^bad$`
	//lint:ignore finder it has to be

	bad() // want `^bad$`
	//lint:ignore finder it has to be
}
