import { CaseFile, type CaseFileWish } from '@resonanz/contracts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rows, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { makeBareCase } from '../../../../../tests/cases.ts'
import { testDatabase } from '../../../../../tests/database.ts'
import { type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { documentOf } from './document.ts'
import { nameEmoji } from './emoji.ts'
import { caseFileJson, caseFilePdf } from './export-case.ts'
import { redact } from './redact.ts'

let deps: Deps
let house: House
let caseId: string

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  house = (await makeCast(deps)).nordlicht
  caseId = await newCase()
  await say(caseId, 'in', 'Meine IBAN ist DE89 3704 0044 0532 0130 00 😡😡. Ich bin Jana Berger.')
  await say(caseId, 'out', 'Guten Tag Frau Berger, wir prüfen das. Ihr Jonas Meier', house.agent.memberId)
  await run(
    deps.db.system,
    sql`insert into note (workspace_id, id, case_id, author_id, text) values (${house.workspaceId}, ${deps.newId()}, ${caseId}, ${house.agent.memberId}, 'Nur für uns: Berger ruft oft an.')`,
  )
})
afterAll(() => deps.db.close())

const wish = (over: Partial<CaseFileWish> = {}): CaseFileWish => ({
  language: 'de',
  purpose: 'customer-request',
  note: '',
  leaveOut: '',
  mask: '',
  ...over,
})

async function newCase(): Promise<string> {
  return makeBareCase(deps, house, { title: 'Erstattung für Jana Berger' })
}

let said = 0
async function say(of: string, direction: 'in' | 'out', text: string, memberId: string | null = null) {
  said += 1
  const [threadId, id] = [deps.newId(), deps.newId()]
  const db = deps.db.system
  await run(
    db,
    sql`insert into thread (workspace_id, id, presence_id, channel, external_key, case_id) values (${house.workspaceId}, ${threadId}, ${house.presenceId}, 'email', ${`t${said}`}, ${of})`,
  )
  await run(
    db,
    sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, author_member_id, author_name, text, occurred_at)
      values (${house.workspaceId}, ${id}, ${threadId}, ${house.presenceId}, 'email', ${direction}, ${`m${said}`}, ${memberId}, ${direction === 'in' ? 'Jana Berger' : 'Jonas Meier'}, ${text}, now())`,
  )
  await run(
    db,
    sql`insert into case_message (workspace_id, case_id, message_id, at) values (${house.workspaceId}, ${of}, ${id}, now() + make_interval(secs => ${said}))`,
  )
}

const paper = async (over: Partial<CaseFileWish> = {}, of = caseId) => {
  const { bytes, name } = await caseFilePdf(deps, house.lead, of, wish(over))
  return { bytes, name, text: bytes.subarray(0, 5).toString('latin1') }
}

describe('case file', () => {
  test('holds what was said, by whom, and is journalled with its purpose', async () => {
    const file = await caseFileJson(deps, house.lead, caseId, wish({ purpose: 'court', note: 'Az. 12' }))
    expect(CaseFile.parse(file)).toEqual(file)
    expect(file.messages.map(({ author, direction }) => [author, direction])).toEqual([
      ['Jana Berger', 'in'],
      ['Jonas Meier', 'out'],
    ])
    expect(file.notes).toHaveLength(1)
    const told = await rows<{ data: object; actor_id: string }>(
      deps.db.system,
      sql`select data, actor_id from journal where subject_id = ${caseId} and kind = 'case.exported' order by seq desc limit 1`,
    )
    expect(told).toEqual([
      {
        actor_id: house.lead.memberId,
        data: { format: 'json', purpose: 'court', note: 'Az. 12', leftOut: [], masked: [] },
      },
    ])
  })

  test('says what was promised and what proved it, masked like every word', async () => {
    const promised = await newCase()
    await run(
      deps.db.system,
      sql`insert into promise (workspace_id, id, case_id, kind, what, text, due_at, made_by, state, settled_at, proof_kind, proof_words) values
        (${house.workspaceId}, ${deps.newId()}, ${promised}, 'return_of_originals', 'Belege von Jana Berger', '', now(), ${house.agent.memberId}, 'kept', now(), 'words', 'Einschreiben an Berger')`,
    )
    const of = async (mask: string) => (await caseFileJson(deps, house.lead, promised, wish({ mask }))).promises
    expect(await of('')).toMatchObject([
      {
        kind: 'return_of_originals',
        what: 'Belege von Jana Berger',
        proofKind: 'words',
        proof: 'Einschreiben an Berger',
      },
    ])
    expect(JSON.stringify(await of('customer'))).not.toContain('Berger')
    expect((await paper({}, promised)).text).toBe('%PDF-')
  })

  test('what is left out is not in it; what is masked stands nowhere, in no spelling', async () => {
    const file = await caseFileJson(
      deps,
      house.lead,
      caseId,
      wish({ leaveOut: 'notes,events', mask: 'customer,agents,personal-data' }),
    )
    // But for its id: that may hold any of these digits.
    const all = JSON.stringify({ ...file, case: { ...file.case, id: '' } })
    expect([file.notes, file.events]).toEqual([[], []])
    for (const hidden of ['Berger', 'Jana', 'DE89', '0532', 'Jonas', 'Meier', 'Selma'])
      expect(all).not.toContain(hidden)
    expect(file.case.title).toBe('Erstattung für [Kunde]')
    expect(file.messages[0]!.text).toContain('[IBAN]')
    expect(file.people.customer).toBe('[Kunde]')
  })

  test('names with signs in them are names all the same', async () => {
    const odd = await newCase()
    await run(deps.db.system, sql`update cases set contact_name = 'Ann-Kathrin (K-12) O’Neil*' where id = ${odd}`)
    const file = await caseFileJson(deps, house.lead, odd, wish({ mask: 'customer' }))
    expect(file.people.customer).not.toMatch(/Ann|Kathrin|Neil/)
  })

  test('links name nobody when the customer is masked, and no sign of a stranger looks like a bar of ours', async () => {
    const odd = await newCase()
    await say(odd, 'in', 'Echt \ue000Geheim\ue001 wahr')
    await run(
      deps.db.system,
      sql`update message set permalink = 'https://netz.example/@janaberger/1' where id in (select message_id from case_message where case_id = ${odd})`,
    )
    await run(
      deps.db.system,
      sql`update cases set found_where = 'siehe https://netz.example/@janaberger' where id = ${odd}`,
    )
    const file = await caseFileJson(deps, house.lead, odd, wish({ mask: 'customer' }))
    expect(JSON.stringify(file)).not.toContain('janaberger')
    expect(file.messages[0]!.permalink).toBe('https://netz.example/…')
    expect(redact(await caseFileJson(deps, house.lead, odd, wish()), [], 'bar').messages[0]!.text).toBe(
      'Echt Geheim wahr',
    )
  })

  test('an amount has the decimals of its currency', async () => {
    const file = await caseFileJson(deps, house.lead, caseId, wish())
    const given = {
      kind: 'refund',
      amountMinor: 1500,
      what: '',
      reason: 'x',
      state: 'granted',
      by: '',
      at: file.madeAt,
    }
    const goodwill = ['JPY', 'EUR', 'KWD'].map((currency) => ({ ...given, currency }) as CaseFile['goodwill'][number])
    const shown = JSON.stringify(documentOf({ ...file, language: 'en', goodwill }, 'UTC')).replaceAll(/\s/g, ' ')
    for (const amount of ['¥1,500', '€15.00', 'KWD 1.500']) expect(shown).toContain(amount)
  })

  test('a part that is not known is refused, not passed over', async () => {
    await expect(caseFileJson(deps, house.lead, caseId, wish({ mask: 'costumer' }))).rejects.toMatchObject({
      code: 'invalid-input',
    })
  })

  test('as PDF in both languages, with bars, and black words are not in the file', async () => {
    for (const language of ['de', 'en'] as const) {
      const open = await paper({ language })
      expect(open.text).toBe('%PDF-')
      const masked = await paper({ language, mask: 'customer,agents,personal-data' })
      expect(masked.name).toMatch(/^resonanz-\d+-(fallakte|case-file)\.pdf$/)
      expect(masked.bytes.length).toBeGreaterThan(10_000)
    }
  })

  test('a case beyond reason is refused before it is read', async () => {
    const huge = await newCase()
    await say(huge, 'in', 'x')
    await run(
      deps.db.system,
      sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, author_name, text, occurred_at)
        select workspace_id, gen_random_uuid(), thread_id, presence_id, channel, direction, 'huge-' || n, author_name, repeat('Wort ', 200000), now()
        from message m, generate_series(1, 41) n where m.id = (select message_id from case_message where case_id = ${huge})`,
    )
    await run(
      deps.db.system,
      sql`insert into case_message (workspace_id, case_id, message_id, at) select workspace_id, ${huge}, id, now() from message where external_id like 'huge-%'`,
    )
    await expect(caseFileJson(deps, house.lead, huge, wish())).rejects.toMatchObject({ code: 'too-large' })
    await expect(paper({}, huge)).rejects.toMatchObject({ code: 'too-large' })
  })

  test('500 messages with endless words and links', async () => {
    const many = await newCase()
    for (let n = 0; n < 500; n += 1)
      await say(
        many,
        n % 2 ? 'out' : 'in',
        `Nachricht ${n} https://shop.example/${'a'.repeat(300)} ${'x'.repeat(400)} 🙈 سلام`,
      )
    const { bytes } = await paper({}, many)
    expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-')
    const pages = bytes.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0
    expect(pages).toBeGreaterThan(50)
  })
})

test('emoji are named, repeated ones counted, letters left alone', () => {
  expect(nameEmoji('Toll 😡😡😡 wirklich 👍🏽', 'de')).toBe('Toll [wütend ×3] wirklich [Daumen hoch]')
  expect(nameEmoji('Ok 🦄 © 2026 #1', 'en')).toBe('Ok [Emoji] © 2026 #1')
})

test('signs made to be slow are not, and look like no face of ours', () => {
  // What it computed, not how long it had to wait for its turn.
  const from = process.cpuUsage()
  expect(nameEmoji('\u0001'.repeat(300_000), 'de')).toBe('')
  expect(nameEmoji('\u0001wütend\u0002 👍', 'de')).toBe('wütend [Daumen hoch]')
  const { user, system } = process.cpuUsage(from)
  expect((user + system) / 1_000).toBeLessThan(1_000)
})
