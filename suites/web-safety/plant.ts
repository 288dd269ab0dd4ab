import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { signWebhook } from '@resonanz/channels'
import { importFile, openBeside, readConfig } from '@resonanz/server'
import type { Product } from '../../tests/product.ts'
import { Api } from './api.ts'
import type { Feed } from './feed.ts'
import { mboxOf } from './mails.ts'

export const perCase = 50

export type Planted = {
  /** How many payloads were taken in, by the way they came; a refused one never reaches a screen. */
  taken: Record<string, number>
  /** Cases that hold up to `perCase` payload messages each. */
  groups: string[]
  /** Messages with HTML. */
  htmlMessages: string[]
  formKey: string
}

export async function setUp(product: Product): Promise<Api> {
  const person = { email: 'inhaberin@laden.example', password: 'ein-langes-passwort' }
  const api = new Api(product.url)
  await api.call('POST', '/api/v1/setup', {
    token: product.setupToken,
    workspaceName: 'Laden <b>fett</b>',
    name: 'Inhaberin <img src=x onerror=alert(1)>',
    language: 'de',
    ...person,
  })
  await api.signIn(person)
  return api
}

/** Brings every payload into every place where a stranger or colleague can put words. */
export async function plant(product: Product, api: Api, payloads: readonly string[], feed: Feed): Promise<Planted> {
  const taken: Planted['taken'] = {}
  const mailbox = { host: '127.0.0.1', port: 1, security: 'none', user: 'x' }
  const mailSettings = { address: 'service@laden.example', imap: mailbox, smtp: mailbox }
  const mail = await api.connect('email', 'Postfach', mailSettings, { password: 'x' })
  const inlet = await api.connect('inlet', '<img src=x onerror=alert(1)>', {})
  const words = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
  const form = await api.connect('form', words, { title: { de: words, en: words }, intro: { de: words, en: words } })
  const source = await api.connect('feed', 'Feed', { url: feed.url, everyMinutes: 1440 })
  taken.inlet = await push(
    product.url,
    inlet,
    payloads.map((payload, index) => inletItem(payload, `einzeln-${index}`)),
  )
  taken.thread = await push(
    product.url,
    inlet,
    payloads.map((payload, index) => ({
      ...inletItem(payload, `faden-${index}`),
      thread: `faden-${Math.floor(index / perCase)}`,
      author: { name: lineOf(payload, 200), email: `faden-${Math.floor(index / perCase)}@kunden.example` },
    })),
  )
  taken.mail = await importMails(product, mail.presence.id, payloads)
  await rest(api)
  const groups = await casesWithMany(api)
  taken.customer = await eachAtOnce(payloads, (payload) =>
    api.tried('POST', '/api/v1/customers', {
      name: lineOf(payload, 200),
      organisation: lineOf(payload, 200),
      particulars: payload.slice(0, 5000),
      fields: { [lineOf(payload, 60) || 'x']: payload.slice(0, 1000) },
    }),
  )
  taken.note = await eachAtOnce(payloads, (payload, index) =>
    api.tried('POST', `/api/v1/cases/${groups[index % groups.length]}/notes`, { text: payload }),
  )
  taken.title = await eachAtOnce(payloads.slice(0, groups.length), (payload, index) =>
    api.tried('PATCH', `/api/v1/cases/${groups[index]}`, {
      title: lineOf(payload, 300),
      particulars: payload,
      addTags: [lineOf(payload, 60)],
      nextUpdate: { at: new Date(Date.now() + 3_600_000).toISOString(), text: lineOf(payload, 300) },
    }),
  )
  taken.draft = await eachAtOnce(groups, (id, index) =>
    api.tried('PUT', `/api/v1/cases/${id}/drafts/${index % 2 ? 'note' : 'reply'}`, {
      text: payloads[(index * 7) % payloads.length],
    }),
  )
  taken.view = await eachAtOnce(payloads.filter((payload) => payload.length <= 80).slice(0, 60), (payload) =>
    api.tried('POST', '/api/v1/views', { name: lineOf(payload, 80), filter: '', sort: 'due', shared: false }),
  )
  taken.guideline = await plantGuideline(api, payloads)
  taken.form = await eachAtOnce(
    payloads.filter((_, index) => index % Math.ceil(payloads.length / 40) === 0),
    (payload) => api.sendForm(form.presence.publicKey!, payload),
  )
  await mentionsArrived(api, 1)
  feed.fill()
  await api.call('POST', `/api/v1/presences/${source.presence.id}/sync`)
  taken.feed = await mentionsArrived(api, 2)
  return { taken, groups, htmlMessages: await htmlMessages(api, groups), formKey: form.presence.publicKey! }
}

/** Rules of the company's own: each payload as phrase, reason and better wording. */
async function plantGuideline(api: Api, payloads: readonly string[]): Promise<number> {
  const { version } = (await api.call('GET', '/api/v1/guideline')) as { version: number }
  const short = payloads.filter((payload) => payload.length <= 120 && lineOf(payload, 120).trim().length >= 2)
  const own = { enabled: true, level: 'hint', channels: [], audience: 'any' }
  const rules = short.slice(0, 180).map((payload, index) => {
    const words = lineOf(payload, 120)
    return { ...own, id: `own.rule-${index}`, phrases: [words], reason: words, suggestion: words }
  })
  const saved = await api.tried('PUT', '/api/v1/guideline', {
    basedOn: version,
    rules,
    note: lineOf(payloads[0]!, 300),
  })
  return saved ? rules.length : 0
}

function inletItem(payload: string, id: string) {
  return {
    id,
    author: { name: lineOf(payload, 200), handle: lineOf(payload, 200) },
    subject: lineOf(payload, 300),
    text: payload,
    tags: payload.length <= 60 ? [lineOf(payload, 60)] : [],
  }
}

/** One line as an honest tool would cut it. */
function lineOf(payload: string, max: number): string {
  return payload
    .replace(/[\r\n]+/g, ' ')
    .slice(0, max)
    .toWellFormed()
}

async function push(url: string, inlet: Connected, items: { id: string }[]): Promise<number> {
  let taken = 0
  for (let start = 0; start < items.length; start += 1_000) {
    const body = Buffer.from(
      items
        .slice(start, start + 1_000)
        .map((item) => JSON.stringify(item))
        .join('\n'),
    )
    const answer = await fetch(`${url}/api/v1/inlet/${inlet.presence.publicKey}`, {
      method: 'POST',
      headers: {
        ...signWebhook(inlet.signingSecret!, randomUUID(), Date.now(), body),
        'content-type': 'application/x-ndjson',
      },
      body,
    })
    if (answer.status !== 202) throw new Error(`inlet: ${answer.status} ${await answer.text()}`)
    taken += ((await answer.json()) as { accepted: number }).accepted
  }
  return taken
}

type Connected = Awaited<ReturnType<Api['connect']>>

async function importMails(product: Product, presence: string, payloads: readonly string[]): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'resonanz-safety-'))
  const path = join(folder, 'mails.mbox')
  await writeFile(path, mboxOf(payloads, perCase))
  const opened = await openBeside(readConfig({ RESONANZ_DATA: product.dataDir, RESONANZ_LOG_LEVEL: 'silent' }))
  try {
    return (await importFile(opened.deps, { path, format: 'mbox', presence })).stored
  } finally {
    await opened.close()
    await rm(folder, { recursive: true })
  }
}

/** Waits until intake has nothing left to do. */
async function rest(api: Api): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const health = (await api.call('GET', '/api/v1/health')) as { intake: { waiting: number } }
    if (health.intake.waiting === 0) return
    await sleep(200)
  }
  throw new Error('intake did not come to rest')
}

async function casesWithMany(api: Api): Promise<string[]> {
  const rows = await api.pages<{ id: string; messageCount: number }>('/api/v1/cases?view=all&limit=200&sort=newest')
  return rows.filter(({ messageCount }) => messageCount > 1).map(({ id }) => id)
}

async function htmlMessages(api: Api, groups: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const id of groups) {
    const items = await api.pages<{ id: string; kind: string; hasHtml?: boolean }>(
      `/api/v1/cases/${id}/timeline?limit=200`,
    )
    found.push(...items.filter(({ kind, hasHtml }) => kind === 'message' && hasHtml).map((item) => item.id))
  }
  return found
}

const stillSeconds = 10
/** Waits for so many and then until none has come for a while: a busy machine takes a breath between two batches. */
async function mentionsArrived(api: Api, least: number): Promise<number> {
  for (let [before, still, tries] = [-1, 0, 0]; tries < 180; tries += 1) {
    const { length } = await api.pages('/api/v1/mentions?limit=200')
    still = length === before ? still + 1 : 0
    if (length >= least && still >= stillSeconds) return length
    before = length
    await sleep(1_000)
  }
  throw new Error(`the feed brought fewer than ${least}`)
}

/** How many of them succeeded; some at once. */
async function eachAtOnce<T>(given: readonly T[], work: (one: T, index: number) => Promise<boolean>): Promise<number> {
  let [next, done] = [0, 0]
  const line = async () => {
    for (let index = next++; index < given.length; index = next++) if (await work(given[index]!, index)) done += 1
  }
  await Promise.all(Array.from({ length: 6 }, line))
  return done
}
