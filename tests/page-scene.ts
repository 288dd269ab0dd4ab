import type { Question } from '@resonanz/contracts'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { sql } from 'kysely'
import { journalOf, type TestCase } from '../packages/server/src/modules/cases/test-cases.ts'
import { type IntakeDeps, processBatch, storeItems } from '../packages/server/src/modules/intake/index.ts'
import {
  mountPrivatePages,
  privatePageBindings,
  type StoreItem,
} from '../packages/server/src/modules/private-pages/index.ts'
import { threadOfToken } from '../packages/server/src/modules/replies/index.ts'
import { rows } from '../packages/server/src/platform/db/database.ts'
import type { Actor } from '../packages/server/src/platform/deps.ts'
import { makeWorkerPool } from '../packages/server/src/platform/worker-pool.ts'
import { testDatabase } from './database.ts'
import { makeCast, testDeps } from './deps.ts'
import { serverOf } from './server.ts'
import { signedIn } from './session.ts'

export type PageScene = Awaited<ReturnType<typeof startPageScene>>
export type Asked = { page: { id: string; code: string; threadId: string; link: string } }
type Files = Record<string, [name: string, bytes: Buffer]>

/** The server with its private pages, people of the house who ask, and browsers of customers. */
export async function startPageScene() {
  const deps = testDeps((await testDatabase()).url)
  const cast = await makeCast(deps)
  const pool: IntakeDeps['pool'] = makeWorkerPool({
    entry: new URL('../packages/server/src/modules/intake/parse-worker.ts', import.meta.url),
    size: 1,
    memoryMb: 256,
    itemTimeoutMs: 5_000,
  })
  const intake = { ...deps, pool, threadOfToken: threadOfToken(deps.seal), processName: 'test' }
  const app = await serverOf(deps, privatePageBindings({ ...deps, storeItem }))
  mountPrivatePages(app, { ...deps, storeItem })

  async function staff(actor: Actor, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) {
    const headers = { cookie: await signedIn(deps, actor) }
    return app.inject({ method, url: `/api/v1${url}`, headers, ...(payload ? { payload } : {}) })
  }
  async function ask(at: Pick<TestCase, 'id'>, change: object = {}): Promise<Asked> {
    const response = await staff(cast.nordlicht.agent, 'POST', `/cases/${at.id}/private-pages`, {
      questions: refund,
      words: 'Bitte füllen Sie aus',
      language: 'de',
      way: 'public',
      validHours: 48,
      clientKey: crypto.randomUUID(),
      ...change,
    })
    if (response.statusCode !== 201) throw new Error(response.body)
    return response.json<Asked>()
  }
  async function status(at: Pick<TestCase, 'id'>): Promise<Asked> {
    const response = await staff(cast.nordlicht.agent, 'POST', `/cases/${at.id}/status-page`, { language: 'de' })
    return response.json<Asked>()
  }
  let household = 0
  return {
    deps,
    cast,
    staff,
    ask,
    status,
    /** A browser of somebody: keeps its cookies, comes from an address of its own. */
    browser() {
      household += 1
      return browserAt(app, `10.9.${household >> 8}.${household & 255}`)
    },
    plainBrowser: (remoteAddress: string) => plainBrowserAt(app, remoteAddress),
    async takeIn() {
      while (await processBatch(intake));
    },
    said: (caseId: string) =>
      rows(
        deps.db.system,
        sql<{
          text: string
          channel: string
          flags: string[]
        }>`select m.text, m.channel, m.flags from case_message cm join message m on m.id = cm.message_id
          where cm.case_id = ${caseId} and m.channel = 'private-page' order by m.id`,
      ),
    kindsOf: async (caseId: string) =>
      (await journalOf(deps, caseId)).filter((kind) => kind.startsWith('private-page.')),
    sealed: (pageId: string) =>
      rows(
        deps.db.system,
        sql<{
          id: string
          question_key: string
          sealed: Buffer | null
          ending: string
        }>`select id, question_key, sealed, ending from private_answer where page_id = ${pageId} order by id`,
      ),
    async close() {
      await app.close()
      await pool.close()
      await deps.db.close()
    },
  }
}

export const storeItem: StoreItem = async (tx, presence, item) => ({
  fresh: (await storeItems(tx, presence, [item]))[0]!.fresh,
})
export const tokenOf = ({ page }: Asked) => page.link.split('/p/')[1]!
export const both = (de: string, en: string) => ({ de, en })
export const question = (key: string, kind: Question['kind'], change: Partial<Question> = {}): Question => ({
  key,
  kind,
  label: both(key.toUpperCase(), key.toUpperCase()),
  reason: both('Für die Erstattung', 'For the refund'),
  isRequired: true,
  isMasked: false,
  keepDays: 30,
  choices: [],
  ...change,
})
export const refund = [
  question('iban', 'iban', { isMasked: true }),
  question('bestellung', 'customer-number'),
  question('beleg', 'file', { isMasked: true, isRequired: false }),
]
export const iban = 'DE89 3704 0044 0532 0130 00'
export const pdf = Buffer.from('%PDF-1.4\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n', 'latin1')

function browserAt(app: FastifyInstance, remoteAddress: string) {
  const { cookies, cookie, keep } = cookieJar()
  const own = { 'x-resonanz-page': '1' }
  return {
    cookies,
    look: async (token: string) =>
      keep(await app.inject({ url: `/p/${token}`, headers: { cookie: cookie() }, remoteAddress })),
    open: async (token: string, headers: object = own) =>
      keep(
        await app.inject({
          method: 'POST',
          url: `/api/v1/public/private-pages/${token}/open`,
          headers: { ...headers, cookie: cookie() },
          payload: {},
          remoteAddress,
        }),
      ),
    check: (code: string) =>
      app.inject({
        method: 'POST',
        url: '/api/v1/public/private-page-check',
        headers: own,
        payload: { code },
        remoteAddress,
      }),
    send: async (token: string, sending: object, files: Files = {}, headers: object = own) => {
      const form = new FormData()
      form.append('data', JSON.stringify({ clientKey: crypto.randomUUID(), words: '', answers: {}, ...sending }))
      for (const [key, [name, bytes]] of Object.entries(files))
        form.append(`file:${key}`, new Blob([new Uint8Array(bytes)]), name)
      return app.inject({
        method: 'POST',
        url: `/api/v1/public/private-pages/${token}/send`,
        ...(await multipart(form, { ...headers, cookie: cookie() })),
        remoteAddress,
      })
    },
  }
}

/** A browser without scripts: what stands in the forms, and the forms' own addresses. */
function plainBrowserAt(app: FastifyInstance, remoteAddress: string) {
  const { cookie, keep } = cookieJar()
  const headers = (more: object) => ({ cookie: cookie(), 'sec-fetch-site': 'same-origin', ...more })
  return {
    hidden: (page: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '',
    look: async (address: string) => keep(await app.inject({ url: address, headers: headers({}), remoteAddress })),
    press: async (address: string, fields: Record<string, string>, more: object = {}) =>
      keep(
        await app.inject({
          method: 'POST',
          url: address,
          headers: headers({ 'content-type': 'application/x-www-form-urlencoded', ...more }),
          payload: new URLSearchParams(fields).toString(),
          remoteAddress,
        }),
      ),
    send: async (token: string, fields: Record<string, string>, files: Files = {}, more: object = {}) => {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.append(name, value)
      for (const [name, [file, bytes]] of Object.entries(files))
        form.append(name, new Blob([new Uint8Array(bytes)]), file)
      return keep(
        await app.inject({
          method: 'POST',
          url: `/p/${token}/send`,
          ...(await multipart(form, headers(more))),
          remoteAddress,
        }),
      )
    },
  }
}

function cookieJar() {
  const cookies = new Map<string, string>()
  return {
    cookies,
    cookie: () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    keep: (response: LightMyRequestResponse) => {
      for (const { name, value } of response.cookies) cookies.set(name, value)
      return response
    },
  }
}

async function multipart(form: FormData, headers: object) {
  const body = new Response(form)
  return {
    headers: { ...headers, 'content-type': body.headers.get('content-type')! },
    payload: Buffer.from(await body.arrayBuffer()),
  }
}
