import { randomUUID } from 'node:crypto'
import type { Egress } from '@resonanz/channels'
import { EgressError } from '@resonanz/channels'
import { client, type Client, type Element, xml } from '@xmpp/client'

export type ChatAccount = { host: string; port: number; domain: string; username: string; password: string }
/** `from` without the device. `archiveId`: the server's own number of the message, the same live and in its archive. */
export type ChatMessage = {
  from: string
  text: string
  id: string | null
  thread: string | null
  answerTo: string | null
  archiveId: string | null
}
type Options = {
  egress: Pick<Egress, 'resolveForConnect'>
  /** Servers without encryption are accepted: tests, a server on the same machine. */
  relaxed: boolean
  onMessage(message: ChatMessage): void
  /** The server or the other side did not take the message with this id. */
  onRefused(id: string): void
  onClosed(): void
}
export type ChatConnection = {
  /** Resolves when the server has taken it; throws when that is not known. */
  say(message: { id: string; to: string; text: string; thread?: string }): Promise<void>
  /**
   * What the server keeps behind this message, oldest first, and the ids of what we said ourselves; null: only the newest
   * number. Throws when it keeps none.
   */
  archive(after: string | null): Promise<{ messages: ChatMessage[]; said: string[]; last: string | null }>
  close(): Promise<void>
}
export type ChatFaultCode = 'unreachable' | 'host-not-allowed' | 'not-encrypted' | 'certificate' | 'wrong-credentials'

export class ChatFault extends Error {
  readonly code: ChatFaultCode
  constructor(code: ChatFaultCode, cause?: unknown) {
    super(code, { cause })
    this.code = code
  }
}

const stepMs = 8_000
const pageSize = 50
const textMost = 20_000
const archiveNs = 'urn:xmpp:mam:2'

/** Signs in at the company's server. Throws ChatFault. The password never goes over an open line. */
export async function connectChat(account: ChatAccount, options: Options): Promise<ChatConnection> {
  const { address, port } = await options.egress
    .resolveForConnect(account.host, account.port)
    .catch((error: unknown) => {
      throw new ChatFault(
        error instanceof EgressError && error.code === 'host-not-allowed' ? error.code : 'unreachable',
        error,
      )
    })
  let refusal: ChatFault | null = null
  const chat = client({
    service: `xmpp://${address}:${port}`,
    domain: account.domain,
    resource: `resonanz-${randomUUID().slice(0, 8)}`,
    timeout: stepMs,
    async credentials(authenticate, mechanisms, _fast, entity) {
      const isSafe = entity.isSecure()
      const mechanism = isSafe ? mechanisms[0] : mechanisms.find((name) => name !== 'PLAIN')
      if ((!isSafe && !options.relaxed) || mechanism === undefined) {
        refusal = new ChatFault('not-encrypted')
        throw refusal
      }
      await authenticate({ username: account.username, password: account.password }, mechanism)
    },
  })
  chat.reconnect.stop()
  let failure: Error | null = null
  chat.on('error', (error) => {
    failure ??= error
  })
  const found = collector()
  chat.on('stanza', (stanza) => hear(stanza, account, found, options))
  try {
    await within(stepMs * 2, chat.start())
    await chat.send(xml('presence'))
  } catch (error) {
    await chat.stop().catch(() => {})
    throw refusal ?? faultOf(failure ?? error)
  }
  chat.on('disconnect', options.onClosed)
  return {
    async say({ id, to, text, thread }) {
      const parts = [xml('body', {}, text), ...(thread === undefined ? [] : [xml('thread', {}, thread)])]
      await chat.send(xml('message', { id, to, type: 'chat' }, ...parts))
      await provesTaken(chat, account.domain)
    },
    archive: (after) => readArchive(chat, found, after),
    async close() {
      await within(stepMs, chat.stop()).catch(() => chat.disconnect().catch(() => {}))
    },
  }
}

/** A server works off what it is sent in order: its answer to a ping says that it has all before. */
async function provesTaken(chat: Client, domain: string): Promise<void> {
  const ping = xml('iq', { type: 'get', to: domain }, xml('ping', { xmlns: 'urn:xmpp:ping' }))
  await chat.iqCaller.request(ping, stepMs).catch((error: Error) => {
    // "I know no ping" is an answer as well.
    if (error.name !== 'StanzaError') throw error
  })
}

type Kept = { id: string; message: ChatMessage | null; said: string | undefined }
type Collector = Map<string, Kept[]>
const collector = (): Collector => new Map()

function hear(stanza: Element, account: ChatAccount, found: Collector, options: Options): void {
  if (!stanza.is('message')) return
  const result = stanza.getChild('result', archiveNs)
  if (result) {
    const forwarded = result.getChild('forwarded', 'urn:xmpp:forward:0')?.getChild('message')
    const list = found.get(result.attrs['queryid'] ?? '')
    // Only our own server may say what our archive holds.
    if (list && isOurs(stanza.attrs['from'], account))
      list.push({
        id: result.attrs['id'] ?? '',
        message: forwarded ? messageOf(forwarded, account, result.attrs['id'] ?? null) : null,
        said: forwarded?.attrs['from'] && isOurs(forwarded.attrs['from'], account) ? forwarded.attrs['id'] : undefined,
      })
    return
  }
  if (stanza.attrs['type'] === 'error') {
    if (stanza.attrs['id']) options.onRefused(stanza.attrs['id'])
    return
  }
  const message = messageOf(stanza, account, null)
  if (message) options.onMessage(message)
}

function messageOf(stanza: Element, account: ChatAccount, archiveId: string | null): ChatMessage | null {
  const { type = 'normal', from } = stanza.attrs
  const text = stanza.getChildText('body')?.trim() ?? ''
  if (!from || text === '' || (type !== 'chat' && type !== 'normal')) return null
  const bare = bareOf(from)
  if (bare === bareOf(`${account.username}@${account.domain}`)) return null
  const own = stanza.getChildren('stanza-id', 'urn:xmpp:sid:0').find(({ attrs }) => isOurs(attrs['by'], account))
  return {
    from: bare,
    text: text.slice(0, textMost),
    id: stanza.attrs['id']?.slice(0, 200) ?? null,
    thread: stanza.getChildText('thread')?.slice(0, 200) ?? null,
    answerTo: stanza.getChild('reply', 'urn:xmpp:reply:0')?.attrs['id']?.slice(0, 200) ?? null,
    archiveId: archiveId ?? own?.attrs['id']?.slice(0, 200) ?? null,
  }
}

async function readArchive(chat: Client, found: Collector, after: string | null) {
  const messages: ChatMessage[] = []
  const saidIds: string[] = []
  let last = after
  for (;;) {
    const queryid = randomUUID()
    const list: Kept[] = []
    found.set(queryid, list)
    const place = last === null ? xml('before') : xml('after', {}, last)
    const set = xml(
      'set',
      { xmlns: 'http://jabber.org/protocol/rsm' },
      xml('max', {}, String(last === null ? 1 : pageSize)),
      place,
    )
    const query = xml('iq', { type: 'set' }, xml('query', { xmlns: archiveNs, queryid }, set))
    const answer = await chat.iqCaller.request(query, stepMs).finally(() => found.delete(queryid))
    const isFirst = last === null
    last = list.at(-1)?.id ?? last
    if (isFirst) return { messages: [], said: [], last }
    messages.push(...list.flatMap(({ message }) => message ?? []))
    saidIds.push(...list.flatMap(({ said }) => said ?? []))
    if (list.length === 0 || answer.getChild('fin', archiveNs)?.attrs['complete'] === 'true')
      return { messages, said: saidIds, last }
  }
}

function isOurs(jid: string | undefined, account: ChatAccount): boolean {
  return jid === undefined || bareOf(jid) === bareOf(`${account.username}@${account.domain}`)
}

export function bareOf(jid: string): string {
  return jid.split('/', 1)[0]!.toLowerCase().slice(0, 500)
}

function faultOf(error: unknown): ChatFault {
  const { name, code } = error as { name?: string; code?: string }
  if (name === 'SASLError') return new ChatFault('wrong-credentials', error)
  if (code && /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(code)) return new ChatFault('certificate', error)
  return new ChatFault('unreachable', error)
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new Error('too slow')), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
