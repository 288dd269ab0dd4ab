import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Marks in outgoing mail that bring an answer back to its thread. Anybody can write any header, so each mark carries a
 * MAC under a secret of the installation; without it a mark is nothing.
 */
export type ReplyToken = {
  threadId: string
  /** 'expected': the mail comes from the address the token was made for; 'other': a genuine token in other hands */
  sender: 'expected' | 'other'
}

const genuineBytes = 6
const recipientBytes = 5

/**
 * A token for `local+c_<token>@domain`: thread (a UUID), a MAC that it is ours and one over the recipient. 44
 * characters of a–z and 2–7, as servers may change the case of a local part.
 */
export function mintReplyToken(threadId: string, recipient: string, secret: string): string {
  const id = uuidBytes(threadId)
  return base32(
    Buffer.concat([
      id,
      mac(secret, 'reply', id, genuineBytes),
      mac(secret, `reply-to ${normalAddress(recipient)}`, id, recipientBytes),
    ]),
  )
}

/** What a token says, null when it is none of ours. `senders` are the From addresses of the mail that carries it. */
export function checkReplyToken(token: string, senders: readonly string[], secret: string): ReplyToken | null {
  const bytes = fromBase32(token.toLowerCase())
  if (bytes?.length !== 16 + genuineBytes + recipientBytes) return null
  const id = bytes.subarray(0, 16)
  if (!same(bytes.subarray(16, 16 + genuineBytes), mac(secret, 'reply', id, genuineBytes))) return null
  const given = bytes.subarray(16 + genuineBytes)
  const expected = senders.some((sender) =>
    same(given, mac(secret, `reply-to ${normalAddress(sender)}`, id, recipientBytes)),
  )
  return { threadId: uuidText(id), sender: expected ? 'expected' : 'other' }
}

/** `support@firma.example` with the token; null where the local part would grow beyond the 64 characters of RFC 5321. */
export function replyAddress(mailbox: string, token: string): string | null {
  const at = mailbox.lastIndexOf('@')
  if (at < 1) return null
  const local = `${mailbox.slice(0, at)}+c_${token}`
  return local.length > 64 ? null : `${local}${mailbox.slice(at)}`
}

/** The token in one of our plus addresses, '' when there is none. `mailbox` is the address without it. */
export function tokenIn(address: string, mailbox: string): string {
  const at = mailbox.lastIndexOf('@')
  const [local, domain] = [mailbox.slice(0, at).toLowerCase(), mailbox.slice(at).toLowerCase()]
  const lower = address.toLowerCase()
  if (!lower.startsWith(`${local}+c_`) || !lower.endsWith(domain)) return ''
  return lower.slice(local.length + 3, lower.length - domain.length)
}

/** A Message-ID of ours for an id (a UUID, usually of the outgoing message), made before the first attempt to send. */
export function mintMessageId(id: string, domain: string, secret: string): string {
  const bytes = uuidBytes(id)
  return `<r.${base32(bytes)}.${base32(mac(secret, 'message-id', bytes, 10))}@${domain}>`
}

/** The id in a Message-ID that we minted, null for everybody else's; a part behind the MAC may tell messages apart. */
export function checkMessageId(messageId: string, secret: string): string | null {
  const found = /^<?r\.([a-z2-7]{26})\.([a-z2-7]{16})(?:\.[0-9a-z]{1,64})?@[^<>\s]{1,253}>?$/i.exec(messageId)
  const bytes = fromBase32(found?.[1]?.toLowerCase() ?? '')
  const given = fromBase32(found?.[2]?.toLowerCase() ?? '')
  if (!bytes || !given || bytes.length !== 16) return null
  return same(given, mac(secret, 'message-id', bytes, 10)) ? uuidText(bytes) : null
}

function mac(secret: string, purpose: string, id: Uint8Array, bytes: number): Buffer {
  return createHmac('sha256', secret).update(purpose).update('\0').update(id).digest().subarray(0, bytes)
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

function normalAddress(address: string): string {
  return address.trim().toLowerCase()
}

function uuidBytes(id: string): Buffer {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex')
  if (bytes.length !== 16) throw new TypeError('A thread or message id must be a UUID.')
  return bytes
}

function uuidText(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

function base32(bytes: Uint8Array): string {
  let out = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    for (bits += 8; bits >= 5; bits -= 5) out += alphabet[(held >> (bits - 5)) & 31]
    held &= (1 << bits) - 1
  }
  return bits > 0 ? out + alphabet[(held << (5 - bits)) & 31] : out
}

function fromBase32(text: string): Buffer | null {
  if (text.length > 200) return null
  const out: number[] = []
  let held = 0
  let bits = 0
  for (const char of text) {
    const value = alphabet.indexOf(char)
    if (value < 0) return null
    held = (held << 5) | value
    bits += 5
    if (bits >= 8) {
      out.push((held >> (bits - 8)) & 255)
      bits -= 8
    }
    held &= (1 << bits) - 1
  }
  // the last character carries bits that belong to nothing: one spelling per token
  return held === 0 ? Buffer.from(out) : null
}
