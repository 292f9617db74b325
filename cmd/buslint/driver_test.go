package main

import (
	"encoding/json"
	"log"
	"os"
	"runtime"

	"golang.org/x/tools/go/packages"
)

// driver is a driver of go/packages, as Bazel brings one: it has the go command compile
// dependencies, and says where their export data is.
func driver() {
	var request packages.DriverRequest
	if err := json.NewDecoder(os.Stdin).Decode(&request); err != nil {
		log.Fatal(err)
	}
	pkgs, err := packages.Load(&packages.Config{
		Mode:       request.Mode,
		Env:        append(os.Environ(), "GOPACKAGESDRIVER=off"),
		BuildFlags: request.BuildFlags,
		Tests:      request.Tests,
		Overlay:    request.Overlay,
	}, os.Args[1:]...)
	if err != nil {
		log.Fatal(err)
	}
	response := packages.DriverResponse{Compiler: "gc", Arch: runtime.GOARCH, GoVersion: 26}
	for _, pkg := range pkgs {
		response.Roots = append(response.Roots, pkg.ID)
	}
	packages.Visit(pkgs, nil, func(pkg *packages.Package) { response.Packages = append(response.Packages, pkg) })
	if err := json.NewEncoder(os.Stdout).Encode(response); err != nil {
		log.Fatal(err)
	}
}
