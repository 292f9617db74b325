//go:build never

package tagged

var _ = rename(&RenameTeam{})
