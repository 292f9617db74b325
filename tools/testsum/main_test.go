package main

import (
	"fmt"
	"strings"
	"testing"
)

func TestSummary(t *testing.T) {
	const input = `{"Action":"start","Package":"p"}
{"Action":"run","Package":"p","Test":"TestGood"}
{"Action":"output","Package":"p","Test":"TestGood","Output":"=== RUN   TestGood\n"}
{"Action":"output","Package":"p","Test":"TestGood","Output":"{\"Action\":\"fail\",\"Test\":\"printed\"}\n"}
{"Action":"pass","Package":"p","Test":"TestGood","Elapsed":0}
{"Action":"output","Package":"p","Test":"TestBad/sub","Output":"bad_test.go:1: why\n"}
{"Action":"fail","Package":"p","Test":"TestBad/sub","Elapsed":0}
{"Action":"fail","Package":"p","Test":"TestBad","Elapsed":0}
{"Action":"output","Package":"p","Test":"TestNot","Output":"not_test.go:1: no network\n"}
{"Action":"skip","Package":"p","Test":"TestNot","Elapsed":0}
{"Action":"output","Package":"p","Output":"FAIL\tp\t0.1s\n"}
{"Action":"fail","Package":"p","Elapsed":0.1}
go: some complaint
{"ImportPath":"q","Action":"build-output","Output":"q.go:1:1: syntax error\n"}
{"ImportPath":"q","Action":"build-fail"}
{"Action":"output","Package":"q","Output":"FAIL\tq [build failed]\n"}
{"Action":"fail","Package":"q","FailedBuild":"q"}
{"Action":"output","Package":"n","Output":"?   \tn\t[no test files]\n"}
{"Action":"output","Package":"r","Test":"TestExits","Output":"exiting\n"}
{"Action":"fail","Package":"r"}
{"Action":"output","Package":"s","Output":"PASS\n"}
{"Action":"output","Package":"s","Output":"ok  \ts\t0.1s\n"}
{"Action":"pass","Package":"s"}
`
	const want = `bad_test.go:1: why
not_test.go:1: no network
FAIL	p	0.1s
go: some complaint
q.go:1:1: syntax error
FAIL	q [build failed]
exiting
ok  	s	0.1s
1 4 1`
	var out strings.Builder
	s := newSummary(&out)
	if err := s.read(strings.NewReader(input)); err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(&out, s.passed, s.failed, s.skipped)
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", &out, want)
	}
}
