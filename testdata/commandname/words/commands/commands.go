// Package commands is a message package whose program calls things by words that are
// verbs as well.
package commands

import "example.com/testdata/commandname/words/filters"

type PullRequest struct{}

type (
	PullRequestMergeCommand struct{} // want `^command PullRequestMergeCommand is not in the imperative \("PullRequest" is a thing of this program.+\); call it MergePullRequestCommand$`

	// A type and a field of a package that this one imports.
	FilterModifyCommand struct { // want `call it ModifyFilterCommand$`
		Filter filters.Filter
	}
	QuoteSubmitCommand struct{} // want `call it SubmitQuoteCommand$`

	// Nothing is called a reply here: a flag is no thing, nor is a message.
	ReplySubmitCommand struct {
		Reply bool
	}

	// What happened to one shows that it is a thing.
	ResumeCreateCommand struct{} // want `call it CreateResumeCommand$`
	ResumeUpdatedEvent  struct{}
	ImportAddCommand    struct{} // that it failed does not
	ImportFailedEvent   struct{}

	// The imperative stays one, whatever is called by its word.
	FilterUsersCommand struct{}
	QuotePriceCommand  struct{}
	PullUpdateCommand  struct{}
)
