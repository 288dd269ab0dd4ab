import { Readable } from 'node:stream'
import type { ConnectorError, SendOutcome } from '../connector.ts'
import type { EmailContext } from './settings.ts'
import { refusalCode } from './smtp-refusal.ts'
import { connectSmtp, type Smtp } from './smtp-connection.ts'

export type Envelope = { from: string; to: string[] }
type Failure = Error & {
  responseCode?: number
  response?: string
  rejectedErrors?: Failure[]
  recipient?: string
  code?: string
}
type Info = { response?: string; rejectedErrors?: Failure[] }

/**
 * One attempt to hand a mail over. Before the last byte has left us a broken connection means that nothing was taken
 * (the server must drop what has no end); after it nobody knows, and the outcome says so.
 */
export async function handOver(context: EmailContext, envelope: Envelope, mail: Uint8Array): Promise<SendOutcome> {
  let connection: Smtp
  try {
    connection = await connectSmtp(context)
  } catch (error) {
    return beforeOffer(error as ConnectorError)
  }
  const offered = { whole: false }
  try {
    const info = await offer(connection, envelope, mail, offered)
    return handedOver(info)
  } catch (error) {
    return afterOffer(error as Failure, offered.whole)
  } finally {
    endSmtp(connection)
  }
}

export function endSmtp(connection: Smtp): void {
  connection.on('error', () => {})
  const timer = setTimeout(() => connection.close(), 3_000)
  connection.once('end', () => clearTimeout(timer))
  connection.quit()
}

function offer(connection: Smtp, envelope: Envelope, mail: Uint8Array, offered: { whole: boolean }): Promise<Info> {
  const body = Readable.from(chunks(mail), { objectMode: false })
  body.once('end', () => {
    offered.whole = true
  })
  return new Promise((resolve, reject) => {
    connection.on('error', reject)
    connection.once('end', () => reject(new Error('connection lost')))
    connection.send({ ...envelope, size: mail.length, use8BitMime: true }, body, (error: Error | null, info?: Info) =>
      error ? reject(error) : resolve(info ?? {}),
    )
  })
}

function* chunks(mail: Uint8Array) {
  for (let at = 0; at < mail.length; at += 65_536) yield Buffer.from(mail.subarray(at, at + 65_536))
}

function handedOver(info: Info): SendOutcome {
  const refused = (info.rejectedErrors ?? []).map((error) => ({
    address: error.recipient ?? '',
    code: refusalCode(error.responseCode ?? 0, error.response ?? ''),
    detail: plainReply(error.response),
  }))
  const providerId = plainReply(info.response) || null
  return { state: 'handed_over', providerId, ...(refused.length > 0 ? { refused } : {}) }
}

/** Nothing was offered yet: trying again is safe; sign-in and settings wait for a person. */
function beforeOffer(error: ConnectorError): SendOutcome {
  const afterMs = error.kind === 'transient' ? {} : { afterMs: 5 * 60_000 }
  return { state: 'retry', code: error.code, ...afterMs }
}

function afterOffer(error: Failure, whole: boolean): SendOutcome {
  const reply = error.responseCode
  const detail = plainReply(error.response)
  if (reply !== undefined && reply >= 500)
    return { state: 'failed', code: refusalCode(reply, error.response ?? ''), detail }
  // Greylisting and the like: the answer came, so the mail was not taken.
  if (reply !== undefined && reply >= 400) return { state: 'retry', code: 'temporarily-refused', detail }
  if (whole) return { state: 'unclear', code: 'connection-lost' }
  if (error.code === 'EMESSAGE') return { state: 'failed', code: 'too-large', detail }
  if (error.code === 'EENVELOPE')
    return { state: 'failed', code: 'recipient-unknown', detail: error.message.slice(0, 300) }
  return { state: 'retry', code: 'connection-lost' }
}

function plainReply(reply: string | undefined): string {
  return (reply ?? '')
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .trim()
    .slice(0, 300)
}
