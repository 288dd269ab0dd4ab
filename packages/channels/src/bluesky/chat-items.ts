import type { RawItem } from '../connector.ts'
import { utc } from '../kit/message.ts'
import { timeOfTid } from './at-uri.ts'
import { ChatMessage, type Convo, type LogEntry, messageKey, type StoredChat } from './chat-shapes.ts'

const prefix = 'chat.bsky.convo.defs#'
/** Told to every member, but nobody's words. */
const passedOver = new Set(
  `BeginConvo AcceptConvo LeaveConvo MuteConvo UnmuteConvo ReadMessage ReadConvo AddMember RemoveMember MemberJoin MemberLeave
  LockConvo UnlockConvo LockConvoPermanently EditGroup CreateJoinLink EditJoinLink EnableJoinLink DisableJoinLink IncomingJoinRequest
  ApproveJoinRequest RejectJoinRequest OutgoingJoinRequest WithdrawIncomingJoinRequest WithdrawOutgoingJoinRequest ReadJoinRequests`
    .split(/\s+/)
    .map((name) => `${prefix}log${name}`),
)
type Place = { self: string; convo: Convo | null }

/** One entry of the log as an item; null where there is nothing to keep. */
export function itemOfEntry(entry: LogEntry, { self, convo }: Place): RawItem | null {
  const { $type, rev, convoId, reaction } = entry
  if (passedOver.has($type)) return null
  const message = ChatMessage.safeParse(entry.message).data
  if (!convoId || !message) return convoId ? otherItem({ self, convoId, other: $type, rev }) : null
  if ($type === `${prefix}logCreateMessage`) {
    // Deleted before we came: there never were words.
    if (isDeleted(entry.message)) return null
    return itemOfMessage(entry.message, message, { self, convo, convoId, profiles: entry.relatedProfiles })
  }
  const base = { convoId, self, group: null, isRequest: false, messageId: message.id }
  if ($type === `${prefix}logDeleteMessage`)
    return item({ key: `${messageKey(convoId, message.id)}/gone`, rev }, { ...base, kind: 'deleted' })
  const isAdded = $type === `${prefix}logAddReaction`
  if (!reaction || (!isAdded && $type !== `${prefix}logRemoveReaction`))
    return otherItem({ self, convoId, other: $type, rev })
  const { value: emoji, sender, createdAt } = reaction
  if (sender.did === self) return null
  // What is taken back says when it was given; when it happened says the revision.
  const sign = { emoji, by: sender.did, at: timeOfTid(rev) ?? (isAdded ? createdAt : ''), present: isAdded }
  return item(
    { key: `${messageKey(convoId, message.id)}/sign/${sender.did}/${emoji}`, rev },
    { ...base, kind: 'sign', sign },
  )
}

type Told = Place & { convoId: string; profiles: Convo['members']; imported?: boolean }

export function itemOfMessage(raw: unknown, message: ChatMessage, told: Told): RawItem {
  const { self, convo, convoId, profiles } = told
  const members = convo?.members ?? []
  const author = [...profiles, ...members].find(({ did }) => did === message.sender.did)
  const others = message.sender.did === self ? members.filter(({ did }) => did !== self) : []
  const stored: StoredChat = {
    kind: 'message',
    convoId,
    self,
    message: raw,
    author: author ?? { did: message.sender.did, handle: '', displayName: undefined },
    group: convo?.kind?.$type.endsWith('#groupConvo') ? convo.kind.name : null,
    ...(others.length === 1 ? { to: others[0]!.did } : {}),
    isRequest: convo?.status === 'request',
  }
  // A sign under it raises its revision: the words stay the same item.
  return item({ key: messageKey(convoId, message.id), rev: '', at: message.sentAt }, stored, told.imported)
}

export const isDeleted = (message: unknown) =>
  (message as { $type?: unknown } | null)?.$type === `${prefix}deletedMessageView`

function otherItem({ rev, ...given }: { self: string; convoId: string; other: string; rev: string }): RawItem {
  return item(
    { key: `chat/${given.convoId}/log/${rev}`, rev },
    { kind: 'other', group: null, isRequest: false, ...given },
  )
}

function item(
  { key, rev, at }: { key: string; rev: string; at?: string },
  stored: StoredChat,
  imported = false,
): RawItem {
  const occurredAt = utc(at)
  return {
    sourceKey: key,
    version: rev,
    contentType: 'application/json',
    source: { chat: true, ...(imported ? { imported: true } : {}) },
    raw: Buffer.from(JSON.stringify(stored)),
    ...(occurredAt ? { occurredAt } : {}),
  }
}
