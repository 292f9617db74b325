package busmodel_test

import (
	"slices"
	"testing"

	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/internal/profile"
)

func TestAdd(t *testing.T) {
	known := slices.Clone(busmodel.Profiles)
	t.Cleanup(func() { busmodel.Profiles = known })
	shop := profile.Profile{Name: "shop", Path: "example.com/bus", Funcs: []profile.Func{{Recv: "Bus", Name: "Send", From: profile.FromArg}}}
	if err := busmodel.Add(&shop); err != nil {
		t.Fatal(err)
	}
	if busmodel.Profiles[0] != &shop || !shop.Configured {
		t.Error("the profile is not the first, or does not know that it was added")
	}
	if err := busmodel.Add(&shop); err == nil || err.Error() != "there is a profile shop already" {
		t.Errorf("added a second time: got error %v", err)
	}
	if err := busmodel.Add(&profile.Profile{Name: "other"}); err == nil {
		t.Error("a profile that cannot be used was added")
	}
}
