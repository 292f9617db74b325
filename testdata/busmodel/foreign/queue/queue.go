// Package queue knows nothing of a bus, although its interface is as one's.
package queue

type Queue interface{ Publish(msg any) error }
