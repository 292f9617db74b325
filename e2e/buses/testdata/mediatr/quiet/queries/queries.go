// Package queries declares what the shop is asked.
package queries

type FindBooksQuery struct{ Author string }
