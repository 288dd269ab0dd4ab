import { describe, expect, test } from 'vitest'
import { lastName } from './manner.ts'
import { buildDemo, type DemoCase, type DemoMessage } from './index.ts'

const hour = 3_600_000
/** A weekday morning, a Sunday night, the hour of summer time, New Year. */
const moments = ['2026-03-12T10:10:00Z', '2026-06-21T22:45:00Z', '2026-03-29T01:30:00Z', '2027-01-01T06:00:00Z']
const now = new Date(moments[0] as string)
const demo = buildDemo(now)
const staffByKey = new Map(demo.staff.map((member) => [member.key, member]))
const customerByKey = new Map(demo.customers.map((customer) => [customer.key, customer]))
const answers = demo.cases.flatMap((one) =>
  one.messages.flatMap((message) =>
    message.direction === 'out' && !message.bad && !message.loggedBy ? [{ one, message }] : [],
  ),
)

describe.each(moments)('sample company at %s', (moment) => {
  const at = new Date(moment)
  const { cases, mentions } = buildDemo(at)
  const unfinished = cases.filter((one) => !['done', 'closed'].includes(one.status))
  const inHand = unfinished.filter((one) => one.status !== 'waiting_customer')
  const dueHours = inHand.map((one) => ((one.nextUpdate?.dueAt.getTime() ?? Number.NaN) - at.getTime()) / hour)

  test('has 400 cases in the wanted states', () => {
    expect(cases).toHaveLength(400)
    expect(cases.filter((one) => one.written).length).toBeGreaterThanOrEqual(110)
    expectWithin(
      count(cases, (one) => one.language === 'en'),
      90,
      110,
    )
    expectWithin(
      count(cases, (one) => one.status === 'waiting_customer'),
      45,
      55,
    )
    expectWithin(
      count(cases, (one) => one.status === 'done' || one.status === 'closed'),
      235,
      265,
    )
    expectWithin(
      count(unfinished, (one) => one.owner === null),
      15,
      20,
    )
    expectWithin(
      count(cases, (one) => one.followUp !== null),
      10,
      14,
    )
    expect(mentions).toHaveLength(60)
  })

  test('gives every agent a living view', () => {
    const dull = ['mara', 'tolga', 'grace', 'owen', 'henrike'].filter((key) => {
      const open = count(inHand, (one) => one.owner === key)
      return open < 8 || open > 15
    })
    expect(dull).toEqual([])
  })

  test('promises around now', () => {
    expect(count(dueHours, (hours) => hours < 0)).toBe(10)
    expect(Math.min(...dueHours)).toBeGreaterThan(-24)
    expectWithin(
      count(dueHours, (hours) => hours >= 0 && hours <= 4),
      23,
      29,
    )
    expectWithin(
      count(dueHours, (hours) => hours > 4 && hours <= 36),
      35,
      75,
    )
    expect(Math.max(...dueHours)).toBeLessThan(130)
    for (const one of unfinished) expect(one.nextUpdate?.keptAt, one.key).toBeNull()
    expectWithin(
      count(cases, (one) => one.nextUpdate?.keptAt != null),
      35,
      80,
    )
    for (const one of cases) {
      const kept = one.nextUpdate?.keptAt
      if (kept) expect(kept.getTime(), one.key).toBeLessThanOrEqual(one.nextUpdate?.dueAt.getTime() ?? 0)
    }
  })

  test('promises a later time than the message that gives it', () => {
    const tooLate = unfinished.filter((one) => {
      const heldAt = one.messages.findLast((message) => message.holding)?.at
      return heldAt !== undefined && one.nextUpdate !== null && heldAt >= one.nextUpdate.dueAt
    })
    expect(tooLate.map((one) => one.key)).toEqual([])
  })

  test('lies in the last 14 days, in order', () => {
    for (const one of cases) {
      expect(at.getTime() - one.startedAt.getTime(), one.key).toBeLessThan(14 * 24 * hour)
      const times = one.messages.map((message) => message.at.getTime())
      expect(times, one.key).toEqual(times.toSorted((earlier, later) => earlier - later))
      expect(times.at(-1), one.key).toBeLessThan(at.getTime())
      if (one.endedAt) expect(one.endedAt.getTime(), one.key).toBeGreaterThanOrEqual(times.at(-1) ?? 0)
    }
  })

  test('leaves no slot open and no text empty', () => {
    for (const one of cases) {
      expect(`${one.subject} ${one.nextUpdate?.text}`, one.key).not.toMatch(/[{}]/)
      for (const message of one.messages) {
        expect(message.reply.length, one.key).toBeGreaterThan(5)
        expect(message.text, one.key).not.toMatch(/\{[a-z]|\[[^\]]*\|/i)
      }
    }
  })

  test('says nothing twice', () => {
    const said = cases.flatMap((one) => one.messages.map((message) => message.reply))
    expect(new Set(said).size).toBe(said.length)
  })
})

test('the same moment gives the same company', () => {
  expect(JSON.stringify(buildDemo(now))).toBe(JSON.stringify(demo))
})

test('names only what exists', () => {
  const topics = new Set(demo.topics.map((topic) => topic.key))
  const presences = new Map(demo.presences.map((presence) => [presence.key, presence]))
  const teams = new Set(demo.teams.map((team) => team.key))
  expectWithin(topics.size, 12, 18)
  expect(new Set(demo.cases.map((one) => one.key)).size).toBe(demo.cases.length)
  expect(new Set(demo.customers.map((customer) => customer.key)).size).toBe(demo.customers.length)
  const identities = demo.customers.flatMap(({ identities: own }) => own.filter(({ kind }) => kind !== 'name'))
  expect(new Set(identities.map(({ value }) => value)).size).toBe(identities.length)
  for (const topic of demo.topics) if (topic.parent) expect(topics).toContain(topic.parent)
  for (const one of demo.cases) {
    expect(topics, one.key).toContain(one.topic)
    expect(teams, one.key).toContain(one.team)
    expect(presences.has(one.presence), one.key).toBe(true)
    expect(customerByKey.has(one.customer), one.key).toBe(true)
    if (one.owner) expect(staffByKey.get(one.owner)?.teams, one.key).toContain(one.team)
    for (const message of one.messages) {
      if (message.sender) expect(customerByKey.has(message.sender), one.key).toBe(true)
      if (message.from !== 'customer') expect(staffByKey.has(message.from), one.key).toBe(true)
    }
  }
  const keys = new Set(demo.cases.map((one) => one.key))
  for (const merge of demo.caseMerges) expect(keys.has(merge.from) && keys.has(merge.into)).toBe(true)
  for (const merge of demo.customerMerges)
    expect(customerByKey.has(merge.from) && customerByKey.has(merge.into)).toBe(true)
  for (const { customers } of demo.linkProposals) for (const key of customers) expect(customerByKey.has(key)).toBe(true)
})

test('every customer can be answered where they wrote', () => {
  const needed: Record<string, string> = {
    'mail-service': 'email',
    'mail-rechnung': 'email',
    form: 'email',
    phone: 'phone',
    'found-bluesky': 'bluesky',
    'found-fediverse': 'fediverse',
  }
  const unreachable = demo.cases.filter((one) => {
    const kind = needed[one.presence]
    const has = customerByKey.get(one.customer)?.identities.map((identity) => identity.kind as string)
    return kind !== undefined && !has?.includes(kind)
  })
  expect(unreachable.map((one) => `${one.key} ${one.customer}`)).toEqual([])
})

test('uses addresses and numbers that belong to nobody', () => {
  const fictional =
    /^\+49 (30 23125|40 66969|69 90009|221 4710|89 99998) \d{3}$|^\+49 171 39200 \d\d$|^\+44 7700 900\d{3}$/
  for (const { identities } of demo.customers) {
    for (const { kind, value } of identities) {
      if (kind === 'email') expect(value).toMatch(/@[a-z.-]+\.(example|test)$/)
      if (kind === 'phone') expect(value).toMatch(fictional)
    }
  }
  expect(JSON.stringify(demo.cases)).not.toMatch(/https?:\/\/(?![a-z.-]+\.example)/)
})

describe('answers', () => {
  test('greet, name the customer and sign with a name', () => {
    for (const { one, message } of answers) {
      const customer = customerByKey.get(one.customer)
      const member = message.from === 'customer' ? undefined : staffByKey.get(message.from)
      if (!customer || !member) throw new Error(one.key)
      expect(message.reply, one.key).toContain(member.name.split(' ')[0])
      if (isPublic(message)) continue
      const greeted = one.messages.some(({ reply }) => reply === message.reply) && message.reply.split('\n')[0]
      expect(greeted, one.key).toMatch(/^(Guten Tag|Hallo|Hello|Dear) /)
      expect(
        [lastName(customer), customer.name].some((name) => String(greeted).includes(name)),
        one.key,
      ).toBe(true)
    }
  })

  test('say something that can be held to: a figure or a date, and until when if it takes longer', () => {
    for (const { one, message } of answers) {
      if (one.kind === 'praise' || isPublic(message)) continue
      expect(message.reply, one.key).toMatch(/\d|heute|morgen|today|tomorrow/)
      if (message.holding) expect(message.reply, one.key).toMatch(/\d Uhr|\d (am|pm)|\d\. [A-Z]/)
    }
  })

  test('send nobody away and put nobody off', () => {
    const noGo =
      /per E-Mail an|unsere Hotline|weitergeleitet|zuständige (Fach)?abteilung|etwas Geduld|unaufgefordert|ist uns wichtig|contact us by e-mail|call our hotline|has been forwarded|value your patience/i
    for (const { one, message } of answers) expect(message.reply, one.key).not.toMatch(noGo)
    const bad = demo.cases.flatMap((one) => one.messages).filter((message) => message.bad)
    expect(bad).toHaveLength(6)
  })

  test('keep to Sie or du', () => {
    for (const { one, message } of answers) {
      if (one.language !== 'de') continue
      const formal = /\b(Sie|Ihnen|Ihr|Ihre[mnrs]?)\b/.test(message.reply)
      const familiar = /\b(du|dich|dir|deine?[mnrs]?|euch|euer|eure[mnrs]?)\b/i.test(message.reply)
      expect(formal && familiar, `${one.key}: ${message.reply}`).toBe(false)
    }
  })

  test('fit the network they are posted in', () => {
    const segments = new Intl.Segmenter('de', { granularity: 'grapheme' })
    const limits: Record<string, number> = { 'found-bluesky': 300, 'found-fediverse': 500 }
    const tooLong = answers.filter(({ message }) => {
      return [...segments.segment(message.reply)].length > (limits[message.presence] ?? 10_000)
    })
    expect(tooLong.map(({ one }) => one.key)).toEqual([])
  })
})

test('shows each hard corner once', () => {
  const messages = demo.cases.flatMap((one) => one.messages)
  expect(count(messages, ({ delivery }) => delivery?.state === 'failed')).toBe(1)
  expect(count(messages, ({ delivery }) => delivery?.state === 'unclear')).toBe(1)
  expectWithin(demo.quarantine.length, 5, 6)
  expect(demo.linkProposals).toHaveLength(2)
  expect(demo.caseMerges).toHaveLength(1)
  expect(demo.cases.filter((one) => one.tags.includes('lumo-2')).length).toBeGreaterThanOrEqual(15)
  const channels = (one: DemoCase) => new Set(one.messages.map(({ presence }) => presence)).size
  expect(demo.cases.some((one) => channels(one) === 3)).toBe(true)
  expect(demo.cases.some((one) => (one.reach ?? 0) > 40_000)).toBe(true)
})

test('attachments are the files they claim to be', () => {
  const starts: Record<string, string> = {
    'application/pdf': '%PDF-1.4',
    'image/png': '\u0089PNG',
    'text/calendar': 'BEGIN:VCALENDAR',
    'text/plain': '',
  }
  const files = demo.cases.flatMap((one) => one.messages.flatMap((message) => message.attachments))
  expect(files.length).toBeGreaterThan(20)
  for (const { name, type, bytes } of files) {
    expect(
      Buffer.from(bytes)
        .toString('latin1')
        .startsWith(starts[type] ?? 'unknown'),
      name,
    ).toBe(true)
    expectWithin(bytes.length, 20, 4_000, name)
  }
})

function isPublic(message: DemoMessage): boolean {
  return message.presence.startsWith('found-') || message.presence.startsWith('feed-')
}

function count<T>(items: readonly T[], is: (item: T) => boolean): number {
  return items.filter(is).length
}

function expectWithin(value: number, from: number, to: number, what?: string) {
  expect(value, what).toBeGreaterThanOrEqual(from)
  expect(value, what).toBeLessThanOrEqual(to)
}
