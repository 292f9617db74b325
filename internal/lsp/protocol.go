package lsp

// The types below are the part of the Language Server Protocol 3.17 that the
// server speaks, with the names of its specification:
// https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/

type documentURI string

// A position counts lines from 0, and UTF-16 code units within a line.
type position struct {
	Line      int `json:"line"`
	Character int `json:"character"`
}

type textRange struct {
	Start position `json:"start"`
	End   position `json:"end"`
}

type location struct {
	URI   documentURI `json:"uri"`
	Range textRange   `json:"range"`
}

type textDocument struct {
	URI     documentURI `json:"uri"`
	Version int         `json:"version,omitempty"`
	Text    string      `json:"text,omitempty"`
}

type textEdit struct {
	Range   textRange `json:"range"`
	NewText string    `json:"newText"`
}

type workspaceEdit struct {
	Changes map[documentURI][]textEdit `json:"changes"`
}

type initializeParams struct {
	RootURI          string             `json:"rootUri"`
	WorkspaceFolders []workspaceFolder  `json:"workspaceFolders"`
	Capabilities     clientCapabilities `json:"capabilities"`
}

type workspaceFolder struct {
	URI documentURI `json:"uri"`
}

// clientCapabilities are those of the client that the server asks about.
type clientCapabilities struct {
	Workspace struct {
		DidChangeWatchedFiles struct {
			DynamicRegistration bool `json:"dynamicRegistration"`
		} `json:"didChangeWatchedFiles"`
		CodeLens struct {
			RefreshSupport bool `json:"refreshSupport"`
		} `json:"codeLens"`
	} `json:"workspace"`
}

type changeParams struct {
	documentParams
	ContentChanges []change `json:"contentChanges"`
}

// A change replaces Range, or the whole text if that is nil.
type change struct {
	Range *textRange `json:"range"`
	Text  string     `json:"text"`
}

type watchedParams struct {
	Changes []struct {
		URI documentURI `json:"uri"`
	} `json:"changes"`
}

type foldersParams struct {
	Event struct {
		Added   []workspaceFolder `json:"added"`
		Removed []workspaceFolder `json:"removed"`
	} `json:"event"`
}

type documentParams struct {
	TextDocument textDocument `json:"textDocument"`
}

func (p documentParams) uri() documentURI { return p.TextDocument.URI }

type positionParams struct {
	documentParams
	Position position `json:"position"`
}

type codeActionParams struct {
	documentParams
	Range   textRange `json:"range"`
	Context struct {
		Only []string `json:"only"`
	} `json:"context"`
}

type codeAction struct {
	Title       string         `json:"title"`
	Kind        string         `json:"kind"`
	Diagnostics []diagnostic   `json:"diagnostics,omitempty"`
	IsPreferred bool           `json:"isPreferred,omitempty"`
	Edit        *workspaceEdit `json:"edit,omitempty"`
	Data        any            `json:"data,omitempty"` // for codeAction/resolve
}

type diagnostic struct {
	Range              textRange     `json:"range"`
	Severity           int           `json:"severity"`
	Code               string        `json:"code"`
	CodeDescription    *hrefTo       `json:"codeDescription,omitempty"`
	Source             string        `json:"source"`
	Message            string        `json:"message"`
	Tags               []int         `json:"tags,omitempty"`
	RelatedInformation []relatedInfo `json:"relatedInformation,omitempty"`
}

type hrefTo struct {
	Href string `json:"href"`
}

type relatedInfo struct {
	Location location `json:"location"`
	Message  string   `json:"message"`
}

type publishParams struct {
	URI         documentURI  `json:"uri"`
	Version     *int         `json:"version,omitempty"`
	Diagnostics []diagnostic `json:"diagnostics"`
}

type hover struct {
	Contents struct {
		Kind  string `json:"kind"`
		Value string `json:"value"`
	} `json:"contents"`
	Range *textRange `json:"range,omitempty"`
}

type codeLens struct {
	Range   textRange `json:"range"`
	Command *command  `json:"command,omitempty"`
}

type command struct {
	Title     string `json:"title"`
	Command   string `json:"command"`
	Arguments []any  `json:"arguments,omitempty"`
}

type symbolParams struct {
	Query string `json:"query"`
}

type symbol struct {
	Name          string   `json:"name"`
	Kind          int      `json:"kind"`
	ContainerName string   `json:"containerName,omitempty"`
	Location      location `json:"location"`
}

type hierarchyItem struct {
	Name           string      `json:"name"`
	Kind           int         `json:"kind"`
	Detail         string      `json:"detail,omitempty"`
	URI            documentURI `json:"uri"`
	Range          textRange   `json:"range"`
	SelectionRange textRange   `json:"selectionRange"`
	Data           any         `json:"data,omitempty"`
}

type hierarchyParams struct {
	Item hierarchyItem `json:"item"`
}

func (p hierarchyParams) uri() documentURI { return p.Item.URI }

type incomingCall struct {
	From       hierarchyItem `json:"from"`
	FromRanges []textRange   `json:"fromRanges"`
}

type outgoingCall struct {
	To         hierarchyItem `json:"to"`
	FromRanges []textRange   `json:"fromRanges"`
}

type messageParams struct {
	Type    int    `json:"type"`
	Message string `json:"message"`
}

// Numbers that the protocol gives a meaning.
const (
	severityError       = 1
	severityWarning     = 2
	severityInformation = 3

	tagUnnecessary = 1

	messageWarning = 2
	messageInfo    = 3

	symbolFunction = 12
	symbolStruct   = 23
	symbolEvent    = 24
)
