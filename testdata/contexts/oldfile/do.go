package oldfile

// Do does something with f.
func Do(f func()) {}
