package reference

import "github.com/buslint/buslint/bus"

type (
	CreateKey      struct{}         // want `^CreateKey is a command$`
	createSecret   struct{}         // want `^createSecret is a command$`
	Replace[T any] struct{ With T } // want `^Replace is a command$`
	RotateKey      struct{}         // want `^RotateKey is a command$`
	KeyPtr         *RotateKey
	KeyAlias       = RotateKey
	KeyPtrAlias    = *RotateKey
	ReplaceKey     = Replace[CreateKey]
)

func sendAll(b bus.Bus, make func() *CreateKey) {
	_ = b.Dispatch(&CreateKey{}) // want `^dispatch CreateKey, twin$`
	key := &CreateKey{}
	_ = b.Dispatch(key)                      // want `^dispatch CreateKey, twin$`
	_ = b.Dispatch((key))                    // want `^dispatch CreateKey, twin$`
	_ = b.Dispatch(*key)                     // want `^dispatch CreateKey, twin$`
	_ = b.Dispatch(make())                   // want `^dispatch CreateKey, twin$`
	_ = b.Dispatch(new(CreateKey))           // want `^dispatch CreateKey, twin$`
	_ = b.Dispatch(bus.Msg(key))             // want `^dispatch CreateKey, twin$`
	_ = b.Dispatch(&createSecret{})          // want `^dispatch createSecret, twin$`
	_ = b.Dispatch(&Replace[string]{})       // want `^dispatch Replace, twin$`
	_ = b.Dispatch(&ReplaceKey{})            // want `^dispatch Replace, twin$`
	_ = b.Dispatch(&KeyAlias{})              // want `^dispatch RotateKey, twin$`
	_ = b.Dispatch(KeyPtrAlias(&KeyAlias{})) // want `^dispatch RotateKey, twin$`
	_ = b.Dispatch(KeyPtr(&RotateKey{}))     // want `^dispatch RotateKey, twin$`
	_ = b.Dispatch((*RotateKey)(key))        // want `^dispatch RotateKey, twin$`
}

type topic string

func unnamed[T any](b bus.Bus, t T, ptr *T, msg bus.Msg, to topic) {
	_ = b.Dispatch(msg)                // want `^dispatch \?, twin$`
	_ = b.Dispatch(t)                  // want `^dispatch \?, twin$`
	_ = b.Dispatch(ptr)                // want `^dispatch \?, twin$`
	_ = b.Dispatch(nil)                // want `^dispatch \?, twin$`
	_ = b.Dispatch("topic")            // want `^dispatch \?, twin$`
	_ = b.Dispatch(to)                 // want `^dispatch \?, twin$`
	_ = b.Dispatch(&struct{ A int }{}) // want `^dispatch \?, twin$`
	_ = b.Dispatch([]*CreateKey{})     // want `^dispatch \?, twin$`
}
