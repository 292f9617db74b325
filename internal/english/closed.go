package english

// A class is one of the closed classes of words, which a dictionary of
// meanings leaves out, or a part that a word plays in names. A word may be in
// several.
type class uint16

const (
	preposition class = 1 << iota // or what else may follow a verb that has said what happened
	particle                      // goes with a verb: log in, tear down
	auxiliary                     // makes a past tense of a participle after it
	finite                        // is in the past tense by itself
	future                        // what is done with it has not happened yet: being, be
	announcer                     // announces what has not happened yet
	question                      // begins a question that is answered by yes or no
	wh                            // begins another question
	modifier                      // may come before the verb of a command
	compound                      // a verb and a particle that grew together: a noun, which many use as a verb
	action                        // a verb whose object may be a verb that is used as a noun: RequestUpdate
	reading                       // what a query may be told to do, though the word is a noun more often
)

// classOf returns the classes of a word in small letters.
func classOf(w string) class {
	switch w {
	case "in", "out", "up", "down", "off", "on", "over", "back", "away":
		return preposition | particle
	case "to", "from", "by", "with", "without", "into", "onto", "at", "as", "for", "of", "under", "due", "because",
		"through", "via", "after", "until", "since", "against", "between", "among", "across", "within", "outside",
		"inside", "upon", "per", "during", "while", "if", "and", "or", "than", "like", "again", "behind", "along",
		"already", "not", "successfully", "too", "yet", "then", "ahead", "apart", "together":
		return preposition
	case "before", "about":
		return preposition | announcer
	case "when":
		return preposition | wh
	case "what", "which", "who", "whose", "where", "why", "how":
		return wh
	case "was", "were", "had":
		return auxiliary | finite | question
	case "has", "have":
		return auxiliary | question
	case "been", "got":
		return auxiliary
	case "be", "being":
		return future
	case "will", "would", "should", "must":
		return announcer | question
	case "pre", "prior", "shall", "upcoming":
		return announcer
	case "is", "are", "can", "could", "does", "did", "may", "might", "exists":
		return question
	case "bulk", "batch", "mass", "multi", "forced", "forcibly", "async", "auto", "self", "co", "soft", "hard", "try",
		"safe", "partial", "partially", "lazy", "quick", "quickly", "re", "maybe", "please":
		return modifier
	case "force":
		return modifier | action
	case "login", "logout", "logon", "logoff", "signin", "signout", "signup", "signon", "signoff", "checkin", "checkout",
		"setup", "cleanup", "backup", "rollback", "rollout", "rollup", "shutdown", "startup", "teardown", "takeover",
		"handover", "handoff", "pickup", "dropoff", "buildup", "breakdown", "cutover", "failover", "fallback", "kickoff",
		"payout", "payoff", "playback", "callback", "optin", "optout", "writeoff", "lockout", "timeout", "buyout",
		"cashout", "payback", "cutoff", "warmup", "cooldown", "markup", "followup", "popup", "spinup", "wrapup", "topup",
		"takedown", "printout", "readout", "cashback", "chargeback", "pushback", "opt":
		return compound
	case "lookup":
		return compound | reading
	case "schedule", "trigger", "queue", "dispatch", "plan", "review", "process", "post", "store", "stage", "perform",
		"draft", "retry", "record", "register", "undo", "broadcast", "block", "hold", "push", "pull", "merge", "skip",
		"ship", "stream", "answer", "mark", "debug", "issue", "comment", "bypass", "delay", "archive", "flag", "pin",
		"request", "monitor":
		return action
	case "check", "report", "test", "log", "track", "audit", "watch", "preview", "trace", "poll", "probe", "ping", "download":
		return action | reading
	case "access", "list", "search", "count", "look", "browse", "query", "show", "view", "estimate", "sample", "forecast",
		"quote", "score", "rank", "sort", "filter", "match", "diff", "peek", "read", "price", "total", "sum", "average",
		"scan", "export", "head", "page", "print", "scrape", "map":
		return reading
	}
	return 0
}

// layerOf returns the kinds of names that a word is a layer of: what says only
// that the name is a message, like Event or Cmd.
func layerOf(w string) kinds {
	switch w {
	case "event", "events", "evt", "notification":
		return anEvent
	case "message", "msg":
		return anEvent | aCommand | aQuery
	case "command", "cmd":
		return aCommand | aQuery
	case "commands":
		return aCommand
	case "request":
		return aCommand | aQuery
	case "query", "qry":
		return aQuery
	}
	return 0
}

// kinds are kinds of messages.
type kinds uint8

const (
	anEvent kinds = 1 << iota
	aCommand
	aQuery
)
