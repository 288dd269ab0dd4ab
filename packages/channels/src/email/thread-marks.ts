import * as marks from './reply-token.ts'

/**
 * The marks of outgoing mail under keys of the server's seal. A Message-ID names its thread and is unique per message:
 * the mark of the thread, then the message.
 */
export function mintMessageId(given: { threadId: string; messageId: string; domain: string; key: Buffer }): string {
  const [mark] = marks.mintMessageId(given.threadId, given.domain, secretOf(given.key)).split('@')
  return `${mark}.${given.messageId.replaceAll('-', '')}@${given.domain}>`
}

/** The thread that a Message-ID of ours belongs to, null for everybody else's. */
export function threadOfMessageId(messageId: string, key: Buffer): string | null {
  const found = /^<?(r\.[a-z2-7]{26}\.[a-z2-7]{16})\.[0-9a-f]{32}@([^<>\s]{1,253})>?$/i.exec(messageId)
  return found ? marks.checkMessageId(`<${found[1]}@${found[2]}>`, secretOf(key)) : null
}

export function mintReplyToken(given: { threadId: string; recipient: string; key: Buffer }): string {
  return marks.mintReplyToken(given.threadId, given.recipient, secretOf(given.key))
}

/** The thread of a genuine reply token, in whose hands ever it is; null for anything else. */
export function checkReplyToken(token: string, key: Buffer): string | null {
  return marks.checkReplyToken(token, [], secretOf(key))?.threadId ?? null
}

const secretOf = (key: Buffer) => key.toString('base64url')
