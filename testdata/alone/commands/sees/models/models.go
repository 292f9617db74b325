// Package models has a bus among its imports.
package models

import "github.com/buslint/buslint/bus"

type UserCreationCommand struct{ B bus.Bus } // want `command UserCreationCommand is not in the imperative`
