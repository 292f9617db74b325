package reference

import (
	"context"

	"github.com/buslint/buslint/bus"
)

type (
	ArchiveRepo struct{} // want `^ArchiveRepo is a command$`
	RepoQuery   struct{} // want `^RepoQuery is a query$`
)

type repos struct{ bus bus.Bus }

func (r *repos) archive(cmd *ArchiveRepo) error                      { return nil }
func (r *repos) find(ctx context.Context, query *RepoQuery) error    { return nil }
func (RepoQuery) answer(ctx context.Context, query *RepoQuery) error { return nil }

type archiver func(*ArchiveRepo) error

func (r *repos) Init(from func() archiver) {
	r.bus.AddHandler(r.archive)                               // want `^handle ArchiveRepo, twin, by archive$`
	r.bus.AddHandlerCtx(r.find)                               // want `^handle RepoQuery, aware, by find$`
	r.bus.AddHandler(archiveRepo)                             // want `^handle ArchiveRepo, twin, by archiveRepo$`
	r.bus.AddHandler((archiveRepo))                           // want `^handle ArchiveRepo, twin, by archiveRepo$`
	r.bus.AddHandler(bus.HandlerFunc(archiveRepo))            // want `^handle ArchiveRepo, twin, by archiveRepo$`
	r.bus.AddHandler(func(*ArchiveRepo) error { return nil }) // want `^handle ArchiveRepo, twin, by a literal$`
	h := archiveRepo
	r.bus.AddHandler(h)                       // want `^handle ArchiveRepo, twin$`
	r.bus.AddHandler(from())                  // want `^handle ArchiveRepo, twin$`
	r.bus.AddHandler(archiver(archiveRepo))   // want `^handle ArchiveRepo, twin$`
	r.bus.AddHandler(archiveAny[ArchiveRepo]) // want `^handle ArchiveRepo, twin$`
	r.bus.AddHandlerCtx(RepoQuery.answer)     // want `^handle RepoQuery, aware$`

	// What these take cannot be told.
	var any any = archiveRepo
	r.bus.AddHandler(any)                                        // want `^handle \?, twin$`
	r.bus.AddHandler(nil)                                        // want `^handle \?, twin$`
	r.bus.AddHandler(func() error { return nil })                // want `^handle \?, twin, by a literal$`
	r.bus.AddHandler(func(...*ArchiveRepo) error { return nil }) // want `^handle \?, twin, by a literal$`
	r.bus.AddHandler("archive")                                  // want `^handle \?, twin$`
}

func archiveRepo(*ArchiveRepo) error { return nil }

func archiveAny[T any](*T) error { return nil }
