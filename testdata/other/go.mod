module example.com/testdata/v2

go 1.26.0
