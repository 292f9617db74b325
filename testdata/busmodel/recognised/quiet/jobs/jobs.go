// Package jobs runs jobs, and handles requests.
package jobs

import (
	"context"
	"net/http"
)

type Job interface{ Run(context.Context) error }

type Queue struct{ jobs []Job }

func (q *Queue) Submit(j Job)  { q.jobs = append(q.jobs, j) }
func (q *Queue) Execute(j Job) {}

type Router struct{ handlers map[string]http.HandlerFunc }

func (r *Router) Handle(pattern string, h http.Handler)         {}
func (r *Router) HandleFunc(pattern string, h http.HandlerFunc) { r.handlers[pattern] = h }
