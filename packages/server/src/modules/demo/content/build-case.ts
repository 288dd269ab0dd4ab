import { atDaytime, awake, clock, nextStaffed, shortDate, staffed, workdayAfter, writingWeight } from './calendar.ts'
import { presences, staff } from './company.ts'
import { customers } from './customers.ts'
import { handleOf, inHouseManner } from './manner.ts'
import type { Random } from './prng.ts'
import { fillDates } from './spin.ts'
import { html } from './html.ts'
import type {
  DemoCase,
  DemoCustomer,
  DemoMessage,
  DemoPresence,
  DemoStaff,
  Language,
  StaffKey,
  TeamKey,
} from './types.ts'
import type { Utterance, WrittenCase } from './write.ts'

const minute = 60_000
const hour = 60 * minute

const customerByKey = new Map(customers.map((customer) => [customer.key, customer]))
const staffByKey = new Map(staff.map((member) => [member.key, member]))
const presenceByKey = new Map(presences.map((presence) => [presence.key, presence]))

/** Puts a written conversation into time and into the house's manner. `dueInHours` is where the plan wants its promise. */
export function buildCase(written: WrittenCase, now: Date, dueInHours: number | null, random: Random): DemoCase {
  const customer = customerOf(written)
  const language = written.language ?? customer.language
  const times = timesOf(written, now, written.due ?? dueInHours, random)
  const nextUpdate = promiseOf(written, times, now, dueInHours, random)
  const messages: DemoMessage[] = []
  for (const [index, utterance] of written.say.entries()) {
    const at = times[index] as Date
    messages.push(buildMessage(written, utterance, at, customer, language, nextUpdate?.dueAt ?? null, messages))
  }
  const isEnded = written.status === 'done' || written.status === 'closed'
  const lastAt = times.at(-1) as Date
  const endedAt = isEnded ? new Date(Math.min(lastAt.getTime() + 4 * minute, now.getTime())) : null
  return {
    key: written.key,
    presence: written.presence,
    customer: written.customer,
    language,
    subject: fillDates(written.subject, times[0] as Date, language, null),
    topic: written.topic,
    kind: written.kind,
    priority: written.priority ?? 'normal',
    status: written.status,
    owner: written.owner,
    team: teamOf(written),
    tags: written.tags ?? [],
    startedAt: times[0] as Date,
    messages,
    followUp: written.followUp ? { at: hoursFrom(now, written.followUp[0]), reason: written.followUp[1] } : null,
    nextUpdate,
    particulars: written.particulars ?? null,
    reach: written.reach ?? null,
    endedAt,
    wishedAnswer: written.wishedAnswer ?? null,
    written: written.template === undefined,
    template: written.template ?? null,
  }
}

export function presenceOf(key: string): DemoPresence {
  return found(presenceByKey.get(key as DemoPresence['key']), key)
}

/** Billing topics belong to billing, public posts to social media; an owner outside that team brings the case to theirs. */
export function teamOf(written: Pick<WrittenCase, 'team' | 'topic' | 'presence' | 'owner'>): TeamKey {
  const isBilling = ['refund', 'subscription', 'invoice', 'inspection'].includes(written.topic)
  const natural = presenceOf(written.presence).public ? 'social' : isBilling ? 'rechnung' : 'kundenservice'
  const team = written.team ?? natural
  if (written.owner === null) return team
  const teams = memberOf(written.owner).teams
  return teams.includes(team) ? team : found(teams[0], written.owner)
}

function customerOf(written: WrittenCase): DemoCustomer {
  return found(customerByKey.get(written.customer), written.customer)
}

function memberOf(key: StaffKey): DemoStaff {
  return found(staffByKey.get(key), key)
}

/** When each message was written: people by the course of the day, members while the service is staffed, all in the past. */
function timesOf(written: WrittenCase, now: Date, dueInHours: number | null, random: Random): Date[] {
  const spanHours = written.say.reduce((sum, { after }) => sum + after, 0) / 60
  const start = startOf(written, now, spanHours, random)
  const isOverdue = dueInHours !== null && dueInHours < 0
  // A promise was given before it fell due.
  const latestHold = isOverdue ? hoursFrom(now, dueInHours - 0.25) : now
  const withinHours = timed(written, start, now, latestHold, random) ?? timed(written, start, now, latestHold, null)
  return withinHours ?? squeezed(written, start, latestHold)
}

function startOf(written: WrittenCase, now: Date, spanHours: number, random: Random): Date {
  const earliest = Math.max(written.ago[0], spanHours + 0.1)
  const latest = Math.max(written.ago[1], earliest + 0.5)
  const byHand = ['phone', 'letter', 'visit'].includes(written.presence)
  let at = now
  for (let attempt = 0; attempt < 40; attempt++) {
    at = new Date(now.getTime() - random.between(earliest, latest) * hour)
    if (byHand ? staffed(at) : random.chance(writingWeight(at))) return at
  }
  return at
}

function timed(written: WrittenCase, start: Date, now: Date, latestHold: Date, random: Random | null): Date[] | null {
  const times: Date[] = []
  let at = start
  for (const [index, { after, from, loggedBy }] of written.say.entries()) {
    const wanted = new Date(at.getTime() + after * minute)
    const isOurs = from !== 'customer' || loggedBy !== undefined
    if (random === null || index === 0) at = wanted
    else at = isOurs ? whenStaffed(wanted, random) : awake(wanted)
    times.push(at)
  }
  const heldAt = times[written.say.findLastIndex((utterance) => utterance.holding)]
  if (heldAt !== undefined && heldAt > latestHold) return null
  return at.getTime() <= now.getTime() - minute ? times : null
}

/** What comes in at night is answered in the course of the morning, not by everybody at seven sharp. */
function whenStaffed(wanted: Date, random: Random): Date {
  const at = nextStaffed(wanted)
  return at.getTime() === wanted.getTime() ? at : new Date(at.getTime() + random.between(2, 170) * minute)
}

/** The same order in less time, for cases that began shortly before their end. */
function squeezed(written: WrittenCase, start: Date, end: Date): Date[] {
  const span = written.say.reduce((sum, { after }) => sum + after, 0) * minute
  const room = end.getTime() - start.getTime() - 2 * minute
  let passed = 0
  return written.say.map(({ after }) => {
    passed += after * minute
    return new Date(start.getTime() + (passed * room) / span)
  })
}

function promiseOf(
  written: WrittenCase,
  times: Date[],
  now: Date,
  dueInHours: number | null,
  random: Random,
): DemoCase['nextUpdate'] {
  const heldAt = written.say.findLastIndex((utterance) => utterance.holding)
  const by = heldAt >= 0 ? (written.say[heldAt]?.from as StaffKey) : (written.owner ?? 'receipt')
  if (written.status === 'done' || written.status === 'closed') {
    const keptIndex = written.say.findIndex((utterance, index) => index > heldAt && utterance.direction === 'out')
    const keptAt = times[keptIndex]
    if (heldAt < 0 || keptAt === undefined || written.promise === undefined) return null
    return {
      dueAt: toFive(new Date(keptAt.getTime() + random.between(6, 150) * minute)),
      text: written.promise,
      by,
      keptAt,
    }
  }
  if (written.promise === undefined) throw new Error(`an open case needs a promise: ${written.key}`)
  const dueAt = dueOf(written, times, now, dueInHours)
  return { dueAt: toFive(dueAt), text: written.promise, by: written.status === 'new' ? 'receipt' : by, keptAt: null }
}

/** A receipt promises a day; a question to the customer names the day we ask again; the rest is told or planned. */
function dueOf(written: WrittenCase, times: Date[], now: Date, dueInHours: number | null): Date {
  if (written.due !== undefined) return hoursFrom(now, written.due)
  if (written.status === 'new') return new Date((times[0] as Date).getTime() + 24 * hour)
  const asked = written.say.findLastIndex((utterance) => utterance.direction === 'out')
  const days = written.say[asked]?.text.match(/\{w\+(\d+)\}/g)?.at(-1)
  if (written.status === 'waiting_customer' && days !== undefined) {
    return atDaytime(workdayAfter(times[asked] as Date, Number(days.slice(3, -1))))
  }
  if (dueInHours === null) throw new Error(`nobody planned a promise: ${written.key}`)
  return dueInHours > 4 ? atDaytime(hoursFrom(now, dueInHours)) : hoursFrom(now, dueInHours)
}

function buildMessage(
  written: WrittenCase,
  utterance: Utterance,
  at: Date,
  customer: DemoCustomer,
  language: Language,
  dueAt: Date | null,
  before: DemoMessage[],
): DemoMessage {
  const { from, direction } = utterance
  const presence = utterance.presence ?? written.presence
  const body = withNames(fillDates(utterance.text, at, direction === 'note' ? 'de' : language, dueAt))
  const isAnswer = from !== 'customer' && direction === 'out' && !utterance.raw
  const reply = isAnswer ? inHouseManner(body, memberOf(from), customer, presence, language, written.du ?? false) : body
  const signed = utterance.signature ? `${reply}\n\n-- \n${utterance.signature}` : reply
  const text = utterance.quote ? `${signed}\n\n${quoted(before, language)}` : signed
  return {
    from,
    sender: from === 'customer' ? (utterance.sender ?? customer.key) : null,
    direction,
    at,
    presence,
    text,
    html: utterance.html ? html(text) : null,
    attachments: utterance.files?.(at) ?? [],
    reply,
    loggedBy: utterance.loggedBy ?? null,
    mentions: direction === 'note' ? namedIn(utterance.text) : [],
    holding: utterance.holding ?? false,
    delivery: direction === 'out' ? (utterance.delivery ?? { state: 'delivered' }) : null,
    link: direction === 'in' ? linkOf(written, presence, utterance.sender, customer, before.length) : null,
    bad: utterance.bad ?? false,
  }
}

/** Where the public post stands: under the name it was written with. */
function linkOf(
  written: WrittenCase,
  presence: DemoMessage['presence'],
  sender: string | undefined,
  customer: DemoCustomer,
  index: number,
): string | null {
  if (index === 0 && written.link) return written.link
  if (!presence.startsWith('found-')) return null
  const author = sender === undefined ? customer : found(customerByKey.get(sender), sender)
  const handle = handleOf(author, presence)
  let mark = index
  for (const letter of written.key) mark = (mark * 31 + letter.charCodeAt(0)) % 900_000
  return presence === 'found-bluesky'
    ? `https://bluesky.example/profile/${handle.slice(1)}/post/3k${mark.toString(36)}`
    : `https://social.example/${handle.replace(/@social\.example$/, '')}/${11_100_000 + mark}`
}

/** The last answer of ours below the customer's own words, as mail programs put it. */
function quoted(before: DemoMessage[], language: Language): string {
  const last = before.findLast((message) => message.direction === 'out')
  if (last === undefined || last.from === 'customer') return ''
  const { name } = memberOf(last.from)
  const { address } = presenceOf(last.presence)
  const intro =
    language === 'de'
      ? `Am ${shortDate(last.at, 'de')} um ${clock(last.at, 'de')} schrieb ${name} <${address}>:`
      : `On ${shortDate(last.at, 'en')} at ${clock(last.at, 'en')}, ${name} <${address}> wrote:`
  return `${intro}\n${last.reply.replace(/^/gm, '> ')}`
}

const nameMark = /@(henrike|jonte|nadia|falk|mara|tolga|grace|owen|brigitte)\b/g

function withNames(text: string): string {
  return text.replace(nameMark, (_, key: StaffKey) => `@${memberOf(key).name}`)
}

function namedIn(text: string): StaffKey[] {
  return [...new Set([...text.matchAll(nameMark)].map((match) => match[1] as StaffKey))]
}

function hoursFrom(now: Date, hours: number): Date {
  return new Date(now.getTime() + hours * hour)
}

/** Nobody promises 14:03. */
function toFive(at: Date): Date {
  return new Date(Math.ceil(at.getTime() / (5 * minute)) * 5 * minute)
}

function found<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`sample data names something missing: ${name}`)
  return value
}
