package file

//lint:file-ignore other this file is as it is

func other() {
	bad() // want `^bad$`
}
