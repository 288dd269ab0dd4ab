import { fillTemplate, type ModuleVariant, placeholdersIn, type TextModule } from '@resonanz/contracts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { one, rows } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { sendReply } from '#replies'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { exportCsv, exportModules, importModules } from './carry.ts'
import { checkVariants } from './check-variants.ts'
import { modulesOfCase } from './of-case.ts'
import { modulesFromCsv } from './portable.ts'
import { listModules, listVersions } from './read.ts'
import { createModule, removeModule, saveModule } from './save.ts'
import { initialsOf } from './values.ts'

let deps: Deps
let cast: Cast
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
})
afterAll(() => deps.db.close())

const variant = (text: string, more: Partial<ModuleVariant> = {}): ModuleVariant => ({
  language: 'de',
  addressForm: 'any',
  length: 'long',
  audience: 'any',
  text,
  ...more,
})
type Input = Parameters<typeof createModule>[2]
const input = (title: string, variants: ModuleVariant[], more: Partial<Input> = {}): Input => ({
  title,
  folder: '',
  topicId: null,
  channels: [],
  variants,
  isActive: true,
  validUntil: null,
  ownerId: null,
  isPersonal: false,
  ...more,
})
const save = (by: Actor, module: TextModule, more: Partial<Input> & { basedOn?: number; despite?: string }) => {
  const { title, folder, topicId, channels, variants, isActive, validUntil } = module
  return saveModule(deps, by, module.id, {
    title,
    folder,
    topicId,
    channels,
    variants,
    isActive,
    validUntil,
    ownerId: module.owner?.id ?? null,
    basedOn: module.version,
    ...more,
  })
}
async function newCase(text = 'Wo bleibt meine Rückerstattung? Ich warte auf mein Geld.', author = 'Eva Wagner') {
  const w = cast.nordlicht.workspaceId
  const db = deps.db.system
  const [presence, thread, message, caseId, identity, customer] = Array.from({ length: 6 }, () => deps.newId())
  await sql`insert into presence (workspace_id, id, kind, name, address, settings) values (${w}, ${presence}, 'email', 'Post', ${`post-${presence}@nordlicht.example`}, '{}')`.execute(
    db,
  )
  await sql`insert into customer (workspace_id, id, name, salutation, number) values (${w}, ${customer}, ${author}, 'Frau', ${`K-${customer!.slice(-6)}`})`.execute(
    db,
  )
  await sql`insert into identity (workspace_id, id, kind, scope, key, display) values (${w}, ${identity}, 'email', '', ${`${identity}@kundin.example`}, ${`${identity}@kundin.example`})`.execute(
    db,
  )
  await sql`insert into cases (workspace_id, id, number, title, channel, visibility, customer_id, identity_id, contact_name, language, presence_id, last_message_id) values
    (${w}, ${caseId}, (select coalesce(max(number), 2000) + 1 from cases where workspace_id = ${w}), 'Rückerstattung', 'email', 'private', ${customer}, ${identity}, ${author}, 'de', ${presence}, ${message})`.execute(
    db,
  )
  await sql`insert into thread (workspace_id, id, presence_id, channel, external_key, identity_id, case_id) values (${w}, ${thread}, ${presence}, 'email', ${thread}, ${identity}, ${caseId})`.execute(
    db,
  )
  await sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, nature, external_id, identity_id, author_name, text, occurred_at) values
    (${w}, ${message}, ${thread}, ${presence}, 'email', 'in', 'message', ${message}, ${identity}, ${author}, ${text}, now())`.execute(
    db,
  )
  await sql`insert into case_message (workspace_id, case_id, message_id, at) values (${w}, ${caseId}, ${message}, now())`.execute(
    db,
  )
  return { caseId: caseId!, threadId: thread!, messageId: message! }
}

test('every change is a version; who looks after them may change those of the house, everybody their own', async () => {
  const { lead, agent, reader, admin } = cast.nordlicht
  const made = await createModule(deps, lead, input('Versand', [variant('Ihr Paket ist unterwegs.')]))
  expect(made).toMatchObject({ version: 1, isPersonal: false, uses: 0, owner: { id: lead.memberId }, mayChange: true })
  expect((await save(lead, made, {})).version).toBe(1)
  const next = await save(admin, made, { variants: [variant('Ihr Paket ist auf dem Weg zu Ihnen.')] })
  expect(next.version).toBe(2)
  await expect(save(lead, made, { title: 'Anders' })).rejects.toMatchObject({ code: 'conflict', extra: { version: 2 } })
  await expect(save(agent, next, { title: 'Anders' })).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(createModule(deps, agent, input('Haus', [variant('Ja.')]))).rejects.toMatchObject({
    code: 'not-allowed',
  })
  const own = await createModule(deps, agent, input('Meiner', [variant('Moin.')], { isPersonal: true }))
  const listed = async (who: Actor) => (await listModules(deps, who)).items.map(({ title }) => title)
  expect(await listed(agent)).toEqual(expect.arrayContaining(['Meiner', 'Versand']))
  expect(await listed(lead)).not.toContain('Meiner')
  await expect(save(lead, own, { title: 'Deiner' })).rejects.toMatchObject({ code: 'not-found' })
  await expect(removeModule(deps, cast.suedwind.owner, next.id)).rejects.toMatchObject({ code: 'not-found' })
  expect((await listVersions(deps, reader, made.id)).items.map(({ version }) => version)).toEqual([2, 1])
  await removeModule(deps, lead, made.id)
  expect(await listed(agent)).not.toContain('Versand')
  const told = await rows<{ data: { moduleId: string; version: number; isRemoved: boolean } }>(
    deps.db.system,
    sql`select data from journal where kind = 'text-module.changed' order by seq`,
  )
  expect(told.map(({ data }) => [data.moduleId === made.id, data.version, data.isRemoved])).toEqual([
    [true, 1, false],
    [true, 2, false],
    [true, 2, true],
  ])
})

test('a text that must not be sent is no text module, unless who has the right says why', async () => {
  const { agent, lead } = cast.nordlicht
  const noGo = [variant('Bitte wenden Sie sich an unsere Hotline.', { audience: 'public' })]
  const { findings } = await checkVariants(deps, agent, { variants: noGo, channels: [] })
  const found = findings.find(({ level }) => level === 'warning')
  expect(noGo[0]!.text.slice(found!.start, found!.end)).not.toBe('')
  const wish = (more: Partial<Input>) => input('Abwimmeln', noGo, more)
  const stop = [variant('IBAN DE02 1203 0000 0000 2020 51', { audience: 'public' })]
  const own = { isPersonal: true, variants: stop, despite: 'Darum' }
  await expect(createModule(deps, agent, wish(own))).rejects.toMatchObject({ code: 'guideline-stop' })
  await expect(createModule(deps, lead, wish({ variants: stop }))).rejects.toMatchObject({ code: 'guideline-warning' })
  await expect(createModule(deps, lead, wish({}))).rejects.toMatchObject({ code: 'guideline-warning' })
  const made = await createModule(deps, lead, wish({ despite: 'Nur für die Nacht der Störung' }))
  const [entry] = await rows<{ data: { reason?: string } }>(
    deps.db.system,
    sql`select data from journal where kind = 'text-module.changed' and data->>'moduleId' = ${made.id}`,
  )
  expect(entry!.data.reason).toBe('Nur für die Nacht der Störung')
})

test('in a case: the variant that fits, what the words of the customer speak for, and the values', async () => {
  const { lead, agent } = cast.nordlicht
  await createModule(
    deps,
    lead,
    input('Rückerstattung angestoßen', [
      variant('{{customer.greeting}}, Ihr Geld ist in {{case.promisedAt}} da. Fall {{case.number}}', {
        addressForm: 'sie',
      }),
      variant('Hallo {{customer.firstName}}, dein Geld kommt.', { addressForm: 'du' }),
      variant('Your refund is on its way.', { language: 'en' }),
      variant('Geld kommt. ^{{agent.initials}}', { length: 'short', audience: 'public' }),
    ]),
  )
  await createModule(deps, lead, input('Abgelaufen', [variant('Rückerstattung alt')], { validUntil: '2020-01-01' }))
  await createModule(deps, lead, input('Nur Feed', [variant('Rückerstattung öffentlich')], { channels: ['feed'] }))
  const { caseId, threadId } = await newCase()
  const found = await modulesOfCase(deps, agent, caseId, threadId)
  const [first] = found.items
  expect(first).toMatchObject({ title: 'Rückerstattung angestoßen', language: 'de', length: 'long' })
  expect(first!.text).toContain('{{customer.greeting}}')
  expect(first!.because).toContain('Rückerstattung')
  expect(found.items.map(({ title }) => title)).not.toContain('Abgelaufen')
  expect(found.items.map(({ title }) => title)).not.toContain('Nur Feed')
  expect(found.values).toMatchObject({
    'customer.greeting': 'Guten Tag Frau Wagner',
    'customer.lastName': 'Wagner',
    'agent.initials': initialsOf(agent.name),
  })
  const filled = fillTemplate(first!.text, found.values)
  expect(filled.missing.map(({ name }) => name)).toEqual(['case.promisedAt'])
  const promise = (due: string) =>
    sql`insert into promise (workspace_id, id, case_id, text, due_at) values (${cast.nordlicht.workspaceId}, ${deps.newId()}, ${caseId}, '', now() + ${due}::interval)`.execute(
      deps.db.system,
    )
  const promisedAt = async () => (await modulesOfCase(deps, agent, caseId, threadId)).values['case.promisedAt']
  await promise('-1 hour')
  expect(await promisedAt()).toBeUndefined()
  await promise('1 day')
  expect(await promisedAt()).toMatch(/\d{2}:\d{2}/)
  await sql`update cases set language = 'en' where id = ${caseId}`.execute(deps.db.system)
  expect((await modulesOfCase(deps, agent, caseId, undefined)).items[0]!.text).toBe('Your refund is on its way.')
  await sql`update cases set language = 'de', visibility = 'public', channel = 'inlet' where id = ${caseId}`.execute(
    deps.db.system,
  )
  expect((await modulesOfCase(deps, agent, caseId, undefined)).items[0]!.text).toContain('Geld kommt.')
  await sql`update workspace set address_form = 'du' where id = ${cast.nordlicht.workspaceId}`.execute(deps.db.system)
  await sql`update cases set visibility = 'private' where id = ${caseId}`.execute(deps.db.system)
  expect((await modulesOfCase(deps, agent, caseId, undefined)).items[0]!.text).toContain('dein Geld')
  await sql`update workspace set address_form = 'sie' where id = ${cast.nordlicht.workspaceId}`.execute(deps.db.system)
})

test.each(['{{agent.name}}', '{{', 'Eva {{company.name}}\n\nWagner', '__proto__', '\u202eavE', "=cmd|'/c calc'!A1"])(
  'a customer who calls herself %j is one line and no variable',
  async (author) => {
    const { caseId } = await newCase('Rückerstattung', author)
    const { values } = await modulesOfCase(deps, cast.nordlicht.agent, caseId, undefined)
    const { text } = fillTemplate('Für {{customer.name}}.', values)
    expect(placeholdersIn(text)).toEqual([])
    expect(text.split('\n')).toHaveLength(1)
    expect(text).not.toContain(cast.nordlicht.agent.name)
  },
)

test('an unfilled variable is not sent; a used module is counted until the answer is taken back', async () => {
  const { lead, agent } = cast.nordlicht
  const made = await createModule(deps, lead, input('Zählen', [variant('Wir zählen.')]))
  const foreign = await createModule(deps, cast.suedwind.lead, input('Fremd', [variant('Fremd.')]))
  const { caseId, threadId, messageId } = await newCase()
  const reply = (text: string) => ({
    threadId,
    text,
    attachmentIds: [],
    expectedLastMessageId: messageId,
    evenIfNewer: false,
    nextUpdate: null,
    includeQuote: false,
    logged: false,
    to: ['eva@kundin.example'],
    overrides: [],
    moduleIds: [made.id, made.id, foreign.id, deps.newId()],
  })
  const text = 'Guten Tag, Ihr Fall {{case.promisedAt}} läuft.'
  await expect(sendReply(deps, agent, caseId, reply(text))).rejects.toMatchObject({
    code: 'variable-missing',
    extra: { missing: [{ name: 'case.promisedAt', start: 20, end: 39, in: 'text' }] },
  })
  await expect(sendReply(deps, agent, caseId, { ...reply('Ja'), subject: '{{x}}' })).rejects.toMatchObject({
    code: 'variable-missing',
  })
  const overrides = ['missing-greeting', 'missing-signature', 'no-next-step']
  const sent = await sendReply(deps, lead, caseId, {
    ...reply('Guten Tag Frau Wagner, wir zählen.\n\nMit freundlichen Grüßen\nIhr Team'),
    overrides: overrides.map((rule) => ({ rule, reason: 'Probe' })),
  })
  expect(sent.outboxId).not.toBeNull()
  const counted = async () => (await listModules(deps, agent)).items.find(({ id }) => id === made.id)!.uses
  expect(await counted()).toBe(1)
  const entries = await rows<{ data: unknown }>(
    deps.db.system,
    sql`select data from journal where kind = 'reply.used-module' and subject_id = ${caseId}`,
  )
  expect(entries.map(({ data }) => data)).toEqual([{ messageId: sent.message.id, moduleId: made.id, version: 1 }])
  const { undoReply } = await import('../replies/undo-reply.ts')
  await undoReply(deps, lead, sent.outboxId!)
  expect(await counted()).toBe(0)
})

test('out and in again: nothing changes, formulas stay words, what is wrong is named', async () => {
  const { lead, admin } = cast.nordlicht
  await createModule(
    deps,
    lead,
    input('=HYPERLINK("x")', [variant('+1; "zwei"\nDrei'), variant('Short', { language: 'en', length: 'short' })], {
      folder: '@Ordner',
      despite: undefined,
    }),
  )
  const csv = await exportCsv(deps, lead)
  expect(csv).toContain(`"'=HYPERLINK(""x"")";'@Ordner`)
  const items = (await exportModules(deps, lead)).items
  expect(modulesFromCsv(csv)).toEqual({ items, refused: [] })
  const again = await importModules(deps, admin, { csv, reason: 'Aus dem alten System' })
  expect(again).toMatchObject({ created: 0, changed: 0 })
  expect(again.same + again.refused.length).toBe(items.length)
  expect(
    await importModules(deps, admin, {
      reason: 'Noch einmal',
      items: items.filter(({ title }) => title.startsWith('=')),
    }),
  ).toMatchObject({
    same: 1,
  })
  const mixed = await importModules(deps, admin, {
    reason: 'Neue Fassungen der Werkstatt',
    csv: `title,text,language\nNeu,Guter Text,de\nSchlecht,{{gibt.esnicht}},de\nHotline,Bitte wenden Sie sich an unsere Hotline.,de\n`,
  })
  expect(mixed).toMatchObject({ created: 1, changed: 0 })
  expect(mixed.refused.map(({ title, why }) => [title, why.split(':')[0]])).toEqual([
    ['Schlecht', 'variants.0.text'],
    ['Hotline', 'guideline-warning'],
  ])
  const imports = await rows<{ data: object }>(
    deps.db.system,
    sql`select data from journal where kind = 'data.imported' and workspace_id = ${cast.nordlicht.workspaceId} order by seq desc limit 1`,
  )
  expect(imports[0]!.data).toEqual({ what: 'text-modules', count: 1, reason: 'Neue Fassungen der Werkstatt' })
  await expect(importModules(deps, admin, { csv: 'a;b\n1;2', reason: 'Falsche Datei' })).rejects.toMatchObject({
    code: 'invalid-input',
  })
})

test('what people used before for such words comes first once the words are read anew', async () => {
  const { lead, agent } = cast.nordlicht
  const made = await createModule(deps, lead, input('Störung im Gebiet', [variant('Wir arbeiten an der Leitung.')]))
  for (const text of ['Seit gestern kein Internet', 'kein Internet zu Hause']) {
    const { caseId, messageId } = await newCase(text)
    await sql`insert into text_module_use (workspace_id, message_id, module_id, case_id) values (${cast.nordlicht.workspaceId}, ${messageId}, ${made.id}, ${caseId})`.execute(
      deps.db.system,
    )
  }
  await createModule(deps, lead, input('Noch einer', [variant('Noch einer.')]))
  const { caseId } = await newCase('Bei mir geht das Internet nicht')
  await sql`update cases set title = 'Internet' where id = ${caseId}`.execute(deps.db.system)
  const [first] = (await modulesOfCase(deps, agent, caseId, undefined)).items
  expect(first).toMatchObject({ title: 'Störung im Gebiet', because: expect.arrayContaining(['Internet']) })
})

test('a neighbour sees nothing of it', async () => {
  const { caseId } = await newCase()
  await createModule(deps, cast.nordlicht.lead, input('Nur hier', [variant('Nur hier.')]))
  await expect(modulesOfCase(deps, cast.suedwind.owner, caseId, undefined)).rejects.toMatchObject({ code: 'not-found' })
  expect((await listModules(deps, cast.suedwind.reader)).items.map(({ title }) => title)).not.toContain('Nur hier')
  expect(
    await one(deps.db.of(cast.suedwind.workspaceId), sql`select 1 from text_module where title = 'Nur hier'`),
  ).toBe(undefined)
})
