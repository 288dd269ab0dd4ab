import { sql } from 'kysely'
import type { House } from '../deps.ts'
import type { Actor, Deps } from '../../packages/server/src/platform/deps.ts'

/** One object of every kind that contracts name, by that name; plus what requests need beside it. */
export type Objects = Record<ObjectKind, string> & {
  threadId: string
  draft: string
  holding: string
  secondCaseId: string
  secondCustomerId: string
}
export const objectKinds = [
  'case',
  'note',
  'promise',
  'customer',
  'identity',
  'proposal',
  'customer-merge',
  'presence',
  'channel-sign-in',
  'inlet-item',
  'mention',
  'message',
  'file',
  'outbox',
  'view',
  'topic',
  'team',
  'unit',
  'absence',
  'calendar',
  'member',
  'invitation',
  'workflow',
  'catalog-action',
  'delivery',
  'approval',
  'goodwill',
  'reply-request',
  'goodwill-limit',
  'incident',
  'case-link',
  'many-answer',
  'cause',
  'language-call',
  'goodwill-run',
  'expert',
  'consultation',
  'consultationAnswer',
  'handover',
  'escalation',
  'text-module',
  'checklist',
  'task',
  'private-page',
  'private-answer',
  'question-set',
  'post',
  'self-test',
  'service-note',
] as const
export type ObjectKind = (typeof objectKinds)[number]

let number = 5000

/**
 * Writes one of each into a house with plain SQL. `canary` stands in every text, so that a single byte of it in an
 * answer gives a leak away. What only its author may touch (note, view, outbox item) belongs to `author`.
 */
export async function makeObjects(deps: Deps, house: House, author: Actor, canary: string): Promise<Objects> {
  const db = deps.db.system
  const w = house.workspaceId
  const id = () => deps.newId()
  const o: Objects = {
    case: id(),
    secondCaseId: id(),
    note: id(),
    promise: id(),
    holding: id(),
    customer: id(),
    secondCustomerId: id(),
    identity: id(),
    proposal: id(),
    'customer-merge': id(),
    presence: id(),
    'channel-sign-in': id(),
    'inlet-item': id(),
    mention: id(),
    message: id(),
    file: id(),
    outbox: id(),
    view: id(),
    topic: id(),
    team: id(),
    unit: id(),
    absence: id(),
    calendar: id(),
    member: id(),
    invitation: id(),
    workflow: id(),
    'catalog-action': id(),
    delivery: id(),
    approval: id(),
    goodwill: id(),
    'reply-request': id(),
    incident: id(),
    'case-link': id(),
    'many-answer': id(),
    cause: id(),
    'language-call': id(),
    'goodwill-limit': id(),
    'goodwill-run': id(),
    expert: id(),
    consultation: id(),
    consultationAnswer: id(),
    handover: id(),
    escalation: id(),
    'text-module': id(),
    checklist: id(),
    task: id(),
    'private-page': id(),
    'private-answer': id(),
    'question-set': id(),
    post: id(),
    'self-test': id(),
    'service-note': id(),
    threadId: id(),
    draft: id(),
  }
  const [mergedId, mergedIdentityId, linkedIdentityId, postId, postThreadId, answerId, mailItemId, userId] = [
    id(),
    id(),
    id(),
    id(),
    id(),
    id(),
    id(),
    id(),
  ] as const
  const mail = Buffer.from(`From: ${canary} <kunde@${canary}.example>\r\nSubject: ${canary}\r\n\r\n${canary}\r\n`)
  const html = `<p>${canary}</p><img src="http://127.0.0.1:1/${canary}.png">`
  const attachments = JSON.stringify([
    { index: 0, name: `${canary}.txt`, type: 'text/plain', size: 4, inline: false, contentId: null, path: [2] },
  ])
  const meta = JSON.stringify({
    to: [`${canary}@firma.example`],
    cc: [],
    pictures: [`http://127.0.0.1:1/${canary}.png`],
  })

  await sql`insert into presence (workspace_id, id, kind, name, address, purpose, team_id, settings, next_poll_at) values
    (${w}, ${o.presence}, 'phone', ${canary}, ${canary}, ${canary}, ${house.teamId}, '{"number":""}', 'infinity')`.execute(
    db,
  )
  await sql`insert into channel_sign_in (workspace_id, id, kind, member_id, session_hash, state_hash, way_back, stage, expires_at) values
    (${w}, ${o['channel-sign-in']}, 'facebook', ${author.memberId}, ${canary}, sha256(${o['channel-sign-in']}::text::bytea), 'back', 'done', now())`.execute(
    db,
  )
  await sql`insert into topic (workspace_id, id, name) values (${w}, ${o.topic}, ${JSON.stringify({ de: canary, en: canary })}::jsonb)`.execute(
    db,
  )
  await sql`insert into team (workspace_id, id, name) values (${w}, ${o.team}, ${canary})`.execute(db)
  await sql`insert into unit (workspace_id, id, name) values (${w}, ${o.unit}, ${canary})`.execute(db)
  await sql`insert into auth_user (id, name, email) values (${userId}, ${canary}, ${`${userId}@${canary}.example`})`.execute(
    db,
  )
  await sql`insert into member (workspace_id, id, user_id, name, role) values (${w}, ${o.member}, ${userId}, ${canary}, 'agent')`.execute(
    db,
  )
  await sql`insert into absence (workspace_id, id, member_id, from_at, to_at, deputy_id) values
    (${w}, ${o.absence}, ${author.memberId}, now(), now() + interval '1 day', ${o.member})`.execute(db)
  await sql`insert into calendar (workspace_id, id, presence_id, hours) values
    (${w}, ${o.calendar}, ${o.presence}, ${JSON.stringify({ timeZone: 'Europe/Berlin', week: [{ weekday: 1, from: '00:00', to: '24:00' }], holidays: null, specialDays: [{ date: '2026-05-04', yearly: false, name: { de: canary, en: canary }, hours: [] }] })}::jsonb)`.execute(
    db,
  )
  await sql`insert into invitation (workspace_id, id, email, role, token_hash, expires_at) values
    (${w}, ${o.invitation}, ${`gast-${o.invitation}@${canary}.example`}, 'agent', ${Buffer.from(o.invitation)}, now() + interval '1 day')`.execute(
    db,
  )
  await sql`insert into saved_view (workspace_id, id, member_id, name, filter, shared) values
    (${w}, ${o.view}, ${author.memberId}, ${canary}, 'status:offen', false)`.execute(db)

  await sql`insert into customer (workspace_id, id, name, number, organisation, particulars, merged_into) values
    (${w}, ${o.customer}, ${canary}, ${o.customer}, ${canary}, ${canary}, null),
    (${w}, ${o.secondCustomerId}, ${`Zweite ${canary}`}, null, null, '', null),
    (${w}, ${mergedId}, ${`Dritte ${canary}`}, null, null, '', ${o.customer})`.execute(db)
  await sql`insert into identity (workspace_id, id, kind, key, display, name) values
    (${w}, ${o.identity}, 'email', ${`${o.identity}@${canary}.example`}, ${`${canary}@kunde.example`}, ${canary}),
    (${w}, ${linkedIdentityId}, 'email', ${`${linkedIdentityId}@x.example`}, ${`${canary}@zwei.example`}, ${canary}),
    (${w}, ${mergedIdentityId}, 'email', ${`${mergedIdentityId}@x.example`}, ${`${canary}@drei.example`}, ${canary})`.execute(
    db,
  )
  await sql`insert into identity_link (workspace_id, id, identity_id, customer_id) values
    (${w}, ${id()}, ${o.identity}, ${o.customer}), (${w}, ${id()}, ${mergedIdentityId}, ${o.customer})`.execute(db)
  await sql`insert into link_proposal (workspace_id, id, identity_id, customer_id, reasons, score) values
    (${w}, ${o.proposal}, ${linkedIdentityId}, ${o.secondCustomerId}, ${JSON.stringify([{ code: 'same-name-and-place', value: canary }])}::jsonb, 0.8)`.execute(
    db,
  )
  await sql`insert into customer_merge (workspace_id, id, from_id, into_id, reason, by_member) values
    (${w}, ${o['customer-merge']}, ${mergedId}, ${o.customer}, ${canary}, ${author.memberId})`.execute(db)

  await sql`insert into inlet_item (workspace_id, id, presence_id, source_key, content_type, raw, state, code, reason, summary, outcome, message_id) values
    (${w}, ${o['inlet-item']}, ${o.presence}, ${o['inlet-item']}, 'message/rfc822', ${mail}, 'quarantined', 'unreadable', ${canary},
      ${JSON.stringify({ from: canary, subject: canary })}::jsonb, null, null),
    (${w}, ${mailItemId}, ${o.presence}, ${mailItemId}, 'message/rfc822', ${mail}, 'done', null, null, null, 'message', ${o.message})`.execute(
    db,
  )
  await sql`insert into inlet_open (workspace_id, item_id, presence_id, quarantined, attempts) values
    (${w}, ${o['inlet-item']}, ${o.presence}, true, 3)`.execute(db)
  number += 2
  await sql`insert into cases (workspace_id, id, number, title, owner_id, team_id, topic_id, tags, customer_id, identity_id, contact_name,
      channel, preview, presence_id, found_where, particulars, message_count, last_message_id, waiting_since, answer_due_at) values
    (${w}, ${o.case}, ${number}, ${canary}, ${author.memberId}, ${o.team}, ${o.topic}, ${[canary]}::text[], ${o.customer}, ${o.identity}, ${canary},
      'phone', ${canary}, ${o.presence}, ${canary}, ${canary}, 2, ${o.message}, now(), now() + interval '1 hour'),
    (${w}, ${o.secondCaseId}, ${number + 1}, ${`Zweiter ${canary}`}, null, null, null, '{}', ${o.customer}, ${o.identity}, ${canary},
      'phone', ${canary}, ${o.presence}, null, '', 0, null, null, null)`.execute(db)
  await sql`insert into thread (workspace_id, id, presence_id, channel, external_key, subject, identity_id, case_id) values
    (${w}, ${o.threadId}, ${o.presence}, 'phone', ${o.threadId}, ${canary}, ${o.identity}, ${o.case}),
    (${w}, ${postThreadId}, ${o.presence}, 'feed', ${postThreadId}, ${canary}, null, null)`.execute(db)
  await sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, identity_id, author_name,
      author_address, subject, text, full_text, html, meta, attachments, remote_images, inlet_item_id, author_member_id, occurred_at) values
    (${w}, ${o.message}, ${o.threadId}, ${o.presence}, 'phone', 'in', ${o.message}, ${o.identity}, ${canary}, ${`${canary}@kunde.example`},
      ${canary}, ${canary}, ${canary}, ${html}, ${meta}::jsonb, ${attachments}::jsonb, 1, ${mailItemId}, null, now()),
    (${w}, ${answerId}, ${o.threadId}, ${o.presence}, 'phone', 'out', ${answerId}, null, ${canary}, null,
      ${canary}, ${canary}, null, null, '{}', '[]', 0, null, ${author.memberId}, now()),
    (${w}, ${postId}, ${postThreadId}, ${o.presence}, 'feed', 'in', ${postId}, null, ${canary}, null,
      ${canary}, ${canary}, null, null, '{}', '[]', 0, null, null, now())`.execute(db)
  await sql`insert into draft (workspace_id, id, case_id, member_id, kind, thread_id, text, shared_at) values
    (${w}, ${o.draft}, ${o.case}, ${author.memberId}, 'reply', ${o.threadId}, ${canary}, now())`.execute(db)
  await sql`insert into case_message (workspace_id, case_id, message_id, at) values
    (${w}, ${o.case}, ${o.message}, now()), (${w}, ${o.case}, ${answerId}, now())`.execute(db)
  await sql`insert into message_search (workspace_id, message_id, case_id, at, words) values
    (${w}, ${o.message}, ${o.case}, now(), to_tsvector('simple', ${`kanarie ${canary}`}))`.execute(db)
  await sql`insert into mention (workspace_id, id, presence_id, message_id, reason, at) values
    (${w}, ${o.mention}, ${o.presence}, ${postId}, ${canary}, now())`.execute(db)
  await sql`insert into note (workspace_id, id, case_id, author_id, text) values (${w}, ${o.note}, ${o.case}, ${author.memberId}, ${canary})`.execute(
    db,
  )
  await sql`insert into service_note (workspace_id, id, case_id, token, title, body, language, expires_at) values
    (${w}, ${o['service-note']}, ${o.case}, ${o['service-note'].replaceAll('-', '')}, ${canary}, ${canary}, 'de', now() + interval '9 days')`.execute(
    db,
  )
  await sql`insert into promise (workspace_id, id, case_id, text, due_at, made_by) values
    (${w}, ${o.promise}, ${o.case}, ${canary}, now() + interval '1 day', ${author.memberId})`.execute(db)
  await sql`insert into holding_reply (workspace_id, id, case_id, source, promise_id, due_at, based_on)
    select ${w}, ${o.holding}, ${o.case}, 'promise', id, due_at, ${o.message} from promise where id = ${o.promise}`.execute(
    db,
  )
  await sql`insert into draft (workspace_id, case_id, member_id, kind, thread_id, text) values
    (${w}, ${o.case}, ${author.memberId}, 'note', null, ${canary})`.execute(db)
  await sql`insert into outbox (workspace_id, id, case_id, thread_id, presence_id, message_id, payload, client_token, state, send_at, created_by) values
    (${w}, ${o.outbox}, ${o.case}, ${o.threadId}, ${o.presence}, ${answerId}, ${JSON.stringify({ to: [canary], text: canary, undo: {} })}::jsonb,
      ${o.outbox}, 'unclear', now() + interval '1 hour', ${author.memberId})`.execute(db)
  const macro = {
    trigger: { on: 'manual', key: null },
    when: null,
    then: [{ do: 'note', text: canary, mentionIds: [] }],
  }
  await sql`insert into workflow (workspace_id, id, name, definition, trigger_kind, owner_id, enabled) values
    (${w}, ${o.workflow}, ${canary}, ${JSON.stringify(macro)}::jsonb, 'manual', ${o.member}, true)`.execute(db)
  await sql`insert into workflow_version (workspace_id, workflow_id, version, name, definition, note) values
    (${w}, ${o.workflow}, 1, ${canary}, ${JSON.stringify(macro)}::jsonb, ${canary})`.execute(db)
  await sql`insert into workflow_run (workspace_id, id, workflow_id, version, case_id, state, outcome) values
    (${w}, ${id()}, ${o.workflow}, 1, ${o.case}, 'done', ${JSON.stringify([{ do: 'note', state: 'done', code: null, deliveryId: null, name: canary, fileId: null }])}::jsonb)`.execute(
    db,
  )
  await sql`insert into catalog_action (workspace_id, id, kind, name, settings) values
    (${w}, ${o['catalog-action']}, 'webhook', ${canary}, ${JSON.stringify({ url: `http://127.0.0.1:1/${canary}` })}::jsonb)`.execute(
    db,
  )
  await sql`insert into action_delivery (workspace_id, id, action_id, case_id, workflow_id, state, code, payload) values
    (${w}, ${o.delivery}, ${o['catalog-action']}, ${o.case}, ${o.workflow}, 'failed', 'refused', '{}')`.execute(db)
  await sql`insert into expert (workspace_id, id, name, email, department, products) values
    (${w}, ${o.expert}, ${canary}, ${`${o.expert}@${canary}.example`}, ${canary}, ${[canary]}::text[])`.execute(db)
  await sql`insert into consultation (workspace_id, id, case_id, asked_by, question, context, remind_at, due_at, deputy_at, escalate_at) values
    (${w}, ${o.consultation}, ${o.case}, ${author.memberId}, ${canary}, ${canary}, now(), now(), now(), now())`.execute(
    db,
  )
  await sql`insert into consultation_request (workspace_id, id, consultation_id, place, expert_id, name, email, expires_at) values
    (${w}, ${o.consultation}, ${o.consultation}, 'expert', ${o.expert}, ${canary}, ${`${o.expert}@${canary}.example`}, now() + interval '1 day')`.execute(
    db,
  )
  const [pagePresence, pageThread] = [id(), id()]
  await sql`insert into presence (workspace_id, id, kind, name) values (${w}, ${pagePresence}, 'private-page', ${canary})`.execute(
    db,
  )
  await sql`insert into thread (workspace_id, id, presence_id, channel, external_key, case_id) values (${w}, ${pageThread}, ${pagePresence}, 'private-page', ${o['private-page']}, ${o.case})`.execute(
    db,
  )
  await sql`insert into private_page (workspace_id, id, thread_id, kind, code, language, words, way, client_key, expires_at) values
    (${w}, ${o['private-page']}, ${pageThread}, 'questions', ${o['private-page']}, 'de', ${canary}, 'hand', ${o['private-page']}, now() + interval '1 day')`.execute(
    db,
  )
  await sql`insert into private_answer (workspace_id, id, page_id, question_key, kind, is_masked, sealed) values
    (${w}, ${o['private-answer']}, ${o['private-page']}, 'iban', 'iban', true, ${deps.seal.close({ value: canary }, 'private-answer')})`.execute(
    db,
  )
  await sql`insert into question_set (workspace_id, id, name, topic_id, questions) values (${w}, ${o['question-set']}, ${canary}, ${o.topic}, '[]')`.execute(
    db,
  )
  await sql`insert into consultation_answer (workspace_id, id, consultation_id, way, text, author, source_key) values
    (${w}, ${o.consultationAnswer}, ${o.consultation}, 'mail', ${canary}, ${canary}, 'matrix')`.execute(db)
  await sql`insert into handover (workspace_id, id, case_id, accompanying_team_id, to_member_id, what, reason, due_at, by_member) values
    (${w}, ${o.handover}, ${o.secondCaseId}, ${o.team}, ${author.memberId}, ${canary}, 'technical', now() + interval '1 day', ${author.memberId})`.execute(
    db,
  )
  await sql`insert into escalation (workspace_id, id, case_id, level, reason, cause, by_member) values
    (${w}, ${o.escalation}, ${o.case}, 2, ${canary}, 'person', ${author.memberId})`.execute(db)
  await sql`insert into text_module (workspace_id, id, member_id, title, topic_id, variants) values
    (${w}, ${o['text-module']}, ${author.memberId}, ${canary}, ${o.topic}, ${JSON.stringify([{ language: 'de', addressForm: 'any', length: 'long', audience: 'any', text: canary }])}::jsonb)`.execute(
    db,
  )
  const steps = JSON.stringify([{ id: 'eins', text: canary, isRequired: true, hint: '', link: '', question: null }])
  // A house has room for 300; this is called more often.
  await sql`update checklist set archived_at = now() where workspace_id = ${w} and archived_at is null
    and id <> all (array(select id from checklist where workspace_id = ${w} order by id desc limit 9))`.execute(db)
  await sql`insert into checklist (workspace_id, id, name, steps) values (${w}, ${o.checklist}, ${canary}, ${steps}::jsonb)`.execute(
    db,
  )
  await sql`insert into case_checklist (workspace_id, id, case_id, checklist_id, version, name, steps) values
    (${w}, ${id()}, ${o.case}, ${o.checklist}, 1, ${canary}, ${steps}::jsonb)`.execute(db)
  await sql`insert into task (workspace_id, id, case_id, text, assignee_id) values (${w}, ${o.task}, ${o.case}, ${canary}, ${author.memberId})`.execute(
    db,
  )
  await sql`insert into planned_post (workspace_id, id, text, local_time, time_zone, planned_at, created_by) values
    (${w}, ${o.post}, ${canary}, '2090-05-02T09:00', 'Europe/Berlin', '2090-05-02T07:00Z', ${author.memberId})`.execute(
    db,
  )
  await sql`insert into planned_post_target (workspace_id, id, post_id, presence_id, text, client_token) values
    (${w}, ${id()}, ${o.post}, ${o.presence}, ${canary}, ${o.post})`.execute(db)
  await sql`insert into self_test (workspace_id, id, presence_id, every_minutes, alarm_minutes, enabled) values (${w}, ${o['self-test']}, ${o.presence}, 60, 30, false)`.execute(
    db,
  )
  await sql`insert into self_test_run (workspace_id, id, self_test_id, presence_id, token, state) values (${w}, ${id()}, ${o['self-test']}, ${o.presence}, ${o['self-test']}, 'failed')`.execute(
    db,
  )
  await sql`insert into file (workspace_id, id, name, type, size, bytes, created_by) values
    (${w}, ${o.file}, ${`${canary}.txt`}, 'text/plain', 4, ${Buffer.from(canary)}, ${author.memberId})`.execute(db)
  await sql`insert into notification (workspace_id, id, member_id, kind, case_id, actor_id) values
    (${w}, ${id()}, ${author.memberId}, 'assigned', ${o.case}, ${author.memberId})`.execute(db)
  await sql`insert into approval (workspace_id, id, kind, subject_kind, subject_id, case_id, fingerprint, requested_by, authors, due_at, step_time, reason) values
    (${w}, ${o.approval}, 'publishing', 'post', ${id()}, ${o.case}, 'seen', ${author.memberId}, ${[author.memberId]}::uuid[], now() + interval '1 day', interval '1 day', ${canary})`.execute(
    db,
  )
  await sql`insert into approval_line (workspace_id, approval_id, member_id, step) values (${w}, ${o.approval}, ${o.member}, 0)`.execute(
    db,
  )
  await sql`insert into approval_asked (workspace_id, approval_id, member_id, step) values (${w}, ${o.approval}, ${o.member}, 0)`.execute(
    db,
  )
  number += 1
  await sql`insert into reply_request (workspace_id, id, case_id, thread_id, member_id, reply) values
    (${w}, ${o['reply-request']}, ${o.case}, ${o.threadId}, ${author.memberId}, ${JSON.stringify({ threadId: o.threadId, text: canary, expectedLastMessageId: null, evenIfNewer: false, nextUpdate: null, attachmentIds: [], includeQuote: false, logged: false })}::jsonb)`.execute(
    db,
  )
  await sql`insert into goodwill_run (workspace_id, id, number, from_day, to_day, count, by_member) values (${w}, ${o['goodwill-run']}, ${number}, '2026-01-01', '2026-01-31', 0, ${author.memberId})`.execute(
    db,
  )
  await sql`insert into incident (workspace_id, id, number, title, summary, created_by) values (${w}, ${o.incident}, ${number}, ${canary}, ${canary}, ${author.memberId})`.execute(
    db,
  )
  await sql`insert into case_link (workspace_id, id, from_id, to_id, kind, by_member) select ${w}, ${o['case-link']}, ${o.case}, id, 'related', ${author.memberId} from cases where workspace_id = ${w} and id <> ${o.case} order by number limit 1`.execute(
    db,
  )
  await sql`insert into many_answer (workspace_id, id, title, content, state, created_by, start_at) values
    (${w}, ${o['many-answer']}, ${canary}, ${JSON.stringify({ title: canary, text: `${canary} an alle`, language: 'de', address: 'formal', nextUpdate: null, includeQuote: false, overrides: [] })}::jsonb, 'waiting', ${author.memberId}, now() + interval '1 day')`.execute(
    db,
  )
  await sql`insert into language_help (workspace_id, enabled, base_url, model, uses, processor, purpose, notice) values
    (${w}, true, 'http://127.0.0.1:1/v1', ${canary}, '{draft,summary,translation}', ${canary}, ${canary}, ${canary}) on conflict do nothing`.execute(
    db,
  )
  await sql`insert into language_help_call (workspace_id, id, case_id, member_id, use, model, host, state, sent_characters, masked) values
    (${w}, ${o['language-call']}, ${o.case}, ${author.memberId}, 'summary', ${canary}, 'model.example', 'done', 10, 0)`.execute(
    db,
  )
  await sql`insert into cause (workspace_id, id, name, created_by) values (${w}, ${o.cause}, ${`${canary} ${number} ${o.cause}`}, ${author.memberId})`.execute(
    db,
  )
  await sql`insert into goodwill_department (workspace_id, topic_id, team_id, hours, overruled_by) values (${w}, ${o.topic}, ${o.team}, 8, 'lead')`.execute(
    db,
  )
  await sql`insert into goodwill_limit (workspace_id, id, topic_id, currency, amount_minor) values (${w}, ${o['goodwill-limit']}, ${o.topic}, 'EUR', 100000)`.execute(
    db,
  )
  await sql`insert into goodwill (workspace_id, id, case_id, kind, amount_minor, currency, what, reason, state, requested_by, granted_by, granted_at) values
    (${w}, ${o.goodwill}, ${o.case}, 'refund', 100, 'EUR', ${canary}, ${canary}, 'granted', ${author.memberId}, ${author.memberId}, now())`.execute(
    db,
  )
  return o
}
