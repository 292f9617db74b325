module example.com/testdata

go 1.26.0

require (
	example.com/testdata/v2 v2.0.0
	github.com/buslint/buslint v0.0.0
	github.com/gookit/event v1.2.0
	github.com/grafana/grafana v0.0.0
)

replace example.com/testdata/v2 => ./other

replace github.com/buslint/buslint => ../

replace github.com/grafana/grafana => ./grafana

replace github.com/gookit/event => ./gookit
