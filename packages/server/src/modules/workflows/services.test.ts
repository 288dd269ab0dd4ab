import type { WorkflowAction } from '@resonanz/contracts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { deliverOnce, insertAction } from '#actions'
import { rows, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { caseRow, journalOf, makeCase } from '../../../../../tests/cases.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { readUp } from '../../../../../tests/journal.ts'
import { rulesOf } from '../guideline/rules.ts'
import { saveGuideline } from '../guideline/save-guideline.ts'
import { notifyOnce } from '../notifications/notify.ts'
import { createWorkflow, readWorkflow, switchWorkflow } from './manage.ts'
import { runMacro } from './run-macro.ts'
import { tryWorkflow } from './try-workflow.ts'
import { happen, makeRule, pausedOf, readAll, runsOf } from './test-workflows.ts'

let deps: Deps
let cast: Cast
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
  await readAll(deps)
  await notifyOnce(deps)
})
afterAll(() => deps.db.close())
beforeEach(() => run(deps.db.system, sql`update workflow set enabled = false`))

const byWord = (word: string, then: WorkflowAction[]) => ({
  trigger: { on: 'event' as const, events: ['message.received' as const] },
  when: { field: 'message.text' as const, op: 'contains' as const, value: [word] },
  then,
})
async function customerWrites(text: string, options: Parameters<typeof makeCase>[2] = {}) {
  const made = await makeCase(deps, cast.nordlicht, options)
  await run(deps.db.system, sql`update message set text = ${text} where id = ${made.messageIds[0]}`)
  await happen(deps, cast.nordlicht.workspaceId, made.id, made.messageIds[0]!)
  await readAll(deps)
  return made
}
const outcomes = async (id: string) =>
  (await runsOf(deps, id)).map(({ outcome }) =>
    outcome.map((one) => `${one.do} ${one.state}${one.code ? ` ${one.code}` : ''}`),
  )

const toldOf = (memberId: string) =>
  rows(deps.db.system, sql`select kind, case_id, about_name from notification where member_id = ${memberId}`)

describe('what other parts do for people, rules ask of them', () => {
  test('a question, a task, a checklist, a request for goodwill and a promise: once each, named after the rule', async () => {
    const { lead, agent, workspaceId } = cast.nordlicht
    const checklistId = deps.newId()
    const steps = [{ id: 'a', text: 'Zählerstand erfragen', isRequired: true, kind: 'step', hint: '' }]
    await run(
      deps.db.system,
      sql`insert into checklist (workspace_id, id, name, steps, is_active) values (${workspaceId}, ${checklistId}, 'Abrechnung', ${JSON.stringify(steps)}::jsonb, true)`,
    )
    const rule = await makeRule(
      deps,
      lead,
      'Abrechnung',
      byWord('abrechnung', [
        { do: 'assign', ownerId: agent.memberId },
        {
          do: 'ask',
          expertId: null,
          memberId: agent.memberId,
          question: 'Stimmt Fall {{case.number}}?',
          minutes: 60,
          waits: true,
        },
        { do: 'task', text: 'Zähler prüfen', assigneeId: null, teamId: null, minutes: 480 },
        { do: 'checklist', checklistId },
        { do: 'goodwill', kind: 'voucher', amountMinor: 500, currency: 'EUR', reason: 'Für die lange Wartezeit' },
        { do: 'promise', kind: 'refund', minutes: 600, hours: 'all', text: 'Erstattung' },
        { do: 'followUp', minutes: 600, hours: 'all', note: '', untilReply: true },
      ]),
    )
    const made = await customerWrites('Meine Abrechnung stimmt nicht')
    expect(await outcomes(rule.id)).toEqual([
      ['assign done', 'ask done', 'task done', 'checklist done', 'goodwill done', 'promise done', 'followUp done'],
    ])
    const record = await caseRow(deps, made.id)
    expect(record).toMatchObject({ owner_id: agent.memberId, follow_up_until_reply: true })
    const [question] = await rows<{ question: string; asked_by: string }>(
      deps.db.system,
      sql`select question, asked_by from consultation where case_id = ${made.id}`,
    )
    expect(question).toEqual({ question: `Stimmt Fall ${made.number}?`, asked_by: lead.memberId })
    const [task] = await rows<{ assignee_id: string; due: boolean }>(
      deps.db.system,
      sql`select assignee_id, due_at > now() as due from task where case_id = ${made.id}`,
    )
    expect(task).toEqual({ assignee_id: agent.memberId, due: true })
    const promises = await rows(
      deps.db.system,
      sql`select 1 from promise where case_id = ${made.id} and kind = 'refund' and state = 'open'`,
    )
    expect(promises).toHaveLength(1)
    const entries = await rows<{ kind: string; actor_kind: string; cause: { kind: string } | null }>(
      deps.db.system,
      sql`select kind, actor_kind, cause from journal where subject_id = ${made.id}
        and kind in ('consultation.asked','task.created','checklist.begun','goodwill.requested','promise.made')`,
    )
    expect(entries).toHaveLength(5)
    expect(entries.every(({ actor_kind }) => actor_kind === 'rule')).toBe(true)

    // The same words again double nothing.
    await happen(deps, workspaceId, made.id, made.messageIds[0]!)
    await readAll(deps)
    const again = (await outcomes(rule.id))[1]!
    for (const stands of [
      'ask skipped question-stands',
      'task skipped task-stands',
      'checklist skipped unchanged',
      'goodwill skipped goodwill-stands',
      'promise skipped promise-stands',
    ])
      expect(again).toContain(stands)
    expect(await rows(deps.db.system, sql`select 1 from task where case_id = ${made.id}`)).toHaveLength(1)
  })

  test('the directory chooses who is asked; nobody there is said, and the rule goes on', async () => {
    const { lead, agent, workspaceId, topicId } = cast.nordlicht
    const ask = {
      do: 'ask',
      expertId: null,
      memberId: null,
      question: 'Wer weiß das?',
      minutes: 60,
      waits: false,
    } as const
    const rule = await makeRule(deps, lead, 'Fachfrage', byWord('fachfrage', [ask]))
    await customerWrites('Eine Fachfrage')
    expect(await outcomes(rule.id)).toEqual([['ask failed no-candidate']])
    expect(await pausedOf(deps, rule.id)).toBeNull()
    await switchWorkflow(deps, lead, rule.id, false)
    await run(
      deps.db.system,
      sql`insert into expert (workspace_id, id, member_id, topics) values (${workspaceId}, ${deps.newId()}, ${agent.memberId}, ${[topicId]}::uuid[])`,
    )
    const other = await makeRule(deps, lead, 'Fachfrage 2', byWord('fachfrage', [ask]))
    const made = await makeCase(deps, cast.nordlicht)
    await run(deps.db.system, sql`update cases set topic_id = ${topicId} where id = ${made.id}`)
    await run(deps.db.system, sql`update message set text = 'Eine Fachfrage' where id = ${made.messageIds[0]}`)
    await happen(deps, workspaceId, made.id, made.messageIds[0]!)
    await readAll(deps)
    expect(await outcomes(other.id)).toEqual([['ask done']])
  })

  test('a macro does it in the name of who starts it, with their rights', async () => {
    const { lead, agent, reader } = cast.nordlicht
    const macro = await makeRule(deps, lead, 'Prüfen lassen', {
      trigger: { on: 'manual', key: null },
      when: null,
      then: [
        { do: 'task', text: 'Prüfen', assigneeId: agent.memberId, teamId: null, minutes: null },
        { do: 'ask', expertId: null, memberId: lead.memberId, question: 'Ist das richtig?', minutes: 60, waits: false },
      ],
    })
    const made = await makeCase(deps, cast.nordlicht)
    expect(await runMacro(deps, agent, macro.id, [made.id])).toMatchObject({ done: 1 })
    const kinds = await rows<{ actor_id: string }>(
      deps.db.system,
      sql`select actor_id from journal where subject_id = ${made.id} and kind in ('task.created','consultation.asked')`,
    )
    expect(kinds).toEqual([{ actor_id: agent.memberId }, { actor_id: agent.memberId }])
    await expect(runMacro(deps, reader, macro.id, [made.id])).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('a rule names only what the company has', async () => {
    const { lead } = cast.nordlicht
    await expect(
      createWorkflow(deps, lead, {
        name: 'Fremd',
        definition: byWord('fremd', [{ do: 'checklist', checklistId: deps.newId() }]),
      }),
    ).rejects.toMatchObject({ code: 'invalid-input', extra: { unknown: ['checklists'] } })
  })
})

describe('words to customers', () => {
  beforeAll(async () => {
    // This house forbids what others only warn of.
    const { version, rules } = await rulesOf(deps.db.system, cast.nordlicht.workspaceId)
    const strict = rules.map((rule) => ({ ...rule, level: rule.level === 'warning' ? ('stop' as const) : rule.level }))
    await saveGuideline(deps, cast.nordlicht.lead, { basedOn: version, rules: strict, note: 'streng' })
  })
  test('an answer waits for a person; what the guideline stops does not even wait, and the owner is told', async () => {
    const { lead } = cast.nordlicht
    const good = await makeRule(
      deps,
      lead,
      'Antwort',
      byWord('frage', [
        {
          do: 'reply',
          text: 'Guten Tag,\n\nwir haben Ihre Frage geprüft: Die Rechnung stimmt.\n\nMit freundlichen Grüßen\nNordlicht',
        },
      ]),
    )
    const made = await customerWrites('Eine Frage')
    expect(await outcomes(good.id)).toEqual([['reply done']])
    expect(await journalOf(deps, made.id)).toContain('approval.requested')
    expect(await rows(deps.db.system, sql`select 1 from outbox where case_id = ${made.id}`)).toHaveLength(0)

    const bad = await makeRule(
      deps,
      lead,
      'Abweisen',
      byWord('abweisung', [
        { do: 'reply', text: 'Guten Tag,\n\nrufen Sie unsere Hotline an.\n\nMit freundlichen Grüßen' },
      ]),
    )
    const stopped = await customerWrites('Eine Abweisung')
    expect(await outcomes(bad.id)).toEqual([['reply failed guideline-stop']])
    expect(await journalOf(deps, stopped.id)).toContain('workflow.blocked')
    const { definition } = await readWorkflow(deps, lead, bad.id)
    expect((await tryWorkflow(deps, lead, { definition })).stopped).toMatchObject([{ step: 0 }])
    await readUp(deps, 'notifications', () => notifyOnce(deps))
    expect(await toldOf(lead.memberId)).toContainEqual({
      kind: 'workflow_blocked',
      case_id: stopped.id,
      about_name: 'Abweisen',
    })
  })

  test('a text that the guideline stops five times in a row stops the rule', async () => {
    const text = 'Guten Tag,\n\nrufen Sie unsere Hotline an.\n\nMit freundlichen Grüßen'
    const rule = await makeRule(deps, cast.nordlicht.lead, 'Immer wieder', byWord('beharren', [{ do: 'reply', text }]))
    for (let n = 0; n < 5; n += 1) await customerWrites('beharren')
    expect(await pausedOf(deps, rule.id)).toBe('failing')
  })

  test('who answers for a rule and the administrators learn that it stands still', async () => {
    const { lead, admin } = cast.nordlicht
    const rule = await makeRule(deps, lead, 'Ohne Recht', byWord('entzug', [{ do: 'priority', to: 'high' }]))
    await run(deps.db.system, sql`update member set role = 'reader' where id = ${lead.memberId}`)
    await customerWrites('entzug')
    await run(deps.db.system, sql`update member set role = 'lead' where id = ${lead.memberId}`)
    expect(await pausedOf(deps, rule.id)).toBe('owner-rights')
    await readUp(deps, 'notifications', () => notifyOnce(deps))
    for (const memberId of [lead.memberId, admin.memberId])
      expect(await toldOf(memberId)).toContainEqual({
        kind: 'workflow_paused',
        case_id: null,
        about_name: 'Ohne Recht',
      })
    await switchWorkflow(deps, admin, rule.id, true)
    expect(await pausedOf(deps, rule.id)).toBeNull()
  })

  test('a mail that the guideline stops never leaves; neither does one that somebody overtook', async () => {
    const { lead, workspaceId } = cast.nordlicht
    const [mailbox] = await rows<{ id: string }>(
      deps.db.system,
      sql`select id from presence where workspace_id = ${workspaceId} and kind = 'email' limit 1`,
    )
    const mail = async (name: string, text: string) => {
      const id = deps.newId()
      const settings = {
        to: 'customer' as const,
        addresses: [],
        presenceId: mailbox!.id,
        subject: 'Ihr Anliegen',
        text,
      }
      await insertAction(deps.db.system, workspaceId, id, { kind: 'mail', name, settings }, null)
      return id
    }
    const rule = await makeRule(
      deps,
      lead,
      'Mails',
      byWord('mailprobe', [
        {
          do: 'mail',
          actionId: await mail('Hotline', 'Guten Tag, bitte rufen Sie unsere Hotline an. Mit freundlichen Grüßen'),
        },
        {
          do: 'mail',
          actionId: await mail('Dank', 'Guten Tag, wir haben Ihre Rechnung geprüft. Mit freundlichen Grüßen'),
        },
      ]),
    )
    const delivering = { ...deps, processName: 'test' }
    const settled = async (caseId: string) => {
      while (await deliverOnce(delivering));
      return rows<{ code: string | null }>(
        deps.db.system,
        sql`select code from action_delivery where case_id = ${caseId} order by id`,
      )
    }
    const made = await customerWrites('mailprobe')
    expect(await settled(made.id)).toEqual([{ code: 'guideline-stop' }, { code: null }])
    expect(await journalOf(deps, made.id)).toContain('workflow.blocked')

    const overtaken = await customerWrites('mailprobe')
    await run(
      deps.db.system,
      sql`with newer as (insert into message (workspace_id, id, thread_id, presence_id, channel, direction, nature, external_id, author_name, text, meta, attachments, occurred_at, received_at)
          select workspace_id, ${deps.newId()}, thread_id, presence_id, channel, 'in', 'message', 'newer', author_name, 'Hat sich erledigt', meta, attachments, now(), now() + interval '1 second' from message where id = ${overtaken.messageIds[0]} returning workspace_id, id, occurred_at)
        insert into case_message (workspace_id, case_id, message_id, at) select workspace_id, ${overtaken.id}, id, occurred_at from newer`,
    )
    expect(await settled(overtaken.id)).toEqual([{ code: 'guideline-stop' }, { code: 'newer-message' }])
    expect((await outcomes(rule.id)).flat()).not.toContain('mail failed internal')
  })
})
