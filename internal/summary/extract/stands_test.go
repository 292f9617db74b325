package extract

import "testing"

func TestIsAnnouncement(t *testing.T) {
	for name, want := range map[string]bool{
		"emit": true, "BroadcastState": true, "tryEmitChange": true, "notifyAll": true, "dispatchEvents": true, "NotifyRoomClients": true,
		"publishQueueChanged": true, "PublishEvent": true, "raise": true, "fireAll": true,
		"publish": false, "fire": false, "PublishArticle": false, "SendMessage": false, "DispatchOrder": false, "publishRecall": false, "emitter": false,
		"emitAndStore": false, "OrderPlaced": false, "saveAll": false,
	} {
		if got := isAnnouncement(name); got != want {
			t.Errorf("isAnnouncement(%q) = %t, want %t", name, got, want)
		}
	}
}
