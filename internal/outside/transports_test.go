package outside

import "testing"

func TestTransports(t *testing.T) {
	for path, want := range map[string]bool{
		"github.com/nats-io/nats.go":                          true,
		"cloud.google.com/go/pubsub":                          true,
		"cloud.google.com/go/pubsub/v2":                       true,
		"gocloud.dev/pubsub":                                  true,
		"github.com/libp2p/go-libp2p-pubsub":                  true,
		"github.com/cskr/pubsub":                              false,
		"github.com/moby/pubsub":                              false,
		"github.com/ThreeDotsLabs/watermill/pubsub/gochannel": false,
	} {
		if got := transports.MatchString(path); got != want {
			t.Errorf("%s: got %t", path, got)
		}
	}
}
