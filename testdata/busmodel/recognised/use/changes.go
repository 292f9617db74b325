package use

import "example.com/testdata/busmodel/recognised/changes"

type FarmRenamed struct{ Name string } // want `^FarmRenamed is a message$`

func rename(f *changes.Farm, t *changes.Text) {
	_ = f.TrackChange(FarmRenamed{"x"}) // want `^publish FarmRenamed$`
	t.TrackChange(FarmRenamed{"x"})
}
