// What clocks shall say, worked out another way than the product does: minute by minute on the wall clock of Berlin.

export type Hours = { week: Record<string, [from: string, to: string][]>; closed: ReadonlySet<string> }
export type Limits = { first_answer: number; next_answer: number; resolution: number }
export type Rules = { hours: Hours; limitMinutes: Limits }

/** `YYYY-MM-DDTHH:MM:SSZ`-free milliseconds throughout. */
export type Entry = { kind: string; at: number; data: Record<string, unknown> }
type Kind = keyof Limits | 'next_update'
type Stretch = { from: number; to: number | null; rests: boolean }
export type ModelClock = {
  kind: Kind
  promiseId: string | null
  startedAt: number
  stretches: Stretch[]
  dueAt: number
  warnAt: number
  closedAt: number | null
  outcome: 'met' | 'breached' | 'dropped' | null
  warned: boolean
  breached: boolean
}
export type ModelCase = { clocks: ModelClock[]; category: string; told: string[]; lastLateAt: number | null }

export const newCase = (): ModelCase => ({ clocks: [], category: 'new', told: [], lastLateAt: null })

const minuteMs = 60_000
const wall = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Berlin',
  weekday: 'short',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const seen = new Map<number, { weekday: string; date: string; time: string }>()

function onTheWall(minute: number) {
  let shown = seen.get(minute)
  if (!shown) {
    const parts = Object.fromEntries(wall.formatToParts(minute).map(({ type, value }) => [type, value]))
    shown = {
      weekday: parts.weekday!,
      date: `${parts.year}-${parts.month}-${parts.day}`,
      time: `${parts.hour}:${parts.minute}`,
    }
    seen.set(minute, shown)
  }
  return shown
}

function isOpen({ week, closed }: Hours, minute: number): boolean {
  const { weekday, date, time } = onTheWall(minute)
  return !closed.has(date) && (week[weekday] ?? []).some(([from, to]) => time >= from && time < to)
}

/** The first moment at which so much of open time has passed in the stretches that run, the last one going on for ever. */
function whenPassed(stretches: readonly Stretch[], wantedMs: number, hours: Hours): number {
  const running = stretches.filter(({ rests }) => !rests)
  let left = wantedMs
  for (const [index, { from, to }] of running.entries()) {
    const end = index === running.length - 1 ? Number.POSITIVE_INFINITY : to!
    for (let at = from; at < end; ) {
      const minute = Math.floor(at / minuteMs) * minuteMs
      const next = Math.min(minute + minuteMs, end)
      if (isOpen(hours, minute)) {
        if (left <= next - at) return at + left
        left -= next - at
      }
      at = next
    }
  }
  throw new Error('never')
}

function reckon(clock: ModelClock, { hours, limitMinutes }: Rules): void {
  if (clock.kind === 'next_update') return
  const limitMs = limitMinutes[clock.kind] * minuteMs
  const leadMs = Math.max(limitMs / 4, 15 * minuteMs)
  setDue(clock, whenPassed(clock.stretches, limitMs, hours), whenPassed(clock.stretches, limitMs - leadMs, hours))
}

/** A due time that moves is told anew. */
function setDue(clock: ModelClock, dueAt: number, warnAt: number): void {
  if (clock.dueAt !== dueAt) clock.warned = clock.breached = false
  clock.dueAt = dueAt
  clock.warnAt = warnAt
}

function start(one: ModelCase, kind: Kind, at: number, rules: Rules, promise?: { id: string; dueAt: number }): void {
  const clock: ModelClock = {
    kind,
    promiseId: promise?.id ?? null,
    startedAt: at,
    stretches: [{ from: at, to: null, rests: false }],
    dueAt: Number.NaN,
    warnAt: Number.NaN,
    closedAt: null,
    outcome: null,
    warned: false,
    breached: false,
  }
  if (promise) {
    const leadMs = Math.max((promise.dueAt - at) / 4, 15 * minuteMs)
    const isSoon = promise.dueAt - at <= 15 * minuteMs
    setDue(clock, promise.dueAt, isSoon ? Number.POSITIVE_INFINITY : Math.floor(promise.dueAt - leadMs))
  } else reckon(clock, rules)
  one.clocks.push(clock)
}

const open = (one: ModelCase, ...kinds: Kind[]) =>
  one.clocks.filter(({ kind, closedAt }) => closedAt === null && kinds.includes(kind))

function finish(clock: ModelClock, at: number, how: 'done' | 'dropped'): void {
  const last = clock.stretches.at(-1)!
  const isLate = clock.dueAt < (last.rests ? last.from + 1 : at)
  clock.outcome = how === 'dropped' ? 'dropped' : isLate ? 'breached' : 'met'
  clock.closedAt = at
  last.to = Math.max(at, last.from)
}

/** A stretch that would end before it began, because a clock was set back, is empty. */
function turn(clock: ModelClock, at: number, rests: boolean, rules: Rules): void {
  const last = clock.stretches.at(-1)!
  if (last.rests === rests) return
  last.to = Math.max(at, last.from)
  clock.stretches.push({ from: at, to: null, rests })
  if (!rests) reckon(clock, rules)
}

/** One thing that happened, in the order of the journal. */
export function happen(one: ModelCase, { kind, at, data }: Entry, rules: Rules): void {
  const answers = open(one, 'first_answer', 'next_answer')
  const ofPromise = one.clocks.filter(({ promiseId }) => promiseId !== null && promiseId === data.promiseId)
  if (kind === 'case.created') {
    start(one, 'resolution', at, rules)
    start(one, 'first_answer', Date.parse(data.answerFrom as string), rules)
  } else if (kind === 'message.received') {
    const wasAnswered = one.clocks.some(
      (clock) => clock.kind.endsWith('answer') && (clock.outcome === 'met' || clock.outcome === 'breached'),
    )
    if (answers.length === 0)
      start(one, wasAnswered ? 'next_answer' : 'first_answer', Date.parse(data.receivedAt as string), rules)
    // Words of the customer end the wait for them, and what was finished begins anew.
    if (one.category === 'waiting_customer') one.category = 'open'
    for (const clock of open(one, 'resolution')) turn(clock, at, false, rules)
  } else if (kind === 'case.reopened') {
    one.category = 'open'
    if (open(one, 'resolution').length === 0) start(one, 'resolution', at, rules)
  } else if (kind === 'reply.logged') {
    for (const clock of answers) finish(clock, at, 'done')
  } else if (kind === 'case.status') {
    one.category = data.to as string
    const isOver = data.to === 'done' || data.to === 'closed'
    if (isOver) for (const clock of answers) finish(clock, at, 'dropped')
    if (isOver) for (const clock of open(one, 'resolution')) finish(clock, at, 'done')
    else {
      if (open(one, 'resolution').length === 0) start(one, 'resolution', at, rules)
      for (const clock of open(one, 'resolution')) turn(clock, at, data.to === 'waiting_customer', rules)
    }
  } else if (kind === 'promise.made') {
    start(one, 'next_update', at, rules, {
      id: data.promiseId as string,
      dueAt: Date.parse(data.dueAt as string),
    })
  } else if (kind === 'promise.kept') {
    for (const clock of ofPromise) finish(clock, at, 'done')
  } else if (kind === 'promise.replaced' || kind === 'promise.waived') {
    for (const clock of ofPromise) finish(clock, at, 'dropped')
  }
}

/** Other hours or limits: what runs is worked out anew. */
export function underOtherRules(one: ModelCase, rules: Rules): void {
  for (const clock of one.clocks) if (clock.closedAt === null) reckon(clock, rules)
}

/** What has to have been told by this moment, each once: also where it moved away and came back. */
export function tellUntil(one: ModelCase, now: number): void {
  const tell = (what: string) => void (one.told.includes(what) || one.told.push(what))
  for (const clock of one.clocks) {
    if (clock.closedAt !== null || clock.stretches.at(-1)!.rests) continue
    if (!clock.warned && clock.warnAt <= now) {
      clock.warned = true
      if (clock.dueAt > now) tell(`soon ${clock.kind} ${iso(clock.dueAt)}`)
    }
    if (!clock.breached && clock.dueAt <= now) {
      clock.breached = true
      if (clock.kind === 'resolution') tell(`late resolution ${iso(clock.dueAt)}`)
    }
  }
  const lateAt = Math.min(
    ...open(one, 'first_answer', 'next_answer', 'next_update').map(({ dueAt }) => dueAt),
    Number.POSITIVE_INFINITY,
  )
  const isOver = one.category === 'done' || one.category === 'closed'
  if (isOver || lateAt > now || lateAt === one.lastLateAt) return
  one.lastLateAt = lateAt
  tell(`late ${iso(lateAt)}`)
}

/** Whether nothing changes by itself in the next moments. */
export function isQuietAround(one: ModelCase, now: number, beforeMs: number, afterMs: number): boolean {
  return one.clocks.every((clock) =>
    [clock.dueAt, clock.warnAt].every((at) => clock.closedAt !== null || at < now - beforeMs || at > now + afterMs),
  )
}

export const iso = (at: number) => new Date(at).toISOString()
