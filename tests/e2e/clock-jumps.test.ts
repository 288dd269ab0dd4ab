import { mkdtempSync, renameSync, rmSync, chmodSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { calendarRoutes, caseRoutes, replyRoutes, sessionRoutes, targetRoutes } from '@resonanz/contracts'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { receiveMessages } from '../../packages/server/src/modules/cases/index.ts'
import { addMessages } from '../../packages/server/src/modules/cases/test-cases.ts'
import { readTargets } from '../../packages/server/src/modules/targets/index.ts'
import { inTransaction } from '../../packages/server/src/platform/db/database.ts'
import type { Deps } from '../../packages/server/src/platform/deps.ts'
import { attachToRunning } from '../../packages/server/src/platform/embedded-postgres/index.ts'
import { testDeps } from '../deps.ts'
import { clockEnv, noFaketime } from '../peers/faketime.ts'
import { type Product, startProduct } from '../product.ts'
import {
  type Entry,
  happen,
  type Hours,
  iso,
  isQuietAround,
  type ModelCase,
  newCase,
  type Rules,
  tellUntil,
  underOtherRules,
} from './clock-model.ts'
import { type Desk, deskAt, owner, signIn } from './office.ts'

// The product and its database on a clock that jumps while they run, both ways, and a model that knows nothing of them.
const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** Summer time begins on the 29th, Good Friday is the 3rd, Easter Monday the 6th. */
const begin = Date.parse('2026-03-26T09:30:00Z')
const publicHolidays = ['2026-04-03', '2026-04-06', '2026-05-01', '2026-05-14', '2026-05-25']
const seed = Number(process.env.CLOCK_SEED ?? 1)
const stages = 10
const caseCount = 6

let folder: string
let product: Product
let desk: Desk
let deps: Deps
let pool: pg.Pool
const random = randomFrom(seed)
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
const between = (from: number, to: number) => from + random() * (to - from)

beforeAll(async () => {
  if (noFaketime) return
  folder = mkdtempSync(join(tmpdir(), 'resonanz-clock-'))
  chmodSync(folder, 0o755)
  setClock(begin)
  const env = clockEnv({ file: join(folder, 'offset') })
  product = await startProduct({ env: { ...env, FAKETIME: undefined as never } })
  const { url } = (await attachToRunning(product.dataDir))!
  deps = testDeps(url)
  pool = new pg.Pool({ connectionString: url, max: 2 })
  pool.on('error', () => {})
  const { name, email, password } = owner
  await deskAt(product.url, '').ask(sessionRoutes.setup, {
    body: { token: product.setupToken, workspaceName: 'Firma Test', name, email, password, language: 'de' },
  })
  desk = await signIn(product.url)
}, 240_000)
afterAll(async () => {
  await pool?.end()
  await deps?.db.close()
  await product?.stop()
  if (folder) rmSync(folder, { recursive: true })
})

let clock = begin
let setAt = performance.now()
function setClock(at: number): void {
  const file = join(folder, 'offset')
  const seconds = Math.round((at - Date.now()) / 1_000)
  writeFileSync(`${file}.new`, `${seconds < 0 ? '' : '+'}${seconds}\n`, { mode: 0o644 })
  renameSync(`${file}.new`, file)
  ;[clock, setAt] = [at, performance.now()]
}
const nowThere = () => clock + performance.now() - setAt

function randomFrom(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const week: Hours['week'] = {
  ...Object.fromEntries(['Mon', 'Tue', 'Wed', 'Thu', 'Fri'].map((day) => [day, [['09:00', '17:00'] as const]])),
  Sat: [['10:00', '13:30']],
  // The hour that the night of the change leaves out.
  Sun: [['01:00', '04:00']],
} as Hours['week']
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

const rules: Rules = {
  hours: { week, closed: new Set(publicHolidays) },
  limitMinutes: { first_answer: 360, next_answer: 180, resolution: 1_200 },
}
let specialDays: string[] = []

async function saveHours(): Promise<void> {
  const { items } = await desk.ask(calendarRoutes.list)
  await desk.ask(calendarRoutes.save, {
    body: {
      teamId: null,
      presenceId: null,
      basedOn: items[0]?.version ?? 0,
      hours: {
        timeZone: 'Europe/Berlin',
        week: weekdays.flatMap((day, index) =>
          (week[day] ?? []).map(([from, to]) => ({ weekday: index + 1, from, to })),
        ),
        holidays: 'DE-HH',
        specialDays: specialDays.map((date) => ({ date, yearly: false, name: { de: 'Inventur', en: '' }, hours: [] })),
      },
    },
  })
  rules.hours = { week, closed: new Set([...publicHolidays, ...specialDays]) }
}

async function saveLimits(): Promise<void> {
  const { version, rules: standing } = await desk.ask(targetRoutes.read)
  const goal = (atMostMinutes: number) => ({ averageMinutes: null, atMostMinutes })
  const { first_answer: first, next_answer: next, resolution } = rules.limitMinutes
  const standard = standing.find(({ id }) => id === 'default')
  await desk.ask(targetRoutes.save, {
    body: {
      basedOn: version,
      rules: [{ ...standard!, firstAnswer: goal(first), nextAnswer: goal(next), resolution: goal(resolution) }],
    },
  })
}

type Subject = { id: string; threadId: string; read: number; model: ModelCase; refused: number }
const cases: Subject[] = []

async function openCase(): Promise<void> {
  const made = await desk.ask(caseRoutes.create, {
    body: { channel: 'phone', text: 'Der Zug kam nicht.', wishedAnswer: 'phone' },
  })
  cases.push({ id: made.id, threadId: made.threads[0]!.id, read: 0, model: newCase(), refused: 0 })
}

/** What a customer, a person of ours or nobody does to a case; what is refused has not happened. A closed one waits for words. */
const deeds: ((one: Subject) => Promise<unknown>)[] = [
  customerWrites,
  customerWrites,
  (one) => answer(one, null, 'waiting_customer'),
  (one) => answer(one, between(0.5, 60), 'open'),
  (one) => answer(one, between(0.5, 60), 'waiting_internal'),
  (one) => change(one, { category: 'waiting_customer' }),
  (one) => change(one, { category: 'open' }),
  (one) => change(one, { category: 'done', silently: 'Am Telefon geklärt' }),
  (one) => change(one, { nextUpdate: { at: iso(nowThere() + between(0.5, 40) * hourMs), text: '', reason: 'Dauert' } }),
  async () => {},
]

const isOver = ({ model }: Subject) => model.category === 'done' || model.category === 'closed'

async function customerWrites({ id, threadId }: Subject): Promise<void> {
  const messageId = deps.newId()
  const [row] = (await pool.query(`select workspace_id, presence_id, now() as now from cases where id = $1`, [id])).rows
  const house = { workspaceId: row.workspace_id as string, presenceId: row.presence_id as string }
  await addMessages(deps, house, { id, threadId }, [messageId], row.now)
  const message = { id: messageId, threadId, channel: 'phone', nature: 'message', attachments: false } as const
  await inTransaction(deps.db.system, async (tx) =>
    receiveMessages(
      tx,
      house.workspaceId,
      [
        {
          caseId: id,
          channel: 'phone',
          preview: 'Und nun',
          messages: [{ ...message, at: row.now, receivedAt: row.now }],
        },
      ],
      await readTargets(tx, house.workspaceId),
    ),
  )
}

function answer(one: Subject, inHours: number | null, category: 'open' | 'waiting_customer' | 'waiting_internal') {
  return desk.ask(replyRoutes.send, {
    params: { id: one.id },
    body: {
      threadId: one.threadId,
      text: 'Wir haben nachgesehen und melden uns wieder.',
      expectedLastMessageId: null,
      evenIfNewer: true,
      nextUpdate: inHours === null ? null : { at: iso(nowThere() + inHours * hourMs) },
      category,
      logged: true,
    },
  })
}

function change(one: Subject, body: object) {
  return desk.ask(caseRoutes.change, { params: { id: one.id }, body: body as never })
}

/** The model after what the journal says since, at this moment; and what the product stores and has told. */
async function compare(one: Subject) {
  const { rows } = await pool.query<{ kind: string; at: Date; data: Record<string, unknown> }>(
    `select kind, at, data from journal where subject_id = $1 order by xid, seq`,
    [one.id],
  )
  const outputs = new Set(['case.due-soon', 'case.overdue'])
  const history = rows.filter(({ kind }) => !outputs.has(kind))
  const model = structuredClone(one.model)
  for (const { kind, at, data } of history.slice(one.read))
    happen(model, { kind, at: at.getTime(), data } satisfies Entry, rules)
  underOtherRules(model, rules)
  tellUntil(model, nowThere())
  const stored = await pool.query(
    `select kind, started_at, due_at, closed_at, outcome, paused from clock where case_id = $1`,
    [one.id],
  )
  const line = (...parts: unknown[]) => parts.join(' ')
  return {
    read: history.length,
    model,
    wanted: {
      told: model.told.toSorted(),
      clocks: model.clocks
        .map((c) =>
          line(
            c.kind,
            iso(c.startedAt),
            iso(c.dueAt),
            c.closedAt === null ? '-' : iso(c.closedAt),
            c.outcome,
            c.closedAt === null && c.stretches.at(-1)!.rests,
          ),
        )
        .toSorted(),
    },
    found: {
      told: rows
        .filter(({ kind }) => outputs.has(kind))
        .map(({ kind, data }) =>
          kind === 'case.due-soon'
            ? line('soon', data.dueKind, data.dueAt)
            : data.dueKind === 'resolution'
              ? line('late resolution', data.dueAt)
              : line('late', data.dueAt),
        )
        .toSorted(),
      clocks: stored.rows
        .map((c) =>
          line(
            c.kind,
            c.started_at.toISOString(),
            c.due_at.toISOString(),
            c.closed_at?.toISOString() ?? '-',
            c.outcome,
            c.paused,
          ),
        )
        .toSorted(),
    },
  }
}

/** Until the product says what the model says, and says no more a while later. */
async function settle(what: string): Promise<void> {
  const deadline = performance.now() + 100_000
  for (let agreed = 0; agreed < 2; ) {
    const all = await Promise.all(cases.map(compare))
    const agrees = all.every(({ wanted, found }) => JSON.stringify(wanted) === JSON.stringify(found))
    agreed = agrees ? agreed + 1 : 0
    if (agreed === 2)
      for (const [index, { read, model }] of all.entries()) Object.assign(cases[index]!, { read, model })
    else if (!agrees && performance.now() > deadline)
      for (const { wanted, found } of all) expect(found, `seed ${seed}, ${what}`).toEqual(wanted)
    await sleep(agreed === 2 ? 0 : 1_300)
  }
}

/** A moment around which nothing falls due by itself, so that what is to be told does not hang on a second. */
function quietMoment(wanted: number): number {
  let at = wanted
  while (!cases.every(({ model }) => isQuietAround(model, at, minuteMs, 8 * minuteMs))) at += 5 * minuteMs
  return at
}

test.skipIf(noFaketime)(
  `random histories on a clock that jumps: due, told once, nothing lost${noFaketime ? `, ${noFaketime}` : ` (seed ${seed})`}`,
  { timeout: 900_000 },
  async () => {
    await saveHours()
    await saveLimits()
    for (let n = 0; n < caseCount; n++) await openCase()
    await settle('opened')
    for (let stage = 0; stage < stages; stage++) {
      const jump = pick([between(0.2, 3), between(3, 30), between(30, 80), between(-40, -0.2), between(-3, 0)])
      setClock(quietMoment(Math.max(begin - 24 * hourMs, nowThere() + jump * hourMs)))
      await settle(`stage ${stage}, jump of ${jump.toFixed(1)} h to ${iso(clock)}`)
      // A session does not outlive days without anybody.
      desk = await signIn(product.url)
      if (stage % 4 === 3) {
        specialDays = [1, 4].map(() => iso(nowThere() + between(0, 9) * 24 * hourMs).slice(0, 10))
        specialDays = [...new Set(specialDays)]
        await saveHours()
      } else if (stage % 4 === 1 && stage > 4) {
        rules.limitMinutes = {
          ...rules.limitMinutes,
          resolution: pick([600, 1_200, 1_800]),
          next_answer: pick([120, 180]),
        }
        await saveLimits()
      } else
        for (const one of cases)
          await (isOver(one) ? customerWrites(one) : pick(deeds)(one)).catch((error: Error) => {
            if (!/: 4(?:0[39]|22) /.test(error.message)) throw error
            one.refused += 1
          })
      await settle(`stage ${stage}, after deeds at ${iso(nowThere())}`)
    }
    expect(cases.reduce((sum, { model }) => sum + model.told.length, 0)).toBeGreaterThan(0)
  },
)
