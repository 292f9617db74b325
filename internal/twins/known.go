package twins

// known are the descriptions that are built in: of the standard library, and of libraries
// whose values take the context.
var known = []*Description{
	{Path: "database/sql", Name: "DB.Begin", Twin: "BeginTx", Arguments: []string{"nil"}},
	{Path: "github.com/jmoiron/sqlx", Name: "DB.Beginx", Twin: "BeginTxx", Arguments: []string{"nil"}},
	{Path: "github.com/jmoiron/sqlx", Name: "DB.MustBegin", Twin: "MustBeginTx", Arguments: []string{"nil"}},

	{Path: "gorm.io/gorm", Name: "DB", Chain: "WithContext", Except: []string{"DB", "SetupJoinTable", "Use"}},
	{Path: "xorm.io/xorm", Name: "Engine", Chain: "Context"},
	{Path: "github.com/go-xorm/xorm", Name: "Engine", Chain: "Context"},
	{Path: "github.com/go-resty/resty/v2", Name: "Client.R", Chain: "SetContext"},

	{Path: "net/http", Name: "Get", Instead: request},
	{Path: "net/http", Name: "Head", Instead: request},
	{Path: "net/http", Name: "Post", Instead: request},
	{Path: "net/http", Name: "PostForm", Instead: request},
	{Path: "net/http", Name: "Client.Get", Instead: request},
	{Path: "net/http", Name: "Client.Head", Instead: request},
	{Path: "net/http", Name: "Client.Post", Instead: request},
	{Path: "net/http", Name: "Client.PostForm", Instead: request},

	{Path: "net", Name: "Dial", Instead: "the method DialContext of a net.Dialer"},
	{Path: "net", Name: "DialTimeout", Instead: "the method DialContext of a net.Dialer"},
	{Path: "net", Name: "LookupAddr", Instead: resolver},
	{Path: "net", Name: "LookupCNAME", Instead: resolver},
	{Path: "net", Name: "LookupHost", Instead: resolver},
	{Path: "net", Name: "LookupIP", Instead: resolver},
	{Path: "net", Name: "LookupMX", Instead: resolver},
	{Path: "net", Name: "LookupNS", Instead: resolver},
	{Path: "net", Name: "LookupTXT", Instead: resolver},
	{Path: "crypto/tls", Name: "Dial", Instead: "the method DialContext of a tls.Dialer"},
	{Path: "crypto/tls", Name: "DialWithDialer", Instead: "the method DialContext of a tls.Dialer"},
}

const (
	request  = "http.NewRequestWithContext and the method Do of a client"
	resolver = "the method of the same name of net.DefaultResolver"
)
