package migrate

import (
	"fmt"
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/program"
	"github.com/buslint/buslint/internal/summary"
	"github.com/buslint/buslint/internal/summary/extract"
)

// A busUse is a use of a bus function with one of the things that it carries: its syntax,
// and what it comes to in all packages.
type busUse struct {
	*busmodel.Use
	Parcel  *busmodel.Parcel // one of which nothing is known if the use carries nothing
	Aware   bool             // of the parcel
	Package *packages.Package
	Pos     token.Position

	Strands bool // a dispatch with a context does not find a handler without one

	Messages []summary.Type // that travel there
	Open     bool           // there may be others
}

// busUses returns the uses of bus functions in the packages, in order of their position,
// and the models of the packages.
func busUses(pkgs []*packages.Package, c *config.Config) ([]*busUse, []*busmodel.Model, error) {
	graph, err := checker.Analyze(config.With([]*analysis.Analyzer{busmodel.Analyzer, extract.New()}, c), pkgs, nil)
	if err != nil {
		return nil, nil, err
	}
	var models []*busmodel.Model
	var summaries []*summary.Package
	results := map[*packages.Package]*extract.Result{}
	for act := range graph.All() {
		if act.Err != nil {
			return nil, nil, fmt.Errorf("%s: %w", act, act.Err)
		}
		switch result := act.Result.(type) {
		case *busmodel.Model:
			models = append(models, result)
		case *extract.Result:
			results[act.Package] = result
			summaries = append(summaries, result.Package)
		}
	}
	all := program.Join(summaries)
	var uses []*busUse
	for pkg, result := range results {
		for i, parcel := range result.Parcels {
			if parcel.Use.OfWrapper() {
				continue // it changes with the call of the bus that it comes to
			}
			site := all.SiteOf(result.Package.Path, i)
			uses = append(uses, &busUse{parcel.Use, parcel, parcel.Aware, pkg, site.Pos, all.Strands(site), site.Messages, site.Open})
		}
	}
	slices.SortFunc(uses, func(a, b *busUse) int { return summary.ComparePos(a.Pos, b.Pos) })
	return uses, models, nil
}
