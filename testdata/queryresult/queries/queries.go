// Package queries is a message package: the suffix says what is a query.
package queries

import "net/http"

type (
	FindUserQuery struct { // want `^query FindUserQuery has no field Result or Results for its answer; add one for its handler to fill$`
		ID int
	}
	FindTeamQuery struct {
		ID     int
		Result *string
	}
	FindTeamsQuery struct{ Results []string }
	FindOrgQuery   struct{ result string } // want `^query FindOrgQuery has no field`
	FindAllQuery   struct{ Result []FindUserQuery2 }
	FindUserQuery2 struct{} // a part of another

	FindPageQuery struct { // an embedded one counts
		page
		Page int
	}
	FindPagesQuery struct{ *paged }
	FindPlainQuery struct{ plain } // want `^query FindPlainQuery has no field`
	FindBothQuery  struct {
		page
		other
	}
	FindGenericQuery[T any] struct{ Result T }
	FindNothingQuery[T any] struct{ ID T } // want `^query FindNothingQuery has no field`
	FindDerivedQuery        FindTeamQuery
	FindMethodQuery         struct{ method } // want `^query FindMethodQuery has no field`

	CreateUserCommand struct{}
	findQuery         struct{}

	//bus:query
	Find struct{} // want `^query Find has no field`

	//bus:command
	RunQuery struct{}

	//lint:ignore queryresult only asks whether it fails
	PingQuery struct{}
)

type (
	page   struct{ Result int }
	paged  struct{ page }
	other  struct{ Result int }
	plain  struct{ http.Header }
	method struct{}
)

func (method) Result() int { return 0 }
