package register

// This file has no import yet.

func inOtherFile(cmd *GrowTeam) error { return nil }
