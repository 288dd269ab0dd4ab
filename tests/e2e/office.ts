import {
  type BodyInput,
  caseRoutes,
  type CaseRow,
  fillPath,
  type LiveEvent,
  type Message,
  organisationRoutes,
  type ParamsInput,
  presenceRoutes,
  type QueryInput,
  type ResponseOf,
  type Route,
  sessionRoutes,
} from '@resonanz/contracts'
import pg from 'pg'
import { testDatabase } from '../database.ts'
import { type MailPeer, type MailUser, mailPassword } from '../peers/mail.ts'
import { type Product, type ProductWish, startProduct } from '../product.ts'
import { until } from './until.ts'

export type Person = { name: string; email: string; password: string }
export const owner: Person = { name: 'Imke Petersen', email: 'imke@firma.test', password: 'ein-langes-passwort' }

type Input<R extends Route> = {
  params?: ParamsInput<R>
  query?: QueryInput<R>
  body?: BodyInput<R>
  idempotencyKey?: string
}

/** A session of the owner with one process of the product. */
export type Desk = {
  url: string
  cookie: string
  ask<R extends Route>(route: R, input?: Input<R>): Promise<ResponseOf<R>>
  /** Bytes and headers of a download. */
  download(path: string): Promise<{ bytes: Buffer; headers: Headers }>
  /** Every event of the live stream from now on. */
  live(): Promise<{ events: LiveEvent[]; close(): void }>
}

export type Office = Desk & {
  product: Product
  databaseUrl: string
  /** Rows as they are stored; for what no screen shows, and to move clocks. */
  sql<T extends object = Record<string, unknown>>(text: string, values?: unknown[]): Promise<T[]>
  close(): Promise<void>
}

/** A freshly set-up product with its owner signed in: set-up by token, then sign-in, as the first person does it. */
export async function openOffice(wish: ProductWish = {}): Promise<Office> {
  const databaseUrl = wish.databaseUrl ?? (await testDatabase()).url
  const product = await startProduct({ ...wish, databaseUrl })
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  pool.on('error', () => {})
  try {
    const visitor = deskAt(product.url, '')
    const { name, email, password } = owner
    await visitor.ask(sessionRoutes.setup, {
      body: { token: product.setupToken, workspaceName: 'Firma Test', name, email, password, language: 'de' },
    })
    return {
      ...(await signIn(product.url)),
      product,
      databaseUrl,
      sql: async <T extends object>(text: string, values: unknown[] = []) =>
        (await pool.query<T & pg.QueryResultRow>(text, values)).rows,
      async close() {
        await pool.end()
        await product.stop()
      },
    }
  } catch (error) {
    await pool.end()
    await product.stop()
    throw new Error(`${(error as Error).message}\n${product.log()}`, { cause: error })
  }
}

/** The owner, or somebody else, at this process of the product. */
export async function signIn(url: string, { email, password }: Person = owner): Promise<Desk> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  })
  if (!answer.ok) throw new Error(`Sign-in: ${answer.status} ${await answer.text()}`)
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  return deskAt(url, cookies.join('; '))
}

/** Invites a colleague, who accepts and signs in. */
export async function invite(
  office: Desk,
  person: Person,
  role: 'agent' | 'lead' | 'admin',
  teamIds: string[] = [],
): Promise<Desk> {
  const { link } = await office.ask(organisationRoutes.invite, { body: { email: person.email, role, teamIds } })
  await deskAt(office.url, '').ask(organisationRoutes.acceptInvitation, {
    params: { token: link.split('/').at(-1)! },
    body: { name: person.name, password: person.password },
  })
  return signIn(office.url, person)
}

/** Any session at any process. */
export function deskAt(url: string, cookie: string): Desk {
  const headers: Record<string, string> = cookie === '' ? {} : { cookie }
  return {
    url,
    cookie,
    async ask(route, { params, query, body, idempotencyKey } = {}) {
      const path = fillPath(route.path, params as Record<string, string>)
      const search = new URLSearchParams(query as Record<string, string>).toString()
      const answer = await fetch(`${url}${path}${search === '' ? '' : `?${search}`}`, {
        method: route.method,
        headers: {
          ...headers,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(30_000),
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${route.id}: ${answer.status} ${text.slice(0, 400)}`)
      return (text === '' ? undefined : JSON.parse(text)) as never
    },
    async download(path) {
      const answer = await fetch(url + path, { headers })
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
      return { bytes: Buffer.from(await answer.arrayBuffer()), headers: answer.headers }
    },
    live: () => openStream(`${url}/api/v1/live`, headers),
  }
}

async function openStream(url: string, headers: Record<string, string>): ReturnType<Desk['live']> {
  const stop = new AbortController()
  const answer = await fetch(url, { headers, signal: stop.signal })
  if (!answer.ok || !answer.body) throw new Error(`live: ${answer.status}`)
  const events: LiveEvent[] = []
  void (async () => {
    let rest = ''
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) if (line.startsWith('data: ')) events.push(JSON.parse(line.slice(6)) as LiveEvent)
    }
  })().catch(() => {})
  return { events, close: () => stop.abort() }
}

type MailboxWish = {
  plainImap?: boolean
  plainSmtp?: boolean
  password?: string
  imapPort?: number
  smtpPort?: number
  backfillDays?: number
}

/** What an admin enters to connect a mailbox of the mail peer. */
export function mailboxInput(mail: MailPeer, address: MailUser, wish: MailboxWish = {}) {
  return {
    kind: 'email' as const,
    name: address,
    settings: {
      address,
      senderName: 'Firma Test',
      imap: {
        host: mail.host,
        port: wish.imapPort ?? mail.imapPort,
        security: wish.plainImap ? ('none' as const) : ('starttls' as const),
        user: address,
      },
      smtp: {
        host: mail.host,
        port: wish.smtpPort ?? mail.submissionPort,
        security: wish.plainSmtp ? ('none' as const) : ('starttls' as const),
        user: address,
      },
      ...(wish.backfillDays === undefined ? {} : { backfillDays: wish.backfillDays }),
    },
    secrets: { password: wish.password ?? mailPassword },
  }
}

/** Connects it and waits until it has been read once, so that whatever comes now is new. */
export async function connectMailbox(
  office: Desk,
  mail: MailPeer,
  address: MailUser,
  wish: MailboxWish = {},
): Promise<string> {
  const { presence } = await office.ask(presenceRoutes.create, { body: mailboxInput(mail, address, wish) })
  await untilRead(office, presence.id)
  return presence.id
}

export async function untilRead(office: Desk, presenceId: string): Promise<void> {
  await until('the channel was read', async () => {
    const { health } = await office.ask(presenceRoutes.read, { params: { id: presenceId } })
    return health.lastSuccessAt !== null
  })
}

/** Settings of the environment under which the product talks to servers on this machine. */
export function reaching(...ports: number[]): Record<string, string> {
  return {
    RESONANZ_EGRESS_ALLOW: ports.map((port) => `127.0.0.1:${port}`).join(','),
    RESONANZ_MAIL_SECURITY_RELAXED: 'true',
  }
}

/** The case with exactly this title, once it is in the list. */
export async function caseTitled(office: Desk, title: string, timeoutMs?: number): Promise<CaseRow> {
  return until(
    `a case „${title}“`,
    async () => {
      const { items } = await office.ask(caseRoutes.list, { query: { view: 'all', sort: 'newest', limit: 200 } })
      return items.find((row) => row.title === title)
    },
    timeoutMs,
  )
}

export async function messagesOf(office: Desk, caseId: string): Promise<Message[]> {
  const { items } = await office.ask(caseRoutes.timeline, { params: { id: caseId }, query: { limit: 200 } })
  return items.filter((item) => item.kind === 'message')
}

/** For `afterEach`: what stood where when a test failed, as the next run may not fail the same way. */
export function tellTrouble(given: () => Office | undefined) {
  return async ({ task }: { task: { result?: { state: string } } }): Promise<void> => {
    const office = given()
    if (task.result?.state !== 'fail' || !office) return
    const state = await office
      .sql(
        `select (select json_agg(p) from (select kind, lease_by, lease_until, next_poll_at, failures, error_code, cursor::text from presence where kind in ('email', 'feed')) p) as presences,
          (select json_agg(o) from (select state, attempts, error_code, send_at, lease_by from outbox order by id desc limit 10) o) as outbox,
          (select count(*) from inlet_item) as items, (select count(*) from inlet_open) as open, (select count(*) from message) as messages, now()`,
      )
      .catch((error: Error) => error.message)
    console.log(JSON.stringify(state), office.product.log().slice(-3_000))
  }
}
