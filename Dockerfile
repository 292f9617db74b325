# An image with buslint, and with the go command and git, which it asks about the code:
#
#	docker build -t buslint .
#	docker run --rm -v "$PWD:/src" buslint ./...
FROM --platform=$BUILDPLATFORM golang:1.26 AS build
ARG TARGETOS TARGETARCH
WORKDIR /buslint
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -ldflags='-s -w' -o /usr/local/bin/buslint ./cmd/buslint

FROM golang:1.26
COPY --from=build /usr/local/bin/buslint /usr/local/bin/buslint
# What is mounted at /src belongs to a user that the image does not know.
RUN git config --system --add safe.directory '*'
WORKDIR /src
ENTRYPOINT ["buslint"]
CMD ["./..."]
