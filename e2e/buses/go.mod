module github.com/buslint/buslint/e2e/buses

go 1.26.0

require (
	encore.dev v1.46.1
	github.com/ThreeDotsLabs/watermill v1.5.1
	github.com/asaskevich/EventBus v0.0.0-20200907212545-49d423059eef
	github.com/cskr/pubsub v1.0.2
	github.com/docker/go-events v0.1.0
	github.com/dogmatiq/dogma v0.25.0
	github.com/gookit/event v1.2.0
	github.com/hallgren/eventsourcing v0.5.0
	github.com/jilio/ebu v0.17.0
	github.com/kataras/go-events v0.0.3
	github.com/kelindar/event v1.5.2
	github.com/looplab/eventhorizon v0.16.0
	github.com/mehdihadeli/go-mediatr v1.4.0
	github.com/moby/pubsub v1.0.0
	github.com/modernice/goes v0.5.0
	github.com/mustafaturan/bus/v3 v3.0.3
	github.com/vardius/message-bus v1.1.5
)

require (
	github.com/gogo/protobuf v1.3.2 // indirect
	github.com/google/uuid v1.6.0 // indirect
	github.com/gookit/goutil v0.7.1 // indirect
	github.com/hallgren/eventsourcing/core v0.4.0 // indirect
	github.com/lithammer/shortuuid/v3 v3.0.7 // indirect
	github.com/oklog/ulid v1.3.1 // indirect
	github.com/pkg/errors v0.9.1 // indirect
	github.com/rogpeppe/go-internal v1.16.0 // indirect
	github.com/sirupsen/logrus v1.10.2 // indirect
	golang.org/x/exp v0.0.0-20231006140011-7918f672742d // indirect
	golang.org/x/sys v0.49.0 // indirect
	google.golang.org/genproto/googleapis/rpc v0.0.0-20241202173237-19429a94021a // indirect
	google.golang.org/protobuf v1.36.8 // indirect
)
