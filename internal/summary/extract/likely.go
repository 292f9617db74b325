package extract

import (
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/summary"
)

// likely notes the calls of what looks like a bus.
func (x *extraction) likely() {
	index := map[*profile.Func]int{}
	for _, call := range x.model.Likely {
		i, ok := index[call.Func.Func]
		if !ok {
			i = len(x.out.Likely)
			index[call.Func.Func] = i
			x.out.Likely = append(x.out.Likely, likelyOf(call.Func))
			x.out.Likely[i].First = x.pass.Fset.Position(call.Pos)
		}
		x.out.Likely[i].Calls++
	}
}

func likelyOf(f *profile.BusFunc) summary.Likely {
	return summary.Likely{
		Bus: pathOf(f.Bus), Name: f.String(), Role: f.Role, Message: config.PlaceName(f.From), Arg: f.Arg,
		Method: f.Member, Twin: f.Twin, Field: f.Envelope, Keyed: f.Keyed, Key: f.Key,
	}
}

// inner notes the calls by which one bus uses another one.
func (x *extraction) inner() {
	for _, call := range x.model.Inner {
		x.out.Inner = append(x.out.Inner, summary.Inner{
			Role: call.Func.Role, Bus: x.bus(call.Func.Profile, call.Func.Bus), Pos: x.pass.Fset.Position(call.Pos),
		})
	}
}
