package english

// brandsOf holds the words that are written with a capital in the middle, by
// their first letter.
var brandsOf = [...][]string{
	'B': {"BitBucket"},
	'D': {"DevOps", "DataDog"},
	'G': {"GitHub", "GitLab", "GraphQL"},
	'I': {"IPv4", "IPv6"},
	'J': {"JavaScript"},
	'L': {"LinkedIn", "LaTeX"},
	'M': {"MySQL"},
	'O': {"OAuth", "OpenID", "OpenAPI"},
	'P': {"PayPal", "PostgreSQL"},
	'S': {"SQLite"},
	'T': {"TypeScript"},
	'W': {"WebAuthN", "WebAuthn", "WordPress", "WhatsApp", "WiFi"},
	'Y': {"YouTube"},
	'i': {"iOS"},
	'm': {"macOS"},
}

// brands returns the words with a capital in the middle that start with c.
func brands(c byte) []string {
	if int(c) < len(brandsOf) {
		return brandsOf[c]
	}
	return nil
}

// next returns the bounds of the first word of name at or after from, as Go
// programmers write them. They are equal when there is none.
//
//	HTTPRequestReceived  HTTP Request Received
//	OAuthTokenRevoked    OAuth Token Revoked
//	UserIDsAssigned      User IDs Assigned
//	2FAEnabled           2FA Enabled
//	order_created.v2     order created v2
func next(name string, from int) (start, end int) {
	for from < len(name) && kind(name[from]) == other {
		from++
	}
	start = from
	if start == len(name) {
		return start, start
	}
	for _, b := range brands(name[start]) {
		if len(name) >= start+len(b) && name[start:start+len(b)] == b {
			// What follows must be another word: not Linked, Inside.
			if end = start + len(b); end == len(name) || kind(name[end]) != lower {
				return start, end
			}
		}
	}
	end = start + 1
	before := kind(name[start])
	for ; end < len(name); end++ {
		this := kind(name[end])
		switch {
		case this == other:
			return start, end
		case this == lower || this == digit:
			// A capital begins the word; a run of capitals ends before its last,
			// unless the small letter is the s of a plural: IDs.
			if this == lower && before == upper && end-start > 1 && !plural(name, end) {
				return start, end - 1
			}
		case before == lower:
			return start, end // camelCase
		case before == digit:
			// 2FA is one word; U2F too; S3Bucket and OAuth2Token are two.
			if letters(name[start:end]) > 1 || endsHere(name, end) {
				return start, end
			}
		}
		before = this
	}
	return start, end
}

// endsHere reports whether the capital at i begins a word of small letters.
func endsHere(name string, i int) bool {
	return i+1 < len(name) && kind(name[i+1]) == lower
}

// plural reports whether the small letter at i is an s that makes a plural of
// the initialism before it: the word ends with it.
func plural(name string, i int) bool {
	return name[i] == 's' && (i+1 == len(name) || kind(name[i+1]) != lower)
}

// letters counts the letters of s.
func letters(s string) (n int) {
	for i := range len(s) {
		if k := kind(s[i]); k == lower || k == upper {
			n++
		}
	}
	return n
}

// The kinds of bytes in a name.
const (
	other = iota // separates words
	lower        // so does every byte of a letter beyond ASCII count
	upper
	digit
)

// kindOf holds the kind of every byte.
var kindOf = func() (k [256]uint8) {
	for c := range k {
		switch {
		case 'a' <= c && c <= 'z', c >= 0x80:
			k[c] = lower
		case 'A' <= c && c <= 'Z':
			k[c] = upper
		case '0' <= c && c <= '9':
			k[c] = digit
		}
	}
	return k
}()

// kind returns the kind of a byte.
func kind(c byte) int { return int(kindOf[c]) }
