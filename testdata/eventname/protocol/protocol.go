// Package protocol publishes events whose names are those of a protocol.
package protocol

import "github.com/buslint/buslint/bus"

type (
	ChannelCreate struct{} // want `^event ChannelCreate is not in the past tense .*; call it ChannelCreated; 20 more events of package protocol are not in the past tense: if they follow another convention, turn eventname off$`
	ChannelUpdate struct{}
	ChannelDelete struct{}
	GuildCreate   struct{}
	GuildUpdate   struct{}
	GuildDelete   struct{}
	MessageCreate struct{}
	MessageUpdate struct{}
	MessageDelete struct{}
	ThreadCreate  struct{}
	ThreadUpdate  struct{}
	ThreadDelete  struct{}
	MemberCreate  struct{}
	MemberUpdate  struct{}
	MemberDelete  struct{}
	RoleCreate    struct{}
	RoleUpdate    struct{}
	RoleDelete    struct{}
	InviteCreate  struct{}
	InviteUpdate  struct{}
	InviteDelete  struct{}
)

func tell(b bus.Bus) {
	_ = b.Publish(&ChannelCreate{})
	_ = b.Publish(&ChannelUpdate{})
	_ = b.Publish(&ChannelDelete{})
	_ = b.Publish(&GuildCreate{})
	_ = b.Publish(&GuildUpdate{})
	_ = b.Publish(&GuildDelete{})
	_ = b.Publish(&MessageCreate{})
	_ = b.Publish(&MessageUpdate{})
	_ = b.Publish(&MessageDelete{})
	_ = b.Publish(&ThreadCreate{})
	_ = b.Publish(&ThreadUpdate{})
	_ = b.Publish(&ThreadDelete{})
	_ = b.Publish(&MemberCreate{})
	_ = b.Publish(&MemberUpdate{})
	_ = b.Publish(&MemberDelete{})
	_ = b.Publish(&RoleCreate{})
	_ = b.Publish(&RoleUpdate{})
	_ = b.Publish(&RoleDelete{})
	_ = b.Publish(&InviteCreate{})
	_ = b.Publish(&InviteUpdate{})
	_ = b.Publish(&InviteDelete{})
}
