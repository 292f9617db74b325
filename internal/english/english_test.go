package english

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// split returns the words of a name.
func split(name string) []string {
	var words []string
	for start, end := next(name, 0); start < end; start, end = next(name, end) {
		words = append(words, name[start:end])
	}
	return words
}

func TestSplit(t *testing.T) {
	for name, want := range map[string]string{
		"UserCreated":         "User Created",
		"HTTPRequestReceived": "HTTP Request Received",
		"SMSSent":             "SMS Sent",
		"OAuthTokenRevoked":   "OAuth Token Revoked",
		"OAuth2TokenRevoked":  "OAuth 2 Token Revoked",
		"IDsAssigned":         "IDs Assigned",
		"UserIDs":             "User IDs",
		"OrderCreatedV2":      "Order Created V2",
		"OrderCreated_v1":     "Order Created v1",
		"2FAEnabled":          "2FA Enabled",
		"U2fDeviceAdded":      "U2f Device Added",
		"S3BucketCreated":     "S3 Bucket Created",
		"order.created":       "order created",
		"user_signed-up":      "user signed up",
		"ORDER_CREATED":       "ORDER CREATED",
		"getHTTPStatus":       "get HTTP Status",
		"GitHubAppInstalled":  "GitHub App Installed",
		"LinkedInURLSet":      "LinkedIn URL Set",
		"LinkedInside":        "Linked Inside",
		"ÜberweisungGesendet": "Überweisung Gesendet",
		"":                    "",
		"__":                  "",
		"42":                  "42",
	} {
		if got := strings.Join(split(name), " "); got != want {
			t.Errorf("the words of %q = %q, want %q", name, got, want)
		}
	}
}

func TestParticiple(t *testing.T) {
	for verb, want := range map[string]string{
		"create": "created", "add": "added", "copy": "copied", "pay": "paid", "stop": "stopped", "play": "played",
		"submit": "submitted", "edit": "edited", "visit": "visited", "cancel": "canceled", "travel": "traveled",
		"control": "controlled", "refer": "referred", "offer": "offered", "ship": "shipped", "fix": "fixed",
		"focus": "focused", "format": "formatted", "program": "programmed", "quiz": "quizzed", "equip": "equipped",
		"install": "installed", "enroll": "enrolled", "debug": "debugged", "log": "logged", "sync": "synced",
		"mimic": "mimicked", "panic": "panicked", "agree": "agreed", "free": "freed", "die": "died", "tie": "tied",
		"go": "gone", "do": "done", "write": "written", "send": "sent", "withdraw": "withdrawn", "begin": "begun",
		"set": "set", "reset": "reset", "put": "put", "read": "read", "split": "split", "cast": "cast", "hit": "hit",
		"cut": "cut", "run": "run", "become": "become", "overcome": "overcome", "show": "shown", "prove": "proven",
		"undo": "undone", "withhold": "withheld", "override": "overridden", "resend": "resent", "rebuild": "rebuilt",
		"rewrite": "rewritten", "redo": "redone", "unfreeze": "unfrozen", "overwrite": "overwritten", "retake": "retaken",
		"resell": "resold", "rerun": "rerun", "reread": "reread", "unset": "unset", "prebuild": "prebuilt",
		"upsert": "upserted", "input": "input", "offset": "offset", "requeue": "requeued", "unstar": "unstarred", "unplug": "unplugged", "resubmit": "resubmitted",
		"backfill": "backfilled", "geocode": "geocoded", "provision": "provisioned", "snapshot": "snapshotted",
		"init": "initialized", "learn": "learned", "burn": "burned", "plan": "planned", "open": "opened", "map": "mapped",
		"target": "targeted", "benefit": "benefited", "label": "labeled", "tag": "tagged", "drop": "dropped",
		"commit": "committed", "admit": "admitted", "occur": "occurred", "enter": "entered", "deliver": "delivered",
		"swim": "swum", "throw": "thrown", "leave": "left", "lose": "lost", "find": "found", "buy": "bought",
		"acquit": "acquitted", "vet": "vetted", "chat": "chatted", "view": "viewed", "tax": "taxed", "echo": "echoed",
	} {
		if got := participle(verb); got != want {
			t.Errorf("participle(%q) = %q, want %q", verb, got, want)
		}
	}
}

func TestPastTense(t *testing.T) {
	for verb, want := range map[string]string{
		"throw": "threw", "begin": "began", "become": "became", "go": "went", "show": "showed", "swim": "swam",
		"run": "ran", "drop": "dropped", "overcome": "overcame", "rewrite": "rewrote", "beat": "beat", "take": "took",
	} {
		if got := pastTense(verb); got != want {
			t.Errorf("pastTense(%q) = %q, want %q", verb, got, want)
		}
	}
}

func TestPast(t *testing.T) {
	for w := range strings.FieldsSeq(`created sent paid undone withheld overridden resent reset unset reread splitted dealed transfered
		succeded choosen writen overriden tombstoned unprovisioned upserted rebooked prebuilt become outbid torn freed agreed`) {
		if pastOf(w, lookup(w)) == never {
			t.Errorf("%q is no past", w)
		}
	}
	for w := range strings.FieldsSeq(`feed seed speed need embed shred breed hundred present relay region proceed exceed
		outlet bullet bed red sled create string building token person`) {
		if p := pastOf(w, lookup(w)); p == certain {
			t.Errorf("%q is certainly past", w)
		}
	}
}

// A case is a name with what is to be said of it.
type judged struct {
	name, verdict, suggestion string
}

func TestEvent(t *testing.T) {
	judgeAll(t, "event", []judged{
		{"SomeEvent", "unknown", ""}, // which stands for any
		{"TestEvent", "unknown", ""},
		{"SomeOrderEvent", "bad", ""},
		{"OrderEvent", "bad", ""},
		{"UserCreated", "ok", ""},
		{"UserLoggedIn", "ok", ""},
		{"TornDown", "ok", ""},
		{"Got1xxResponse", "unknown", ""}, {"Get1xxResponse", "bad", ""},
		{"InvoiceMarkAsSettled", "bad", ""}, {"InvoiceMarkedAsSettled", "ok", ""}, {"InvoiceSetAsSettled", "ok", ""},
		{"SuspendAllScheduledTasks", "bad", ""}, {"SuspendedAllScheduledTasks", "ok", ""},
		{"CouponCreateOrUpdate", "bad", "CouponCreatedOrUpdated"}, {"VoucherCreateOrReplaceTerms", "bad", ""},
		{"RetrySuccess", "bad", "RetrySucceeded"}, {"PollSuccess", "bad", ""},
		{"CancelledByProvider", "ok", ""},
		{"RemovedDueToMerge", "ok", ""},
		{"BecameUnderConstruction", "ok", ""},
		{"WasPaid", "ok", ""},
		{"YearHasPassed", "ok", ""},
		{"OrderCreatedDomainEvent", "ok", ""},
		{"OrderCreatedEventV2", "ok", ""},
		{"OrderCreatedV2Event", "ok", ""},
		{"SMSSent", "ok", ""},
		{"2FAEnabled", "ok", ""},
		{"IDsAssigned", "ok", ""},
		{"order.created", "ok", ""},
		{"ordercreated", "ok", ""},
		{"orderpaid", "ok", ""},
		{"TransactionSplitted", "ok", ""},
		{"EvtUserCreated", "ok", ""},
		{"HeartbeatSucceded", "ok", ""},

		{"CreateOrderEvent", "bad", "OrderCreatedEvent"},
		{"CategoryDeleting", "bad", "CategoryDeleted"},
		{"NeedRestart", "bad", ""},
		{"ErrorCritical", "bad", ""},
		{"ValidateInputError", "bad", ""},
		{"CustomerUpdatePost", "bad", ""}, // after it was updated
		{"InvalidQuoteResponse", "bad", ""},
		{"OrderCancelling", "bad", "OrderCancelled"},
		{"PaymentOffset", "unknown", ""},
		{"PaymentFailureEvent", "bad", "PaymentFailedEvent"},
		{"PlanCreateEvent", "bad", "PlanCreatedEvent"},
		{"ShipOrder", "bad", "OrderShipped"},
		{"LockAccountEvent", "bad", "AccountLockedEvent"},
		{"ApproveLoan", "bad", "LoanApproved"},
		{"StopJob", "bad", "JobStopped"},
		{"PayInvoice", "bad", "InvoicePaid"},
		{"CopyFile", "bad", "FileCopied"},
		{"SubmitFormEvent", "bad", "FormSubmittedEvent"},
		{"SendInvoice", "bad", "InvoiceSent"},
		{"RemoveItemFromCart", "bad", "ItemRemovedFromCart"},
		{"TaxiDropOffEvent", "bad", "TaxiDroppedOffEvent"},
		{"UserLoginEvent", "bad", "UserLoggedInEvent"},
		{"PlayerThrowPotionEvent", "bad", "PlayerThrewPotionEvent"},
		{"ConnectionErrorEvent", "bad", "ConnectionFailedEvent"},
		{"AccountRegistrationEvent", "bad", "AccountRegisteredEvent"},
		{"UserCreateEventV2", "bad", "UserCreatedEventV2"},
		{"UserCreateV2Event", "bad", "UserCreatedV2Event"},
		{"userCreate", "bad", "userCreated"},
		{"createUser", "bad", "userCreated"},
		{"createHTTPRoute", "bad", "httpRouteCreated"},
		{"user.create", "bad", "user.created"},
		{"create_user", "bad", "user_created"},
		{"CREATE_USER", "bad", "USER_CREATED"},
		{"Delete", "bad", "Deleted"},
		{"OrderEvent", "bad", ""},
		{"PaymentEvent", "bad", ""},
		{"RollingBackDatabase", "bad", ""},
		{"RefundSuccessEvent", "bad", "RefundSucceededEvent"},
		{"ProcessPaymentEvent", "bad", "PaymentProcessedEvent"},
		{"FireAlarmEvent", "bad", ""},
		{"SearchIndexerEvent", "bad", ""},
		{"RegisterBuilderEvent", "bad", ""},
		{"SellerEvent", "bad", ""},
		{"DownloadProgressEvent", "bad", ""},
		{"WorkflowRunJob", "bad", ""}, // in the past, it ran
		{"PullRequestEvent", "bad", ""},
		{"UploadReady", "bad", ""},
		{"PostbackEvent", "bad", ""},
		{"HookOutgoing", "bad", ""},
		{"ServiceGoingOffline", "bad", ""},
		{"ServiceRunning", "bad", ""},
		{"CollideBlockEvent", "bad", "CollidedWithBlockEvent"},
		{"BlockCanBuildEvent", "bad", ""},
		{"HandleRouteRequestEvent", "bad", ""},
		{"ProductOutOfStock", "bad", "ProductWentOutOfStock"},
		{"BeforeUserDelete", "bad", ""},
		{"ScheduledTaskStarting", "bad", "ScheduledTaskStarted"},
		{"TalentedUser", "bad", ""},
		{"EntityDespawn", "bad", "EntityDespawned"},
		{"UserRequestBookingEvent", "bad", "UserRequestedBookingEvent"},
		{"PlayerLeashEntityEvent", "bad", "PlayerLeashedEntityEvent"},
		{"NotePlayEvent", "bad", "NotePlayedEvent"},
		{"SlimeSwimEvent", "bad", ""},
		{"ValidateRequiredPaymentEvent", "bad", "RequiredPaymentValidatedEvent"},
		{"RegisterMountProviderEvent", "bad", "MountProviderRegisteredEvent"},
		{"HandOverCompleteEvent", "bad", ""},
		{"DatabaseBusy", "bad", "DatabaseBecameBusy"},
		{"OrderReadyForDelivery", "bad", "OrderBecameReadyForDelivery"},
		{"DTErrorEvent", "bad", "DTErrorOccurredEvent"},
		{"AfterCreateOrganization", "bad", "OrganizationCreated"}, {"BeforeCreateOrganization", "bad", ""},
		{"StartCooking", "bad", "CookingStarted"},
		{"PublishEvent", "bad", "PublishedEvent"}, {"Login", "bad", "LoggedIn"}, {"login", "bad", ""}, {"up", "bad", ""}, {"FrontEvent", "bad", ""},
		{"NotificationRequestEvent", "bad", "NotificationRequestedEvent"}, {"PullRequestEvent", "bad", ""}, {"APIRequestEvent", "bad", ""},
		{"NicknamePresetEvent", "unknown", ""}, // it was preset, or is a preset
		{"CreateOrderNotification", "bad", ""}, // was the order created, or the notification?
		{"SendingNotificationEvent", "bad", ""},
		{"ScalingSignal", "bad", ""}, // what something is for
		{"PollingInterval", "bad", ""},
		{"ProcessingPayment", "bad", ""},
		{"UpdatingPrice", "bad", "PriceUpdated"},
		{"InterTeamMessage", "bad", ""},
		{"FindMatching", "bad", ""},
		{"CommitTick", "bad", ""},
		{"NotePlay", "bad", "NotePlayed"},
		{"BackoffWait", "bad", ""},
		{"ImportExecuting", "bad", ""},
		{"RestartProcessing", "bad", ""},
		{"PlayerCombatEvent", "bad", ""}, // a kind of event
		{"PlayerMapRequestEvent", "bad", "PlayerMapRequestedEvent"},
		{"RegenStart", "bad", ""},
		{"SendMessage", "bad", ""},
		{"UpdateImportedRowCount", "bad", ""},
		{"CounterReadErrorEvent", "bad", ""},
		{"LiveServerTurnEndEvent", "bad", ""},
		{"ConfigContainingEvent", "bad", ""},
		{"TaskSetComplete", "unknown", ""},
		{"TaskComplete", "bad", "TaskCompleted"},
		{"ConnectFailureEvent", "bad", ""},
		{"BulkUpdateEvents", "bad", ""},
		{"ChatTypingEvent", "bad", ""},
		{"ChannelMergeEvent", "bad", "ChannelMergedEvent"},
		{"TouchDownEvent", "bad", ""},
		{"TearDownEvent", "bad", ""},
		{"DeflectMissilesTriggerEvent", "bad", ""}, // which of them is it?,
		{"VMEndRecording", "bad", ""},
		{"WarningUpgrade", "bad", ""},
		{"NodeNoNetworkAccess", "bad", ""},
		{"RuleCompliance", "bad", ""},
		{"StreamRecv", "bad", "StreamReceived"},
		{"IncrCounter", "bad", ""}, // who writes it short has no past for it
		{"ConfigOCR", "bad", ""},
		{"UmountDisk", "bad", "DiskUmounted"},
		{"SessionTimedoutStartingServer", "ok", ""}, // a participle and a particle in one word
		{"UserSignedup", "ok", ""},
		{"PlaybackStartEvent", "bad", "PlaybackStartedEvent"},
		{"EntityDamageByBlockEvent", "bad", "EntityDamagedByBlockEvent"},
		{"GlobalSearchEvent", "bad", ""},
		{"LevyProviderPaymentEvent", "bad", "LevyProviderPaymentMadeEvent"},
		{"KeepAlive", "bad", ""},
		{"FinishRequestEvent", "bad", ""},
		{"EvtCreateUser", "bad", "EvtUserCreated"},
		{"EventOrderCreate", "bad", "EventOrderCreated"},
		{"AuthAfterLogin", "bad", ""},
		{"ActivityUpdatePost", "bad", ""},
		{"DeclineShare", "bad", ""},
		{"PostCommandInvocation", "bad", ""},
		{"MessagesRequestSending", "bad", ""},
		{"CalendarDragAndDropSource", "bad", ""},
		{"WorkingTimeYear", "bad", ""},
		{"GetSsoInfoDataEvent", "bad", ""},
		{"FetchSsoInfoEvent", "bad", ""},
		{"slashCommandEvent", "bad", ""},
		{"slashCommandReplyEvent", "bad", ""},
		{"SendNotification", "bad", "NotificationSent"},
		{"LSPEvent", "bad", ""},
		{"ShotByPlayer", "unknown", ""},
		{"PaymentShot", "ok", ""},

		// What is it done to? The word before says where, or what it is about.
		{"ClanKick", "bad", ""},
		{"MemberKick", "bad", "MemberKicked"},
		{"CommentReply", "bad", ""},
		{"AuditEvent", "bad", ""},
		{"ConnEvent", "bad", ""},
		{"RelayerEvent", "bad", ""},
		{"errorEvent", "bad", ""},
		{"OpenAIUsageEvent", "bad", ""},
		{"ResizeRequestEvent", "bad", ""},
		{"EnterLeaveEvent", "bad", ""},
		{"ShapeNotifyEvent", "bad", ""}, // nobody told the shape
		{"UserNotifyEvent", "bad", "UserNotifiedEvent"},
		{"UpdateNotReady", "bad", ""},
		{"StartProfiling", "bad", "ProfilingStarted"},
		{"ExportChangeRouting", "bad", ""},
		{"ConnectError", "bad", ""},
		{"SecretRotation", "bad", "SecretRotated"},
		{"NavigationEvent", "bad", ""},
		{"ProfilingEvent", "bad", ""},
		{"Saving", "bad", ""},
		{"ShowAlertPanel", "bad", ""},
		{"ShowConfirmPanel", "bad", ""},
		{"OpeningTimeApproveWeek", "bad", ""},
		{"InvoiceUpdateManyPost", "bad", ""},
		{"UpdateTimeTracking", "bad", ""},
		{"TreeEvent_NodeDelete", "bad", ""}, // in which style?
		{"ServerBaseEvent", "bad", ""},

		{"MusicStopPlaying", "bad", ""},
		{"SingerStartSinging", "bad", ""},
		{"RequestImageProcessing", "bad", ""},
		{"CreateOrReplaceIndex", "bad", ""},
		{"LeaseNearingExpiry", "bad", ""},
		{"UpdateTaxClaim", "bad", ""},
		{"FinishExport", "bad", ""},
		{"PageLeaveNavigation", "bad", ""},
		{"ErrorSubmission", "bad", ""},
		{"DragEnd", "bad", ""},
		{"SettingGet", "bad", ""},
		{"AccountUpdatePending", "bad", ""},
		{"AccountPending", "bad", "AccountBecamePending"},
		{"ClubUpdateName", "bad", "ClubNameUpdated"}, // a club does nothing by itself
		{"MemberUpdateName", "bad", "MemberUpdatedName"},
		{"AnnounceOutOfStock", "bad", ""},
		{"BrewBeer", "bad", "BeerBrewed"},
		{"StartBrew", "bad", ""},
		{"OutgoingErrorEvent", "bad", ""},
		{"RollingBackIndex", "bad", ""},
		{"AccountClosedBusinessEvent", "ok", ""},
		{"AccountCloseBusinessEvent", "bad", "AccountClosedBusinessEvent"},
		// A participle in the middle belongs to the noun after it, if the verb comes last.
		{"TeamScheduledMatchDelete", "bad", "TeamScheduledMatchDeleted"},
		{"UserAcceptedInvite", "ok", ""},
		{"PreSetValue", "bad", ""},
		{"BeforePageRead", "unknown", ""},
		{"PostSetValue", "unknown", ""},

		// How things stand is not what happened.
		{"ImportStatus", "bad", ""},
		{"UserUpdateStatus", "bad", ""},
		{"DiskUsageEvent", "bad", ""},
		// A participle after a verb belongs to the noun that follows.
		{"GuildAddInvitedMember", "bad", "GuildInvitedMemberAdded"},
		{"GuildAddFailedTwice", "ok", ""},
		{"OrderCostCalculation", "bad", "OrderCostCalculated"},
		{"OrderCostTooMuch", "ok", ""},
		{"VanishItemEvent", "bad", ""}, // nothing is vanished
		{"RecoverAfter", "bad", ""},
		{"RecoverColorSet", "bad", "ColorSetRecovered"},
		{"ResumeImport", "bad", ""}, // which of the two?
		{"RecoverNoItem", "bad", ""},
		{"ReadyToCheckIn", "bad", ""},
		{"LoadingTime", "bad", ""},
		{"PlayerNeedsUpdate", "bad", ""},
		{"TokenRequiresRefresh", "bad", ""},
		{"PlayerLevelsUpdate", "bad", "PlayerLevelsUpdated"},
		{"MigrateCreateTable", "bad", ""}, // which of the two?
		{"GenerateSecureKey", "bad", ""},

		// Whose verb is it, and is it one?
		{"PlayerChangeArmorStand", "bad", ""},
		{"PlayerSpearStab", "bad", ""},
		{"PlayerDropItem", "bad", "PlayerDroppedItem"},
		{"NationSetSpawn", "bad", ""},
		{"AttemptHeal", "bad", ""},
		{"ExploitAttempt", "bad", ""},
		{"SuccessfulTeleport", "bad", ""},
		{"SuccessfulZorbyTeleport", "bad", ""},
		{"PlayerDisplayNameChange", "bad", "PlayerDisplayNameChanged"},
		{"ProgrammableSwitch", "bad", ""},
		{"ManualPresenceChange", "bad", ""},
		{"ServerPresenceChange", "bad", "ServerPresenceChanged"},
		{"PingSendComplete", "bad", ""},
		{"NodeDeactivateComplete", "bad", ""},
		{"JoinComplete", "bad", ""},
		{"EnrollmentComplete", "bad", "EnrollmentCompleted"},
		{"RecaptchaenterpriseV1", "bad", ""},
		{"GoogleRecaptchaenterpriseV1Transaction", "bad", ""},
		{"GoogleDataplexV1Discovery", "bad", ""},
		{"PortLinkDown", "bad", ""},
		{"TaxiDropOff", "bad", "TaxiDroppedOff"},
		{"MobileAppTroubleshooting", "bad", ""},
		{"LookupN", "bad", ""},
		{"ChangeHistory", "bad", "HistoryChanged"},
		{"ChangeAddress", "bad", "AddressChanged"},
		{"ReleaseNotificationEvent", "bad", ""},
		{"SendReminder", "bad", "ReminderSent"},
		{"MakeNodeStatus", "bad", ""},
		{"InvokeWithResponseStreamResponseEventUnknown", "bad", ""},
		{"SelectObjectContentEventStream", "bad", ""},
		// One enters a bed: it is not entered.
		{"PlayerBedEnter", "bad", "PlayerEnteredBed"},
		{"UserRoomLeave", "bad", "UserLeftRoom"},
		{"EntityVehicleExit", "bad", "EntityExitedVehicle"},
		{"NationTownLeave", "bad", ""},
		{"IslandPreclear", "bad", "IslandPrecleared"},
		{"OrderPreprocess", "bad", "OrderPreprocessed"},
		{"BookingAcceptEvent", "bad", "BookingAcceptedEvent"},
		{"DeathConfirmedPostPersistEvent", "ok", ""},
		{"SetTextureEvent", "bad", "TextureSetEvent"},
		{"AppDeletionEvent", "bad", "AppDeletedEvent"},
		{"GuildMemberJoin", "bad", "GuildMemberJoined"},
		{"PlayerJoin", "bad", "PlayerJoined"},
		{"PlayerJoinLobby", "bad", ""},

		{"BeforeUserCreated", "unknown", ""},
		{"CreatedPaymentEvent", "unknown", ""},
		{"PasswordReset", "unknown", ""},
		{"RankingReset", "unknown", ""},
		{"Event", "unknown", ""},
		{"DomainEvent", "bad", ""},
		{"", "unknown", ""},
		{"123", "unknown", ""},
		{"_", "unknown", ""},
		{"ユーザー作成", "unknown", ""},
		{"ПользовательСоздан", "unknown", ""},
		{"PedidoCriado", "unknown", ""},
		{"NFEPedidoCriado", "unknown", ""},
		{"OnItemAprovado", "unknown", ""},
		{"OnStatusPedidoAlterado", "unknown", ""},
		{"ItemEntregueConfirmada", "unknown", ""},
		{"TornadoWarning", "bad", ""},
		{"ExistingEvent", "bad", ""},
		{"CooldownEvent", "bad", ""},
		{"ForcingStart", "bad", ""},
		{"ShopPurchase", "bad", ""},
		{"TicketPurchase", "bad", ""},
		{"SubscribeProject", "bad", ""},
		{"SubscribeUser", "bad", ""},
		{"SubscribeToProject", "bad", ""},
		{"ShopSuccessPurchase", "bad", ""},
		{"XkMMOChat", "bad", ""}, // initials need not be known
		{"PreRun", "bad", ""},
		{"BeforePasswordReset", "unknown", ""},
		{"PaymentReconcileRequestedOutbox", "ok", ""}, // an act is requested
		{"UserSendDeletedEmail", "bad", "UserSentDeletedEmail"},
		{"AlterGround", "bad", "GroundAltered"}, // nothing was ground
		{"SubscriptionPastDue", "bad", ""},
		{"ClientPauseChange", "bad", ""},
		{"RegistryTypeAddBlocks", "bad", ""}, // to it
		{"SaveServiceEvent", "bad", ""},      // of the service
		{"FakeBlockBreak", "bad", ""},
		{"PlayerWakeUp", "bad", ""},
		{"UploadStart", "bad", ""},
		{"DownloadingCheck", "bad", ""},
		{"UserPasswordResetRequest", "bad", "UserPasswordResetRequested"},
		{"UserResetRequest", "unknown", ""}, // a user may have reset it
		{"PayoutProcessing", "bad", "PayoutProcessingStarted"},
		{"OrderPreparing", "bad", "OrderPreparingStarted"}, // who is told so waits for more
		{"TransferDeleting", "bad", "TransferDeleted"},
		{"WebLookupCrawling", "bad", ""},
		{"WebCrawlUploading", "bad", ""}, // the crawl, or the upload?
		{"DdosDomainAttack", "bad", ""},  // by it, or on it?
		{"FilterChainDebug", "bad", ""},
		{"PollSuccess", "bad", ""},           // of a poll, or of polling?
		{"PlayerRespawnPosition", "bad", ""}, // where to respawn
		{"UserSelectNavigation", "bad", ""},
		{"ReconnectUrl", "bad", ""}, // to reconnect to
		{"FetchUrl", "bad", "UrlFetched"},
		{"RefuteUpdate", "bad", ""}, // an update that refutes
		{"RefuteClaims", "bad", "ClaimsRefuted"},
		{"DeployPolicyEvaluation", "bad", ""},
		{"RenderItemInFrame", "bad", ""}, // where, or which?
		{"RemoveItemFromCart", "bad", "ItemRemovedFromCart"},
		{"DepositPaymentError", "bad", "DepositPaymentErrorOccurred"}, // was it paid?
		{"OrderProcessingEvent", "bad", "OrderProcessingStartedEvent"},
		{"OnCancelamentoItem", "unknown", ""}, // in a language that is not known
		{"OnVerificarStatus", "unknown", ""},
		{"OnItemEntregue", "unknown", ""},
		{"OnRecebeCancelamentoItem", "unknown", ""},
		{"TaskReInitialization", "bad", ""},
		{"Xqzt", "unknown", ""},
	})
}

func TestCommand(t *testing.T) {
	judgeAll(t, "command", []judged{
		{"CreateUserCommand", "ok", ""},
		{"SaveProvisionedDashboardCommand", "ok", ""},
		{"ValidateDashboardBeforeSaveCommand", "ok", ""},
		{"SetUserHelpFlagCommand", "ok", ""},
		{"BookFlight", "ok", ""},
		{"OrderPizza", "ok", ""},
		{"StarDashboardCommand", "ok", ""},
		{"UnstarDashboardCommand", "ok", ""},
		{"RollUpCluster", "ok", ""},
		{"CheckOutBasket", "ok", ""},
		{"BulkDeleteUsers", "ok", ""},
		{"ForceDeleteUser", "ok", ""},
		{"AsyncSendMail", "ok", ""},
		{"TryRecoverPartition", "ok", ""},
		{"ApproveOrReject", "ok", ""},
		{"OptInUser", "ok", ""},
		{"BlackListUser", "ok", ""},
		{"CommandSendEmail", "ok", ""}, // its kind in front
		{"CmdCreateUser", "ok", ""},
		{"cmdCreateIncident", "ok", ""},
		{"cmd_create_user", "ok", ""},
		{"MsgCreateUser", "ok", ""},
		{"CmdUserCreate", "bad", "CmdCreateUser"},
		{"cmdUserCreate", "bad", "cmdCreateUser"},
		{"cmd_user_create", "bad", "cmd_create_user"},
		{"CommandUserDelete", "bad", "CommandDeleteUser"},
		{"AlwaysNotifyUser", "ok", ""}, // an adverb before the verb
		{"AlsoRemoveItem", "ok", ""},
		{"AlwaysOnDisplay", "unknown", ""},
		{"XORKeys", "ok", ""},
		{"ZRQEntries", "bad", ""}, // no verb is so short and all capitals
		{"MpoolStats", "bad", ""},
		{"MpoolReplace", "bad", ""}, // in it, or it?
		{"HelmfileApply", "bad", ""},
		{"ChatReport", "bad", ""}, // report it, or the report?
		{"ChatSearch", "bad", "SearchChat"},
		{"AccountsCreate", "bad", "CreateAccounts"}, // one of them
		{"AccountsPurge", "bad", "PurgeAccounts"},
		{"PresignedDelete", "bad", ""},
		{"DeletedRoleAudit", "bad", ""},
		{"DeletedRole", "bad", "DeleteRole"},
		{"DocsInstallCursor", "bad", ""},  // for it
		{"DatabaseRemoveUser", "bad", ""}, // from it
		{"BaseGenerate", "bad", ""},
		{"PresetRemove", "bad", "RemovePreset"},
		{"AccountsSearch", "bad", "SearchAccounts"},
		{"TopupQuery", "bad", ""},
		{"BatchPriceUpdate", "bad", ""},
		{"InteractiveDashboard", "bad", ""},
		{"GroupLs", "bad", ""},
		{"RenterFuse", "bad", ""},
		{"DbShowDeleteLocks", "bad", ""}, // which of them?
		{"MoveList", "ok", ""},
		{"SetGenerate", "ok", ""},
		{"AIAssess", "bad", ""}, // it assesses
		{"AddonUpdateChecker", "bad", ""},
		{"OrganizationAddMember", "bad", "AddOrganizationMember"},
		{"DropCreateCommand", "bad", "CreateDropCommand"}, // only a thing is created
		{"WaitDelete", "ok", ""}, {"SyncDelete", "ok", ""}, {"DropTable", "ok", ""},
		{"UnitOfMeasureDelete", "bad", "DeleteUnitOfMeasure"},
		{"RentalCreateCommand", "bad", "CreateRentalCommand"},
		{"SettlementBatchRun", "bad", "RunSettlementBatch"},
		{"PasswordResetSendCommand", "bad", "SendPasswordResetCommand"},
		{"TokensDescribe", "bad", "DescribeTokens"},
		{"SiteOperatorCorrection", "bad", ""}, // by the operator?
		{"DockerPrune", "bad", ""},
		{"ChannelChangeRequest", "bad", ""},
		{"SupportProject", "ok", ""},
		{"ProfileSetDefault", "bad", ""},
		{"ProfileSetCapacity", "bad", "SetProfileCapacity"},
		{"ClustersUpdateCapacity", "bad", ""},
		{"KubectlInstall", "bad", ""},
		{"MonitorRestart", "bad", "RestartMonitor"},
		{"AccountLock", "bad", ""},
		{"TicketAssign", "bad", "AssignTicket"},
		{"SessionExpire", "bad", "ExpireSession"},
		{"RootCommand", "ok", ""}, // as PurchaseCommand, which tells to
		{"PurchaseCommand", "ok", ""},
		{"OrderCommand", "ok", ""},
		{"BidCommand", "ok", ""},
		{"CloudDeploy", "bad", ""}, // from it, to it, or it?
		{"CloudStart", "bad", "StartCloud"},
		{"LockDo", "bad", ""},
		{"FromPublicKey", "bad", ""},
		{"BackupParseRevision", "bad", ""},
		{"ReplicationEnableRbd", "bad", ""},
		{"FailedEmailValidation", "bad", "ValidateFailedEmail"},
		{"FailedMessagesRetry", "bad", "RetryFailedMessages"},
		{"InvoicePay", "bad", "PayInvoice"},
		{"GroupJoin", "bad", "JoinGroup"},
		{"TransferInitiate", "bad", "InitiateTransfer"},
		{"ChannelJoinBySnapshotStatus", "bad", ""},
		{"EnvSCP", "bad", "SCPEnv"},
		{"T8nServer", "bad", ""},
		{"BitFieldCmd", "bad", ""},
		{"HotpatchServer", "unknown", ""},
		{"UpdUser", "ok", ""}, {"RcvMessage", "ok", ""}, {"XferFile", "ok", ""}, {"IncCounter", "ok", ""}, {"DupSession", "ok", ""},
		{"RegUser", "unknown", ""}, {"ModGroup", "unknown", ""}, {"ImpUsers", "unknown", ""}, // short for a noun, or for a verb
		{"RegAdd", "bad", "AddReg"}, {"ProcStats", "bad", ""},
		{"FullSyncRepo", "ok", ""}, {"InvoiceDetails", "bad", ""}, {"OptOutSelfServe", "ok", ""},
		{"EndScan", "ok", ""}, {"ScoreQuote", "ok", ""}, {"ClaimUpload", "ok", ""}, {"ShareList", "ok", ""}, {"SortTraceIDs", "ok", ""},
		{"LimitDownloadSpeed", "ok", ""}, {"LockOutpoint", "ok", ""}, {"FaxReport", "ok", ""},
		{"ScoreReset", "bad", "ResetScore"}, {"ShareCreate", "bad", "CreateShare"},
		{"CpFiles", "unknown", ""},
		{"Mpool", "unknown", ""},
		{"ChmodFile", "ok", ""},
		{"FAQEntries", "bad", ""},
		{"ChangeStart", "ok", ""}, // a sure imperative settles it
		{"ChangeUpstream", "ok", ""},
		{"DropCommit", "ok", ""},
		{"ChangeOfPlan", "bad", ""},
		{"OnBoardUser", "ok", ""}, // a verb with a second capital
		{"LogInUser", "ok", ""},
		{"OnUserCreate", "bad", ""},
		{"ReTypeColumn", "ok", ""},
		{"FineDriver", "unknown", ""}, // an adjective that is a verb as well
		{"OfflineNode", "unknown", ""},
		{"GradeSubmission", "ok", ""},
		{"ActiveVendor", "unknown", ""}, // activate?
		{"DownstackDelete", "bad", "DeleteDownstack"},
		{"DownstackItem", "ok", ""},
		{"UpService", "ok", ""},
		{"ActiveVendorDelete", "bad", "DeleteActiveVendor"},
		{"ChatWithModel", "unknown", ""},
		{"ProcessUserDelete", "ok", ""},
		{"ListRestoreJobs", "ok", ""},
		{"ListUpstack", "ok", ""},
		{"ProvisionPermissionSet", "ok", ""},
		{"CherryPickCommit", "ok", ""},
		{"BroadCastMessage", "ok", ""},
		{"FailoverPrimaryCompute", "unknown", ""},
		{"AsymmetricDecrypt", "unknown", ""},
		{"SumBlobs", "unknown", ""},
		{"BuildSaveRequest", "bad", "SaveBuildRequest"},
		{"OrderReopen", "bad", "ReopenOrder"},
		{"AdminAddUser", "bad", ""},
		{"PostUserDelete", "ok", ""},
		{"TestMempoolAccept", "ok", ""},
		{"TestSend", "ok", ""},
		{"BenchmarkRead", "ok", ""},
		{"TestDelete", "bad", "DeleteTest"}, // a test of deleting
		{"TestEmail", "ok", ""},
		{"AuditRollback", "bad", ""},
		{"VolumeBackup", "bad", "BackUpVolume"},
		{"TryAlertNotification", "bad", ""}, // try, or send?
		{"ContainerExec", "bad", ""},        // in it
		{"TermOfUseList", "bad", ""},
		{"RepoCopy", "bad", ""}, // from it, or it?
		{"RepoCreate", "bad", "CreateRepo"},
		{"DeviceRelease", "bad", ""},    // it is released, or a release of parcels
		{"CollectorJoin", "bad", ""},    // it joins, or is joined
		{"ClusterAddLabels", "bad", ""}, // to it
		{"ClusterAddLabel", "bad", "AddClusterLabel"},
		{"StaffRejectRequest", "bad", ""}, // who does it
		{"LoadExec", "ok", ""},
		{"AttemptReconnect", "ok", ""},
		{"PatchFileUpload", "ok", ""},
		{"ReleaseWriteLock", "ok", ""},
		{"SortSyncItems", "ok", ""},
		{"ReleaseDelete", "bad", "DeleteRelease"},
		{"PatchCreate", "bad", "CreatePatch"},
		{"CityGuide", "bad", ""},
		{"GuideVisitor", "ok", ""},
		{"ImportersCommand", "bad", ""},
		{"SerializersCommand", "bad", ""},
		{"TimeOutPayment", "unknown", ""},
		{"SortItems", "ok", ""},

		// What the words are in other names weighs together.
		{"ProxyRuleList", "bad", "ListProxyRules"},
		{"PolicyListCommand", "bad", "ListPoliciesCommand"},
		{"cmd_host_list", "bad", "cmd_list_hosts"},
		{"BranchList", "bad", "ListBranches"},
		{"MembersList", "bad", "ListMembers"},
		{"DNSList", "bad", ""}, // of what?
		{"PaymentRefund", "bad", ""},
		{"NotificationMarkRead", "bad", "MarkNotificationRead"},
		{"TicketMarkPaid", "bad", "MarkTicketPaid"},
		{"MarkTicketPaid", "ok", ""},
		{"ShoppingList", "bad", ""},
		{"SecretRotate", "bad", "RotateSecret"},
		{"MigrationsRun", "bad", "RunMigrations"},
		{"JobRun", "bad", "RunJob"},
		{"AbstractInstall", "bad", ""},
		{"ProjectUnDeploy", "bad", ""},
		{"NodeCompliance", "bad", ""},
		{"SystemSetupStaging", "bad", ""},
		{"ProxyRequest", "ok", ""},
		{"EmailSync", "bad", "SyncEmail"},
		{"SnapshotList", "bad", "ListSnapshots"},
		{"SnapshotVolume", "ok", ""},
		{"CacheStats", "bad", ""},
		{"CacheImage", "ok", ""},
		{"CardCommand", "bad", ""},
		{"MuteCommand", "ok", ""}, // one word says little
		{"VoteCommand", "ok", ""},
		{"ArchiveCommand", "ok", ""},
		{"TopLevelCreate", "bad", ""},
		{"RepoAdd", "bad", ""},
		{"PlansGetPlan", "bad", ""}, {"PlansGetPrice", "bad", ""}, {"KeyDeleteKey", "bad", ""}, // the thing twice
		{"ProfilesSetCapacity", "bad", ""}, // that of one of them
		{"UserListHandleRoleChange", "bad", ""}, {"UserListRoleChange", "bad", "ChangeUserListRole"},
		{"BankQuery", "bad", ""},
		{"SupportOpposeMotion", "ok", ""}, {"LabelGetByName", "bad", ""}, // who opposes supports no more
		{"DirectGateways", "bad", ""},
		{"AgentReleaseShare", "bad", ""},
		{"TaskRetryFailed", "bad", ""},
		{"NpmInstall", "bad", ""},
		{"TermsOfServiceList", "bad", ""},
		{"BindingList", "bad", ""},
		{"RouteShow", "bad", "ShowRoute"},
		{"RouteMessages", "ok", ""},
		{"FileReport", "ok", ""},
		{"NameStore", "ok", ""},
		{"QuietDown", "unknown", ""}, // a verb and a particle
		{"VClusters", "bad", ""},
		{"DiskMapping", "bad", ""}, // the mapping of one?
		{"NetworkForward", "bad", ""},
		{"NetworkDisconnect", "bad", ""},
		{"DeployedManifest", "bad", ""},
		{"VFrobnitz", "unknown", ""},
		{"SocketChangeEventCommand", "bad", ""}, // of an event, to whom?
		{"BrokerConnectServer", "bad", ""},
		{"DiskConnect", "bad", ""},

		{"OrganizationUpdateCommand", "bad", "UpdateOrganizationCommand"},
		{"OrderCreateCommand", "bad", "CreateOrderCommand"},
		{"OrderCreatedCommand", "bad", "CreateOrderCommand"},
		{"UserSignedInCommand", "bad", ""},
		{"CacheClear", "bad", "ClearCache"},
		{"PasswordResetCommand", "bad", "ResetPasswordCommand"},
		{"AccountDeletionCmd", "bad", "DeleteAccountCmd"},
		{"CreatedUserCommand", "bad", ""},
		{"DeletingUserCommand", "bad", "DeleteUserCommand"},
		{"user-delete", "bad", "delete-user"},
		{"IsSAMLEnabledCommand", "bad", ""},
		{"DashboardCommand", "bad", ""},
		{"GlobalUpdate", "bad", ""},
		{"InitialLoad", "bad", ""},
		{"ChangeOfPartyCommand", "bad", ""},
		{"ThingyPingCommand", "bad", ""},
		{"SortItem", "ok", ""}, // a good command, or a noun phrase
		{"ContactSupport", "unknown", ""},
		{"AddressIssue", "unknown", ""},
		{"ContactMerge", "bad", "MergeContact"},
		{"FieldQuestion", "bad", ""},
		{"OrderClose", "bad", "CloseOrder"},
		{"TicketResolve", "bad", "ResolveTicket"},
		{"SupressEmail", "unknown", ""}, // misspelt is not misnamed
		{"RecieveOrder", "unknown", ""},
		{"DelteUser", "unknown", ""},
		{"PlaystateCommand", "bad", ""},
		{"UitoolsCommand", "bad", ""},
		{"TxerrorsCommand", "bad", ""},
		{"AddlevelsCommand", "unknown", ""}, // add levels
		{"OidcCommand", "bad", ""},
		{"CustomCommand", "unknown", ""}, // any
		{"ProbRealtime", "bad", ""},      // two words of English, though the first is of none
		{"MyProfileCommand", "bad", ""},
		{"MyCommand", "unknown", ""}, // which stands for any
		{"ParentFieldCommand", "bad", ""},
		{"OrganizationInitiateDeleteCommand", "bad", ""},
		{"SelfHostedRevokeSponsorshipCommand", "bad", ""},
		{"ClientOrganizationSignUpCommand", "bad", ""},
		{"CustomerAddressChangedByUserCommand", "bad", "ChangeCustomerAddressByUserCommand"},
		{"ProviderApproveCohortCommand", "bad", ""},
		{"UserAddRoleCommand", "bad", "AddUserRoleCommand"},
		{"UserPlanTripCommand", "bad", ""},
		{"MessageMarkAsReadCommand", "bad", ""},
		{"StartProcessing", "ok", ""},
		{"CourseLessonApprovedCommand", "bad", "ApproveCourseLessonCommand"},
		{"PartiallyPaidCommand", "unknown", ""},
		{"BulkApplicationActionCommand", "bad", ""}, {"BulkOperation", "bad", ""}, {"BatchOrders", "unknown", ""}, {"ForceFailover", "ok", ""},
		{"CustomRemoveSelection", "unknown", ""}, {"ManualApproveRefund", "unknown", ""}, {"CustomDelete", "bad", ""},
		{"QuickAccessCreate", "bad", ""},
		{"TicketRejectedEmailCommand", "bad", ""},
		{"AgendaUpdateConfirmationCommand", "bad", ""},
		{"TaskGetManyCommand", "bad", ""},
		{"TaskBulkDeleteCommand", "bad", "BulkDeleteTaskCommand"},
		{"TaskUpdateOrCreateCommand", "bad", "UpdateOrCreateTaskCommand"},
		{"NewTaskCommand", "bad", "CreateTaskCommand"},
		{"AuthLoginCommand", "bad", ""},
		{"CutoffSearchCommand", "bad", "SearchCutoffCommand"},
		{"CatalogSetImageCommand", "bad", ""},
		{"PageStartValidationCommand", "bad", ""},
		{"InvoiceSentToCustomerCommand", "bad", ""},
		{"ForceNextTurn", "unknown", ""},
		{"InvoiceReminderCommand", "bad", ""},
		{"AuthenticationCommand", "bad", ""},
		{"FileLogUpdateWithContentCommand", "bad", ""},

		{"WalletCreateFundedPsbt", "bad", ""}, // no proposal in doubt
		{"MailboxSendAsCreate", "bad", ""},
		{"ForgotPasswordCommand", "bad", ""},
		{"BlockedTilesCommand", "bad", ""},
		// One form of a verb may say what kind of command it is.
		{"ManagedCommand", "bad", ""},
		{"BillingCommand", "bad", ""},
		{"RegistrationCommand", "bad", ""},
		// What makes or unmakes a thing comes after it, but the object of another act does not.
		{"OrderCreationCommand", "bad", "CreateOrderCommand"},
		{"RowDeletion", "bad", "DeleteRow"},
		{"PlanDeletion", "ok", ""},
		{"ScheduleCreation", "ok", ""},
		{"PrepareCreationCommand", "ok", ""},
		{"MonitorDisable", "bad", "DisableMonitor"},
		{"MonitorExecute", "bad", "ExecuteMonitor"},
		// Initials are no verb before one.
		{"RESTTokenDelete", "bad", "DeleteRESTToken"},
		{"XORKeys", "ok", ""},
		{"ACKMessage", "ok", ""},
		{"GenShellCompletion", "ok", ""},
		// Who does it, or to what? What is it about?
		{"OperatorRotate", "bad", ""},
		{"OperatorClusterGetConfig", "bad", ""},
		{"PathHelp", "bad", ""},
		{"NodeUtilization", "bad", ""},
		// Two verbs: which of them is it?
		{"SecurityClassifyRequestCreate", "bad", ""},
		{"EmergencyRevokeApiKey", "bad", ""},
		{"AdminReload", "bad", ""},
		{"TrustedServerList", "bad", ""},
		{"PluginsInstalled", "bad", ""},
		{"PluginInstalled", "bad", ""},
		{"ServerUserAddSet", "bad", ""},
		{"TriggersCreditCalculation", "bad", ""},
		{"ThumbnailsClear", "bad", "ClearThumbnails"},
		{"RoleTemplate", "bad", ""},
		{"ServerForceLeave", "bad", ""},
		{"ACLTokenUpdate", "bad", "UpdateACLToken"},

		// What is it done to? The word before says where, or by what means.
		{"ClanKick", "bad", ""},
		{"MemberKick", "bad", "KickMember"},
		{"MailboxReply", "bad", ""},
		{"PasscodeLogin", "bad", ""},
		{"MemberLogin", "bad", ""},
		{"GitPull", "bad", ""},
		{"MemberEmail", "bad", ""},
		{"InvitationEmail", "bad", ""},
		{"MigrationMigrate", "bad", ""},
		{"InstallationInstall", "bad", "InstallInstallation"},
		{"TxAccept", "bad", ""}, // a kind of transaction
		{"StorageAsk", "bad", ""},
		{"DoctorCheck", "bad", ""},
		{"DbGet", "bad", ""},
		{"StakingTx", "bad", ""},
		{"RowsListDeleted", "bad", ""}, // a participle for what was deleted
		{"SignedLetter", "bad", ""},
		{"BaseHandler", "bad", ""},
		{"EnumRename", "bad", "RenameEnum"},
		{"PageDeleteAll", "bad", ""},
		{"MuteAll", "ok", ""},

		{"OperatorAutoStopJob", "bad", ""},
		{"QzCreateJob", "bad", ""}, // a prefix that nobody else knows
		{"SupportCreateTicket", "bad", ""},
		{"SmsResetPassword", "bad", ""},
		{"QzxImport", "bad", ""},
		{"RecurringPrint", "bad", ""},
		{"OpenApiSession", "ok", ""}, // an API is opened
		{"ManualPriceDecrease", "bad", ""},
		{"BulkPricesDelete", "bad", ""},
		// A set is a thing as well, which may be patched.
		{"PatchSetTitle", "ok", ""},
		{"ThingSetTitle", "bad", "SetThingTitle"},
		{"SSHToNode", "unknown", ""},
		{"SSHEnabled", "bad", ""},
		{"HotPlugDisk", "ok", ""}, // how it is done comes first
		{"CascadeDelete", "ok", ""},
		{"GarbageCollectThings", "ok", ""},
		{"BatchOrders", "unknown", ""},
		{"TriggerRestore", "ok", ""},
		{"SudoDeleteThing", "ok", ""},

		// What programs call things, and never do, is a noun by itself and before any other.
		{"SegmentCommand", "bad", ""},
		{"LockCommand", "ok", ""},
		{"ChatCommand", "unknown", ""},
		{"CatManifest", "unknown", ""},
		{"MessageUsers", "ok", ""},
		{"EmailCustomers", "ok", ""},
		{"SilenceAlarm", "ok", ""},
		{"GroupCommand", "unknown", ""},
		{"CommentCommand", "unknown", ""},
		{"SegmentKeys", "bad", ""},
		{"ServiceGeneric", "bad", ""},
		{"CustomerAcceptRequest", "bad", ""}, // the customer accepts it
		{"KubeApply", "bad", ""},
		{"LoginURL", "unknown", ""},
		{"LoginUser", "unknown", ""},
		{"RegistrarAsistencia", "unknown", ""}, // a registrar, but Spanish
		{"DevolverVeiculo", "unknown", ""},     // what devolves, but Portuguese
		{"RemoverCliente", "unknown", ""},
		{"ViewerMpool", "bad", ""},
		{"BajaBeneficiario", "unknown", ""},
		{"SetupURL", "unknown", ""},
		{"ServiceQuotas", "bad", ""},
		{"ChainEvents", "unknown", ""},
		{"ServiceBrokers", "bad", ""},
		// A verb that is rare with a thing for its object: who services vehicles says so.
		{"ServiceVehicle", "unknown", ""},
		{"ServiceQuota", "unknown", ""},
		{"FormPartnership", "unknown", ""},
		{"VoiceComplaint", "unknown", ""},
		{"BrandPage", "unknown", ""},
		{"SizeDisk", "unknown", ""},
		{"DateContract", "unknown", ""},
		{"ProjectCounterFollowers", "unknown", ""},
		{"PushUpdate", "ok", ""},
		{"EmailReport", "ok", ""},
		{"TargetURL", "bad", ""},
		{"TargetCustomers", "unknown", ""},
		{"RouteMessage", "ok", ""},
		{"CostHistory", "bad", ""},
		{"AccessGraph", "bad", ""},
		{"StatFile", "ok", ""},
		{"PatchHistory", "ok", ""},
		{"CheckHistory", "ok", ""},
		{"NodeSnapshot", "bad", ""}, // take one, or is it one?
		{"ShardPortsList", "bad", "ListShardPorts"},
		{"EdgeHostsList", "bad", "ListEdgeHosts"},
		{"TaskMute", "bad", ""}, // a mute is a person, too
		{"MkdirCommand", "ok", ""},
		{"QuickReplies", "bad", ""},
		{"QuickSave", "ok", ""},
		{"BulkPluginPlanOperation", "bad", ""}, // nobody plugins
		{"BulkPlanPluginOperation", "ok", ""},
		{"BulkFrobble", "unknown", ""},
		{"NoteInsertion", "bad", "InsertNote"},
		{"NoteDecision", "ok", ""},
		{"DewormCreate", "bad", "CreateDeworm"},
		{"RescheduleDelete", "ok", ""},
		{"SearchBackendReindex", "bad", "ReindexSearchBackend"},
		{"ListServerJobs", "ok", ""},
		{"TableWidth", "bad", ""}, // nobody tables that
		{"BorderColor", "bad", ""},
		{"FrameVisibility", "bad", ""},
		{"VersionCommand", "bad", ""},
		{"ColorQuantization", "bad", ""},
		{"GuestSetName", "bad", "SetGuestName"},
		{"PasswordChangeCommand", "bad", "ChangePasswordCommand"},
		{"CustomChangeCommand", "bad", ""},
		{"AdminSetPassword", "bad", ""}, // who sets one?
		{"SubscriberSend", "bad", ""},   // to them
		{"GameSay", "bad", ""},
		{"ProjectFromTemplate", "bad", ""},
		{"OrderChangeAddress", "bad", "ChangeOrderAddress"},
		{"OfferChangeOrder", "ok", ""},
		{"FullscreenCommand", "bad", ""},
		{"CopyFromTemplate", "ok", ""},
		{"GroupFromSelection", "unknown", ""},
		{"Crop", "ok", ""},
		{"NewLayerSet", "bad", ""},     // of a set that is new
		{"NodeArrayInsert", "bad", ""}, // into it
		{"NodeArrayResize", "bad", "ResizeNodeArray"},
		{"SegmentChangeTranspose", "bad", ""}, // which of the two?
		{"WireColorChange", "bad", "ChangeWireColor"},
		{"ScaleWidth", "ok", ""},
		{"MuteTrack", "ok", ""},
		{"CompositeImage", "ok", ""},
		{"LimitHeight", "ok", ""},
		{"ScaleService", "ok", ""},
		// No word comes between an imperative and a verb that can't be anything else.
		{"CacheFolderInvalidateKeys", "bad", ""},
		{"QueueDeleteRequests", "ok", ""},
		{"BlockAndDeleteUser", "ok", ""},
		{"PostTitles", "ok", ""},
		{"IndexTeardown", "bad", "TearDownIndex"},
		{"SignalTeardown", "ok", ""},
		{"MessageFolderPurged", "bad", ""},
		{"GLLedger", "bad", ""},
		{"GCNodes", "ok", ""},

		// No better name where it would say another thing.
		{"PluginEnabled", "bad", ""}, // is it?
		{"InvoiceCharge", "unknown", ""},
		{"AccountCharge", "bad", ""},
		{"DefaultJobRestart", "bad", ""},
		{"JobRestart", "bad", "RestartJob"},
		{"JobFail", "bad", ""},
		{"ModuleReloadStatus", "bad", ""},
		{"ModuleUpdateStatus", "bad", ""},
		{"DiskReplicateVolumeFinish", "bad", ""},
		{"TenantSetActive", "bad", ""},
		{"DiskAttachHost", "bad", ""},
		{"DiskAttach", "bad", "AttachDisk"},
		{"PackagedFilter", "bad", ""}, // no filter is meant to be put on what is packaged
		{"ModuleRecord", "bad", ""},

		// What programs keep of acts may be locked and ended.
		{"EndImport", "ok", ""},
		{"EndFileExport", "ok", ""},
		{"LockUpload", "ok", ""},
		{"MonitorSync", "ok", ""},
		{"AuditExport", "ok", ""},
		{"OrderImport", "bad", "ImportOrder"},
		{"LabelMerge", "bad", "MergeLabel"},
		{"EndUserCreate", "bad", "CreateEndUser"},
		{"EndpointCreate", "bad", "CreateEndpoint"},
		{"FlowStartUpdateWithInput", "bad", ""}, // which of the two?
		{"FlowUpdateWithInput", "bad", ""},
		{"TypeVolumeCustomBackup", "bad", ""},
		{"AnalysisList", "bad", "ListAnalyses"},
		{"graphDeployment", "unknown", ""}, // one can be told to graph anything
		{"GraphDelete", "bad", "DeleteGraph"},
		{"AdminTeamSetSize", "bad", ""}, // who, or what?
		{"ColorSet", "bad", "SetColor"},

		{"LoginCommand", "unknown", ""},
		{"SetupProviderCommand", "unknown", ""},
		{"NotRealizeBuilding", "unknown", ""},
		{"Command", "unknown", ""},
		{"", "unknown", ""},
		{"Xqzt", "unknown", ""},
		{"創建用戶", "unknown", ""},
	})
}

func TestQuery(t *testing.T) {
	judgeAll(t, "query", []judged{
		{"GetUserQuery", "ok", ""},
		{"SearchUsersQuery", "ok", ""},
		{"IsAdminQuery", "ok", ""},
		{"HasEditPermissionInFoldersQuery", "ok", ""},
		{"CanAccessOrder", "ok", ""},
		{"UserExistsQuery", "ok", ""},
		{"GetTeamsForLDAPGroupCommand", "ok", ""},
		{"LoginUserQuery", "unknown", ""},
		{"DatasourcesPermissionFilterQuery", "bad", "GetDatasourcesPermissionFilterQuery"},
		{"OrderDetailsQuery", "bad", "GetOrderDetailsQuery"},
		{"", "unknown", ""},
	})
}

func judgeAll(t *testing.T, kind string, cases []judged) {
	t.Helper()
	var j Judge
	for _, c := range cases {
		r := j.judgeKind(kind, c.name)
		if r.Verdict.String() != c.verdict || r.Suggestion != c.suggestion {
			t.Errorf("%s %s is %v (%s), suggestion %q; want %s, %q", kind, c.name, r.Verdict, r.Reason, r.Suggestion, c.verdict, c.suggestion)
		}
		checkJudgement(t, &j, kind, c.name, r)
	}
}

// checkJudgement checks what holds for every judgement.
func checkJudgement(t *testing.T, j *Judge, kind, name string, r Judgement) {
	t.Helper()
	if (r.Reason == "") != (r.Verdict == OK) {
		t.Errorf("%s %q is %v with reason %q", kind, name, r.Verdict, r.Reason)
	}
	if r.Suggestion == "" {
		return
	}
	if r.Verdict != Bad || r.Suggestion == name {
		t.Errorf("%s %q is %v with suggestion %q", kind, name, r.Verdict, r.Suggestion)
	}
	if v := j.judgeKind(kind, r.Suggestion).Verdict; v != OK {
		t.Errorf("%s %q: the suggestion %q is %v itself", kind, name, r.Suggestion, v)
	}
}

func TestReasons(t *testing.T) {
	var j Judge
	for _, c := range []struct{ kind, name, want string }{
		{"event", "CreateOrder", `"Create" is an imperative; an event has already happened`},
		{"event", "CategoryDeleting", `"Deleting" is still going on; an event has already happened`},
		{"event", "PlanCreateEvent", `"Create" is not in the past tense; an event has already happened`},
		{"event", "BeforeSave", `"Before" announces what is to come; an event has already happened`},
		{"event", "CustomerGroupEvent", `no word of "CustomerGroup" is a verb in the past tense; an event has already happened`},
		{"command", "OrganizationUpdate", `"Organization" stands before the verb "Update"; a command starts with an imperative`},
		{"command", "UserCommand", `"User" is not a verb; a command starts with an imperative`},
		{"command", "CreatedUser", `"Created" is in the past tense; a command starts with an imperative`},
		{"command", "IsAdmin", `"Is" asks; a command starts with an imperative`},
		{"query", "UserDetails", `"User" is not a verb; a query starts with an imperative, or asks`},
	} {
		if r := j.judgeKind(c.kind, c.name); r.Reason != c.want {
			t.Errorf("%s %s: reason\n%s, want\n%s", c.kind, c.name, r.Reason, c.want)
		}
	}
}

// In a program that keeps the convention, a word that may be a verb is one.
func TestProgramKeeps(t *testing.T) {
	updates := []string{"UserUpdate", "RoleUpdate", "TokenUpdate", "TeamUpdate", "FileUpdate", "TenantUpdate", "KeyUpdate", "NodeUpdate"}
	told := []string{"CreateUserCommand", "DeleteUserCommand", "ApproveReturnCommand", "SendMailCommand", "CancelOrderCommand"}
	keeps := ProgramOf(nil, told)
	breaks := ProgramOf(nil, append(told, "UserUpdateCommand"))
	for _, c := range []struct {
		name    string
		program *Program
		want    Verdict
	}{
		{"StateSnapshots", keeps, Unknown},
		{"StateSnapshots", breaks, Bad},
		{"PackUpload", keeps, OK},
		{"PackUpload", ProgramOf(nil, []string{"PackDelete", "PackConfigure", "PackSubmit"}), Bad}, // a verb has no verbs for its objects
		{"StopNotifyWork", ProgramOf(nil, []string{"StopNotifyBlocks", "StopNotify", "StopSend", "StopRecv"}), OK},
		{"OrderCreate", keeps, Bad}, // nothing else can be the verb
		{"BuildQueue", ProgramOf(nil, []string{"BuildQueue", "BuildDelete", "BuildApprove"}), OK},
		{"BuildQueue", ProgramOf(nil, []string{"BuildQueue", "BuildDelete", "BuildApprove", "BuildReject"}), Bad}, // as it is in three others
		{"RequestDelete", ProgramOf(nil, []string{"UserDelete", "RoleDelete"}), OK},
		{"ListAttach", ProgramOf(nil, []string{"ListUsers", "ListKeys", "ListApps", "ListTeams", "ListRoles", "ListAttach", "ListNat"}), OK}, // as the others
		{"ListAttach", ProgramOf(nil, []string{"UserList", "KeyList", "ListShow"}), Bad},
		{"MapList", ProgramOf(nil, []string{"UserList", "RoleList", "TokenList"}), Bad},
		{"SearchUsers", ProgramOf(nil, []string{"UserList", "RoleList", "TokenList"}), OK},
		{"MergeList", ProgramOf(nil, []string{"UserList", "RoleList", "TokenList"}), OK},
		{"TriggerUpdate", ProgramOf(nil, []string{"TriggerCreate", "TriggerDescribe"}), Bad}, // nobody triggers that
		{"TriggerUpdate", ProgramOf(nil, []string{"TriggerCreate", "TriggerDelete"}), OK},
		{"RolloutHistory", ProgramOf(nil, []string{"RolloutCancel", "RolloutPause", "RolloutUndo"}), Bad},
		{"RolloutHistory", ProgramOf(nil, nil), Unknown},
		{"LoanCharge", ProgramOf(nil, []string{"LoanApprove"}), Bad}, // a loan is hardly ever a verb
		{"LoanCharge", ProgramOf(nil, []string{"LoanBook"}), Unknown},
		{"SampleList", ProgramOf(nil, []string{"UserList", "RoleList", "TokenList", "TeamList", "FileList"}), Bad}, // as the others are
		{"SampleList", ProgramOf(nil, []string{"UserList", "RoleList", "TokenList", "TeamList", "CreateList"}), OK},
		{"RequestEvents", ProgramOf(nil, append(thingsFirst(11), "RequestGet")), Bad}, // nothing starts with a verb here
		{"RequestEvents", ProgramOf(nil, append(thingsFirst(11), "RequestGet", "CreateUser", "DeleteUser")), OK},
		{"ProxyRoot", ProgramOf(nil, thingsFirst(11)), Bad},
		{"ProxyRoot", ProgramOf(nil, thingsFirst(4)), OK},
		{"ProcessPayment", ProgramOf(nil, thingsFirst(11)), OK},
		{"BucketSchemas", ProgramOf(nil, []string{"BucketSchemaCreate"}), Bad},                  // it is what that is done to
		{"ReadReplica", ProgramOf(nil, []string{"CreateReadReplica", "ListReadReplicas"}), Bad}, // as others are done to it
		{"ReadReplica", ProgramOf(nil, []string{"CreateReadReplica"}), OK},
		{"ReviseOrder", ProgramOf(nil, []string{"BeginReviseOrder", "UndoReviseOrder", "ConfirmReviseOrder"}), OK},
		{"Zq", ProgramOf(nil, []string{"AddZq", "GetZq"}), Bad},
		{"Zq", ProgramOf(nil, []string{"AddZq"}), Unknown},
		{"CrtTraceOverrides", ProgramOf(nil, []string{"GetTraceOverrides", "ListTraceOverrides"}), Unknown}, // create
		{"CropTrack", ProgramOf(nil, []string{"AddTrack", "RemoveTrack"}), OK},                              // as others do something to tracks
		{"CropTrack", ProgramOf(nil, nil), Bad},
		{"CrtTraceOverrides", ProgramOf(nil, nil), Bad},                                      // of a certificate
		{"ConfigureReset", ProgramOf(nil, []string{"ConfigureGet", "ConfigureDelete"}), Bad}, // nobody configures a get
		{"ConfigureReset", ProgramOf(nil, []string{"ConfigureCreate", "ConfigureDelete"}), OK},
		{"TagList", ProgramOf(nil, []string{"TagCreate", "TagUpdate", "TagList"}), Bad},
		{"TagList", ProgramOf(nil, []string{"TagList"}), OK},
		{"ExtractKeyGet", ProgramOf(nil, append(thingsFirst(20), "ExtractFileGet")), OK},
		{"ExtractKeyGet", ProgramOf(nil, append(thingsFirst(20), "ExtractFileGet", "ExtractKeyGet", "ExtractTeamGet")), Bad}, // of extracts
		{"HelpCenterUpdateArticle", ProgramOf(nil, append(updates, "HelpCenterUpdate")), Bad},
		{"HelpCenterUpdateArticle", ProgramOf(nil, updates), OK},
		{"TrackSlide", ProgramOf(nil, append(thingsFirst(5), "TrackReplaceBlock", "TrackCreateClip", "TrackRemoveClip")), Bad},
		{"TrackSlide", ProgramOf(nil, append(thingsFirst(5), "TrackReplaceBlock", "TrackCreateClip", "TrackRemoveClip", "TrackUser", "TrackTeam", "TrackRole", "TrackFile", "CreateUser", "DeleteUser")), OK},
		{"StaffSetOrders", ProgramOf(nil, []string{"StaffSetName", "StaffSetColour", "StaffSetArea"}), Bad},
		{"StaffSetOrders", ProgramOf(nil, []string{"StaffSetName", "StaffSetColour"}), OK},
		{"ReplaySetTime", ProgramOf(nil, []string{"ReplayPause", "ReplayStart", "ReplayStop", "ReplayToggle", "ReplaySkip"}), Bad},
		{"ReplaySetTime", ProgramOf(nil, []string{"ReplayPause", "ReplayStart", "ReplayStop", "ReplayToggle", "ReplayGame", "ReplayFile", "ReplayUser", "ReplayScene"}), OK},
		{"WithdrawDone", ProgramOf(nil, []string{"Withdraw", "WithdrawDone", "WithdrawReject"}), Bad}, // the request to withdraw is
		{"WithdrawDone", ProgramOf(nil, []string{"WithdrawDone", "WithdrawReject"}), OK},
		{"Refund", ProgramOf(nil, []string{"Refund", "RefundCompleted", "RefundFailed"}), OK}, // one that is as often a verb
		{"Hook", ProgramOf(nil, []string{"Hook", "HookCreate", "HookDelete", "HookUpdate"}), Bad},
		{"SignUpRetry", ProgramOf(nil, nil), Bad},
		{"SignUpAdmin", ProgramOf(nil, []string{"SignUpRetry", "SignUpVerify", "SignUpVerifyCodeSend"}), OK},
		{"CleanUpRecycleBin", ProgramOf(nil, nil), OK},
		{"ScheduleSlide", ProgramOf(nil, append(thingsFirst(5), "ScheduleSendMail", "ScheduleDeleteUser", "ScheduleCreateRole")), OK},
		{"EmailHistoryResend", ProgramOf(nil, []string{"EmailTemplateSave", "EmailResetCreate"}), Bad},
		{"CheckUpdate", ProgramOf(nil, []string{"UserUpdate", "RoleUpdate", "TokenUpdate", "TeamUpdate", "FileUpdate"}), OK},
		{"InviteOrganizationContact", ProgramOf(nil, []string{"InviteAccept", "InviteReject", "InviteResend", "OrganizationContactCreate"}), OK},
		{"GroupDocDrawing", ProgramOf(nil, []string{"UngroupDocDrawing"}), Unknown}, // as the other undoes it
		{"GroupDocDrawing", ProgramOf(nil, nil), Bad},
	} {
		j := Judge{Program: func() *Program { return c.program }}
		if r := j.Command(c.name); r.Verdict != c.want {
			t.Errorf("%s is %v (%s), want %v", c.name, r.Verdict, r.Reading, c.want)
		}
	}
}

// thingsFirst returns so many commands that start with a thing.
func thingsFirst(number int) (told []string) {
	for i := range number {
		told = append(told, "User"+string(rune('A'+i))+"Get")
	}
	return told
}

// A name that another message has is not proposed.
func TestTaken(t *testing.T) {
	j := Judge{Taken: map[string]bool{"CreateOrder": true}}
	if r := j.Command("OrderCreate"); r.Verdict != Bad || r.Suggestion != "" {
		t.Errorf("OrderCreate beside CreateOrder is %v, suggestion %q", r.Verdict, r.Suggestion)
	}
	if r := j.Command("OrderUpdate"); r.Suggestion != "UpdateOrder" {
		t.Errorf("OrderUpdate: suggestion %q", r.Suggestion)
	}
}

// What something happened to is a thing of the program, as its types are; what failed is an act.
func TestHappened(t *testing.T) {
	program := ProgramOf(nil, nil, "ResumeUpdated", "PurchaseCandidateAdvised", "FilterWasAdded", "ImportFailed")
	j := Judge{Program: func() *Program { return program }}
	for _, c := range []struct {
		kind, name string
		verdict    Verdict
		suggestion string
	}{
		{"command", "ResumeCreate", Bad, "CreateResume"},
		{"command", "ResumeJob", OK, ""},
		{"command", "FilterModify", Bad, "ModifyFilter"},
		{"command", "FilterReport", OK, ""},
		{"command", "ImportAdd", OK, ""},
		{"event", "PurchaseCandidate", Bad, ""}, // a candidate is not purchased
	} {
		if r := j.judgeKind(c.kind, c.name); r.Verdict != c.verdict || r.Suggestion != c.suggestion {
			t.Errorf("%s is %v (%s), suggestion %q", c.name, r.Verdict, r.Reading, r.Suggestion)
		}
	}
}

func TestOptions(t *testing.T) {
	var plain Judge
	j := Judge{Layers: []string{"Msgs", "fact"}, Verbs: []string{"frobnicate", "Email", "Widget"}, Names: []string{"Heartbeat"}}
	for _, c := range []struct {
		name          string
		before, after Judgement
	}{
		{"OrderCreatedFact", plain.Event("OrderCreatedFact"), j.Event("OrderCreatedFact")},
		{"Heartbeat", plain.Event("Heartbeat"), j.Event("Heartbeat")},
		{"WidgetOrder", plain.Command("WidgetOrder"), j.Command("WidgetOrder")},
		{"FrobnicateBuffer", plain.Command("FrobnicateBuffer"), j.Command("FrobnicateBuffer")},
	} {
		if c.after.Verdict != OK {
			t.Errorf("%s with options is %v: %s", c.name, c.after.Verdict, c.after.Reason)
		}
		if c.name != "OrderCreatedFact" && c.before.Verdict == OK {
			t.Errorf("%s without options is ok", c.name)
		}
	}
	if r := j.Event("CreateOrderFact"); r.Suggestion != "OrderCreatedFact" {
		t.Errorf("suggestion %q, want OrderCreatedFact", r.Suggestion)
	}
}

// Other commands show that the verb stands last.
func TestShownLast(t *testing.T) {
	program := ProgramOf(nil, []string{
		"UpdateConfigure", "UpdateDelete", "UpdatePublish", // nor updates a publish
		"JobMake", "ClassMake", "RuleMake", "ListenerMake", "FactoryMake", // so Make is always the verb
		"ProcessRefundCreate", "ProcessRefundCancel", "ImportFileDelete",
	})
	j := Judge{Program: func() *Program { return program }}
	var plain Judge
	// What others begin with three times is a verb there.
	if r := (&Judge{Program: func() *Program {
		return ProgramOf(nil, []string{"PushCargo", "PushPython", "PushRuby", "PolicyDelete"})
	}}).Command("PushGo"); r.Verdict == Bad {
		t.Errorf("PushGo is bad (%s)", r.Reading)
	}
	for name, want := range map[string]Verdict{
		"UpdateEmbeddedDelete": Bad, "UpdateView": Bad,
		"TestMake": Bad, "CastMake": Bad,
		"SignContract": OK, "UpdateProfile": OK, "TestJob": OK, "ProcessRefundCreate": OK, "ImportFileDelete": OK, "ImportFileList": OK,
	} {
		if v := plain.Command(name).Verdict; v == Bad {
			t.Errorf("%s is bad without a program", name)
		}
		if r := j.Command(name); r.Verdict != want {
			t.Errorf("%s is %v (%s), want %v", name, r.Verdict, r.Reading, want)
		}
	}
}

// What verbs follow in other commands is a thing, of however many words; what more than half of them begin with tells
// whose all are, not what is done.
func TestThingShown(t *testing.T) {
	told := []string{
		"EarnBadgeCreate", "EarnBadgeDelete", "EarnBadgeRevoke", // nobody earns a badge create
		"GraftApply", "GraftCreate", "GraftDelete",
		"PolishApply", "PolishDeploy", "PolishCancel", "PolishList",
		"SendPolicyCreate", "SendPolicyDelete", "MergeOrder", "MergeBranch", "MergeTag", "MergeCreate", "MergeDelete", "MergeUpdate", "MergeList",
	}
	program := ProgramOf(nil, told)
	for _, c := range []struct{ name, want, suggestion string }{
		{"EarnBadge", "bad", ""},
		{"EarnBadgeCreate", "bad", ""},
		{"EarnBadgeHistory", "bad", ""},
		{"EarnPoints", "ok", ""},
		{"GraftSquash", "bad", ""},
		{"PolishList", "bad", "ListPolishes"},
		{"SendPolicyCreate", "ok", ""},
		{"MergeUpdate", "ok", ""}, // there is what is merged
	} {
		j := Judge{Program: func() *Program { return program }}
		if r := j.Command(c.name); r.Verdict.String() != c.want || r.Suggestion != c.suggestion {
			t.Errorf("%s is %v (%s), suggestion %q; want %s, %q", c.name, r.Verdict, r.Reading, r.Suggestion, c.want, c.suggestion)
		}
	}
	var ops []string
	for _, verb := range []string{"Create", "Delete", "Get", "Resize", "Attach", "Detach"} {
		ops = append(ops, "OperationVolume"+verb, "OperationPool"+verb)
	}
	all := ProgramOf(nil, ops)
	j := Judge{Program: func() *Program { return all }}
	if r := j.Command("OperationVolumeCreate"); r.Verdict != Bad || r.Suggestion != "" {
		t.Errorf("OperationVolumeCreate is %v, suggestion %q", r.Verdict, r.Suggestion)
	}
}

// What the program calls things makes names certain that are open without, and no
// imperative a noun.
func TestProgram(t *testing.T) {
	program := ProgramOf(
		[]string{"Filter", "PullRequests", "Reply", "Post", "Share", "Ban", "OpenOrder", "Comment", "StreamID", "release_note",
			"Route", "RoutePolicy", "Check", "CheckResult", "Star", "StarMap", "Qlotz", "Notification"},
		[]string{"ListCommand", "ReportIncidentCommand", "OpenTicketCommand", "QueueDeleteCommand", "PrintInvoiceCommand",
			"HookCreateCommand", "HookDeleteCommand", "ZorbCreateCommand", "ZorbDeleteCommand",
			"TriggerDeleteCommand", "TriggerFireCommand", "TriggerApplyCommand", "TriggerInspectCommand",
			"ScheduleDeleteCommand", "ScheduleCreateCommand", "ScheduleDisableCommand",
			"ExportJobCreateCommand", "ExportJobGetCommand", "ImportJobCreateCommand", "ImportJobDeleteCommand",
			"WorkerUpdateDescribeCommand", "RequestJobGetCommand", "RequestJobDeleteCommand",
			"AddDraftOrderCommand", "SubmitTestReportCommand"})
	var plain Judge
	j := Judge{Program: func() *Program { return program }}
	for _, c := range []struct{ name, without, with, suggestion string }{
		{"FilterModify", "ok", "bad", "ModifyFilter"},
		{"PullRequestMerge", "ok", "bad", "MergePullRequest"},
		{"ReplyDelete", "bad", "bad", "DeleteReply"},
		{"ReleaseNotePrint", "ok", "ok", ""}, // print the release note, or release the print
		{"BanList", "ok", "bad", "ListBans"},
		{"StreamOpen", "bad", "bad", "OpenStream"},
		{"QueuePrint", "ok", "bad", "PrintQueue"}, // as QueueDelete shows
		{"ReplySplit", "ok", "ok", ""},
		{"NotificationTest", "bad", "bad", "TestNotification"}, // of Grafana

		// The whole is a thing, or many of them, and so is its first word.
		{"RoutePolicies", "ok", "bad", ""},
		{"RoutePolicyUpdate", "bad", "bad", "UpdateRoutePolicy"},
		{"RouteMessages", "ok", "ok", ""},
		{"CheckResult", "ok", "ok", ""}, // there may be such a thing because it is checked
		// Two commands say that hooks are things.
		{"HookCommand", "ok", "bad", ""},
		{"HookEntries", "ok", "bad", ""},
		{"HookAll", "ok", "ok", ""},
		{"QueueEntries", "ok", "ok", ""}, // one may be an exception
		// What one can be told to do with acts is a thing where they are shown.
		{"TriggerDelete", "ok", "bad", "DeleteTrigger"},
		{"TriggerEntries", "ok", "bad", ""},
		{"ScheduleDelete", "ok", "ok", ""},
		// So is what more than one word names, of which one is shown.
		{"ExportJobs", "ok", "ok", ""},
		{"ImportJobCancel", "ok", "ok", ""},
		{"RequestJobDelete", "ok", "ok", ""},
		{"DraftOrderAddEmail", "ok", "bad", "AddDraftOrderEmail"},
		{"DraftOrder", "ok", "ok", ""},
		{"DraftOrders", "ok", "ok", ""},
		{"TestReport", "ok", "ok", ""},
		{"TestReportTemplate", "ok", "ok", ""},
		// What something else is done to is no act.
		{"WorkerUpdate", "bad", "bad", ""},
		{"WorkerUpdateOptions", "bad", "bad", "UpdateWorkerOptions"},
		{"WorkerConfigUpdate", "bad", "bad", "UpdateWorkerConfig"},
		{"Zorb", "unknown", "bad", ""},
		{"Qlotz", "unknown", "bad", ""},
		{"Blorg", "unknown", "unknown", ""},

		{"PostComment", "ok", "ok", ""}, // both are things
		{"ShareReport", "ok", "ok", ""},
		{"FilterReport", "ok", "ok", ""},
		{"OpenOrderCancel", "ok", "bad", "CancelOpenOrder"},
		{"OpenOrderUpdate", "ok", "ok", ""},
		{"UpdateFilter", "ok", "ok", ""},
		{"BanUser", "ok", "ok", ""},
		{"Filter", "ok", "ok", ""},
	} {
		without, with := plain.Command(c.name), j.Command(c.name)
		if without.Verdict.String() != c.without || with.Verdict.String() != c.with || with.Suggestion != c.suggestion {
			t.Errorf("%s is %v, and in the program %v (%s), suggestion %q; want %s, %s, %q",
				c.name, without.Verdict, with.Verdict, with.Reason, with.Suggestion, c.without, c.with, c.suggestion)
		}
		checkJudgement(t, &j, "command", c.name, with)
	}
	room := Judge{Program: func() *Program { return ProgramOf([]string{"Player", "Room"}, nil) }}
	if r := room.Command("PlayerCreateRoom"); r.Verdict != Bad || r.Suggestion != "" { // who does it
		t.Errorf("PlayerCreateRoom is %v, suggestion %q", r.Verdict, r.Suggestion)
	}
	if r := j.Command("PullRequestMerge"); !strings.HasPrefix(r.Reason, `"PullRequest" is a thing of this program, and stands before the verb "Merge"`) {
		t.Errorf("reason %s", r.Reason)
	}
}

// Whatever the words of a name are, a better name is right by itself, and says no word twice
// in a row.
func TestAnyWords(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same names each time
	word := func() string {
		n := 3 + random.IntN(8)
		table := wordList[lengthAt[n]:lengthAt[n+1]]
		row := random.IntN(len(table) / (n + lineEnd))
		return table[row*(n+lineEnd):][:n]
	}
	suggested := 0
	for range 30_000 {
		name, things := "", []string{}
		for range 1 + random.IntN(4) {
			w := word()
			name += strings.ToUpper(w[:1]) + w[1:]
			things = append(things, w)
		}
		program := ProgramOf(things[:1], nil)
		for _, j := range []Judge{{}, {Program: func() *Program { return program }}} {
			for _, kind := range []string{"event", "command", "query"} {
				r := j.judgeKind(kind, name)
				checkJudgement(t, &j, kind, name, r)
				if r.Suggestion == "" {
					continue
				}
				suggested++
				words := split(r.Suggestion)
				if len(slices.Compact(slices.Clone(words))) < len(words) && len(slices.Compact(split(name))) == len(split(name)) {
					t.Errorf("%s %s: suggestion %s", kind, name, r.Suggestion)
				}
			}
		}
	}
	if suggested < 3000 {
		t.Errorf("only %d suggestions", suggested)
	}
}

func FuzzJudge(f *testing.F) {
	for _, s := range []string{
		"", "UserCreated", "CreateOrderEvent", "OrganizationUpdateCommand", "order.created", "create_user", "CREATE_USER",
		"ユーザー作成", "2FAEnabled", "V2", "_v1", "Event", "IDs", "OAuth2", "a", "ed", "Ed", "ing", "\xff\xfe", "Ürün", "Set", "LoginUser",
		strings.Repeat("Ab", 100), strings.Repeat("x", 1000),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		var j Judge
		letters := strings.ContainsFunc(name, func(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' })
		for _, kind := range []string{"event", "command", "query"} {
			r := j.judgeKind(kind, name)
			checkJudgement(t, &j, kind, name, r)
			if !letters && r.Verdict != Unknown {
				t.Errorf("%s %q has no words and is %v", kind, name, r.Verdict)
			}
		}
		for _, w := range split(name) {
			participle(lowerASCII(w))
		}
	})
}

func TestIsPast(t *testing.T) {
	for w := range strings.FieldsSeq("created sent left found lost withdrawn shared bound") {
		if !IsPast(w) {
			t.Errorf("%s is no past", w)
		}
	}
	for w := range strings.FieldsSeq("create feed need embed speed set put thread background bit ground saw") {
		if IsPast(w) {
			t.Errorf("%s is a past", w)
		}
	}
}
