import { searchWords } from '@resonanz/text'
import { sql } from 'kysely'
import { priorityNumber } from '#cases'
import type { Db } from '#platform/db/database'
import type { DemoContent, DemoMessage } from './content/types.ts'
import type { DemoKeys } from './write-content.ts'

type Written = {
  caseId: string
  messages: { id: string; threadId: string; message: DemoMessage; presence: string; channel: string }[]
}

/** The cases with threads, words, notes, promises and their history in the journal, set-based, with the content's times. */
export async function writeCases(tx: Db, content: DemoContent, keys: DemoKeys) {
  const channelOf = new Map(content.presences.map((presence) => [presence.key as string, presence.channel as string]))
  const publicOf = new Map(content.presences.map((presence) => [presence.key as string, presence.public]))
  const written = new Map<string, Written>()
  const cases: object[] = []
  const threads: object[] = []
  const messages: object[] = []
  const notes: object[] = []
  const promises: object[] = []
  const files: { id: string; name: string; type: string; bytes: Buffer; messageId: string }[] = []
  const outbox: object[] = []
  const journal: { at: Date; sk: string; si: string; ak: string; ai: string | null; k: string; d: object }[] = []
  const person = (key: string | null) => (key ? (keys.staff.get(key) ?? null) : null)

  for (const [index, demo] of content.cases.entries()) {
    const caseId = keys.newId()
    const number = 1001 + index
    const words = demo.messages.filter((message) => message.direction !== 'note')
    const inbound = words.filter((message) => message.direction === 'in')
    const last = words.at(-1)!
    const customer = keys.customers.get(demo.customer)!
    const identity = identityFor(keys, demo.customer, channelOf.get(demo.presence)!)
    const threadIds = new Map<string, string>()
    const mine: Written = { caseId, messages: [] }
    written.set(demo.key, mine)
    for (const message of demo.messages) {
      if (message.direction === 'note') {
        const author = person(message.from)
        const id = keys.newId()
        notes.push({
          id,
          c: caseId,
          a: author?.id,
          t: message.text,
          m: message.mentions.map((key) => keys.staff.get(key)!.id),
          at: message.at,
        })
        journal.push({
          at: message.at,
          sk: 'case',
          si: caseId,
          ak: 'person',
          ai: author?.id ?? null,
          k: 'note.added',
          d: { noteId: id, mentions: message.mentions.map((key) => keys.staff.get(key)!.id) },
        })
        continue
      }
      const channel = channelOf.get(message.presence)!
      // Who called yesterday writes today's mail from an address, not from a telephone number.
      const speaker = identityFor(keys, demo.customer, channel)
      if (!threadIds.has(message.presence)) {
        threadIds.set(message.presence, keys.newId())
        threads.push({
          id: threadIds.get(message.presence),
          p: keys.presences.get(message.presence),
          c: channel,
          k: `demo:${demo.key}:${message.presence}`,
          s: demo.subject,
          v: publicOf.get(message.presence) ? 'public' : 'private',
          l: message.link,
          i: speaker?.id ?? null,
          ca: caseId,
          w: demo.wishedAnswer,
          at: message.at,
        })
      }
      const id = keys.newId()
      const sender = person(message.from)
      mine.messages.push({
        id,
        threadId: threadIds.get(message.presence)!,
        message,
        presence: message.presence,
        channel,
      })
      const attached = message.attachments.map((attachment, position) => {
        const fileId = keys.newId()
        files.push({
          id: fileId,
          name: attachment.name,
          type: attachment.type,
          bytes: Buffer.from(attachment.bytes),
          messageId: id,
        })
        return {
          index: position,
          name: attachment.name,
          type: attachment.type,
          size: attachment.bytes.length,
          inline: false,
          fileId,
        }
      })
      messages.push({
        id,
        t: threadIds.get(message.presence),
        p: keys.presences.get(message.presence),
        c: channel,
        d: message.direction,
        x: `demo:${demo.key}:${mine.messages.length}`,
        i: message.direction === 'in' ? (speaker?.id ?? null) : null,
        am: sender?.id ?? null,
        an: message.direction === 'in' ? customer.name : (sender?.name ?? ''),
        aa: message.direction === 'in' ? (speaker?.display ?? null) : null,
        s: channel === 'email' ? demo.subject : null,
        tx: message.reply || message.text,
        f: message.text !== (message.reply || message.text) ? message.text : null,
        h: message.html,
        l: demo.language,
        a: attached,
        pl: message.link,
        at: message.at,
        w: searchWords(`${demo.subject} ${customer.name} ${message.text}`, 400),
        ca: caseId,
        m: message.direction === 'out' && speaker?.kind === 'email' ? { to: [speaker.display], cc: [] } : {},
      })
      journal.push(
        message.direction === 'in'
          ? {
              at: message.at,
              sk: 'case',
              si: caseId,
              ak: 'customer',
              ai: null,
              k: 'message.received',
              d: { messageId: id, threadId: threadIds.get(message.presence), channel },
            }
          : {
              at: message.at,
              sk: 'case',
              si: caseId,
              ak: 'person',
              ai: sender?.id ?? null,
              k: 'reply.logged',
              d: { messageId: id, threadId: threadIds.get(message.presence), channel },
            },
      )
      if (message.delivery && message.delivery.state !== 'delivered')
        outbox.push({
          id: keys.newId(),
          c: caseId,
          t: threadIds.get(message.presence),
          p: keys.presences.get(message.presence),
          m: id,
          s: message.delivery.state,
          code: message.delivery.state === 'failed' ? 'mailbox-full' : 'interrupted',
          dt: message.delivery.reason,
          at: message.at,
          b: sender?.id,
          to: speaker?.display ?? '',
        })
    }
    const open = demo.status !== 'done' && demo.status !== 'closed'
    const waiting = open && last.direction === 'in'
    const promise = demo.nextUpdate
    if (promise) {
      const id = keys.newId()
      const by = promise.by === 'receipt' ? null : person(promise.by)
      const settled = promise.keptAt ?? (open ? null : demo.endedAt)
      // With our last word before it is due; the customer may have written since.
      const before = words.filter((message) => message.at < promise.dueAt)
      const madeAt = (before.findLast(({ direction }) => direction === 'out') ?? before.at(-1))?.at ?? demo.startedAt
      promises.push({
        id,
        c: caseId,
        t: promise.text,
        d: promise.dueAt,
        b: by?.id ?? null,
        m: madeAt,
        s: settled ? 'kept' : 'open',
        se: settled,
      })
      journal.push({
        at: madeAt,
        sk: 'case',
        si: caseId,
        ak: by ? 'person' : 'rule',
        ai: by?.id ?? null,
        k: 'promise.made',
        d: { promiseId: id, dueAt: promise.dueAt.toISOString() },
      })
    }
    const nextUpdate = promise && !promise.keptAt && open ? promise.dueAt : null
    const owner = person(demo.owner)
    journal.push({
      at: new Date(demo.startedAt.getTime() - 1),
      sk: 'case',
      si: caseId,
      ak: demo.messages[0]!.loggedBy ? 'person' : 'connector',
      ai: person(demo.messages[0]!.loggedBy)?.id ?? null,
      k: 'case.created',
      d: { number, channel: channelOf.get(demo.presence), by: demo.messages[0]!.loggedBy ? 'hand' : 'intake' },
    })
    if (owner)
      journal.push({
        at: new Date(demo.startedAt.getTime() + 240_000),
        sk: 'case',
        si: caseId,
        ak: 'person',
        ai: owner.id,
        k: 'case.owner',
        d: { from: null, to: owner.id },
      })
    if (demo.endedAt)
      journal.push({
        at: demo.endedAt,
        sk: 'case',
        si: caseId,
        ak: 'person',
        ai: owner?.id ?? null,
        k: 'case.status',
        d: { from: 'open', to: demo.status },
      })
    cases.push({
      id: caseId,
      n: number,
      ti: demo.subject,
      ca: demo.status,
      pr: priorityNumber(demo.priority),
      k: demo.kind,
      o: owner?.id ?? null,
      te: keys.teams.get(demo.team),
      to: keys.topics.get(demo.topic) ?? null,
      tags: demo.tags,
      cu: customer.id,
      i: identity?.id ?? null,
      cn: customer.name,
      ch: channelOf.get(last.presence),
      v: publicOf.get(last.presence) ? 'public' : 'private',
      p: (inbound.at(-1) ?? last).reply.replace(/\s+/g, ' ').slice(0, 280),
      l: demo.language,
      ps: keys.presences.get(demo.presence),
      at: demo.startedAt,
      lm: last.at,
      li: inbound.at(-1)?.at ?? null,
      lo: words.findLast((message) => message.direction === 'out')?.at ?? null,
      lid: mine.messages.at(-1)!.id,
      ws: waiting ? last.at : null,
      ad:
        waiting && !nextUpdate && demo.status !== 'waiting_customer'
          ? new Date(Math.max(last.at.getTime() + 6 * 3_600_000, demo.startedAt.getTime()))
          : null,
      nu: nextUpdate,
      fu: demo.followUp?.at ?? null,
      fn: demo.followUp?.reason ?? null,
      pa: demo.particulars ?? '',
      mc: words.length,
      ha: words.some((message) => message.attachments.length > 0),
      hu: words.some((message) => message.delivery?.state === 'unclear'),
      cl: demo.endedAt,
      fb: person(demo.messages[0]!.loggedBy)?.name ?? null,
      fw: demo.messages[0]!.link,
    })
  }
  await sql`insert into cases (workspace_id, id, number, title, category, priority, kind, owner_id, team_id, topic_id, tags, customer_id, identity_id, contact_name, channel, visibility, preview, language, presence_id, opened_at, last_message_at, last_inbound_at, last_outbound_at,
      last_message_id, waiting_since, answer_due_at, next_update_at, follow_up_at, follow_up_note, particulars, message_count, has_attachment, has_unclear, closed_at, found_by, found_where, corrected)
    select ${keys.workspaceId}::uuid, e.id, e.n, e.ti, e.ca, e.pr, e.k, e.o, e.te, e.to, array(select json_array_elements_text(e.tags)), e.cu, e.i, e.cn, e.ch, e.v, e.p, e.l, e.ps, e.at, e.lm, e.li, e.lo, e.lid, e.ws, e.ad, e.nu, e.fu, e.fn, e.pa, e.mc, e.ha, e.hu, e.cl, e.fb, e.fw,
      array_remove(array[case when e.k is not null then 'kind' end, case when e.to is not null then 'topic' end], null)
    from json_to_recordset(${JSON.stringify(cases)}::json) as e(id uuid, n int, ti text, ca text, pr smallint, k text, o uuid, te uuid, "to" uuid, tags json, cu uuid, i uuid, cn text, ch text, v text, p text, l text, ps uuid, at timestamptz, lm timestamptz, li timestamptz, lo timestamptz,
      lid uuid, ws timestamptz, ad timestamptz, nu timestamptz, fu timestamptz, fn text, pa text, mc int, ha boolean, hu boolean, cl timestamptz, fb text, fw text)`.execute(
    tx,
  )
  await sql`update case_counter set last_number = ${1000 + content.cases.length} where workspace_id = ${keys.workspaceId}`.execute(
    tx,
  )
  await sql`insert into thread (workspace_id, id, presence_id, channel, external_key, subject, visibility, permalink, identity_id, case_id, wished_answer, created_at)
    select ${keys.workspaceId}::uuid, e.id, e.p, e.c, e.k, e.s, e.v, e.l, e.i, e.ca, e.w, e.at from json_to_recordset(${JSON.stringify(threads)}::json) as e(id uuid, p uuid, c text, k text, s text, v text, l text, i uuid, ca uuid, w text, at timestamptz)`.execute(
    tx,
  )
  const rows = sql`json_to_recordset(${JSON.stringify(messages)}::json) as e(id uuid, t uuid, p uuid, c text, d text, x text, i uuid, am uuid, an text, aa text, s text, tx text, f text, h text, l text, a jsonb, pl text, at timestamptz, w json, ca uuid, m jsonb)`
  await sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, identity_id, author_member_id, author_name, author_address, subject, text, full_text, html, language, meta, attachments, permalink, occurred_at, received_at)
    select ${keys.workspaceId}::uuid, e.id, e.t, e.p, e.c, e.d, e.x, e.i, e.am, e.an, e.aa, e.s, e.tx, e.f, e.h, e.l, e.m, e.a, e.pl, e.at, e.at from ${rows}`.execute(
    tx,
  )
  await sql`insert into case_message (workspace_id, case_id, message_id, at) select ${keys.workspaceId}::uuid, e.ca, e.id, e.at from ${rows}`.execute(
    tx,
  )
  await sql`insert into message_search (workspace_id, message_id, case_id, at, words) select ${keys.workspaceId}::uuid, e.id, e.ca, e.at, array_to_tsvector(array(select json_array_elements_text(e.w))) from ${rows}`.execute(
    tx,
  )
  await sql`insert into note (workspace_id, id, case_id, author_id, text, mentions, at) select ${keys.workspaceId}::uuid, e.id, e.c, e.a, e.t, array(select json_array_elements_text(e.m)::uuid), e.at from json_to_recordset(${JSON.stringify(notes)}::json) as e(id uuid, c uuid, a uuid, t text, m json, at timestamptz)`.execute(
    tx,
  )
  await sql`insert into promise (workspace_id, id, case_id, text, due_at, made_by, made_at, state, settled_at) select ${keys.workspaceId}::uuid, e.id, e.c, e.t, e.d, e.b, e.m, e.s, e.se from json_to_recordset(${JSON.stringify(promises)}::json) as e(id uuid, c uuid, t text, d timestamptz, b uuid, m timestamptz, s text, se timestamptz)`.execute(
    tx,
  )
  for (const file of files)
    await sql`insert into file (workspace_id, id, name, type, size, bytes, message_id) values (${keys.workspaceId}, ${file.id}, ${file.name}, ${file.type}, ${file.bytes.length}, ${file.bytes}, ${file.messageId})`.execute(
      tx,
    )
  await sql`insert into outbox (workspace_id, id, case_id, thread_id, presence_id, message_id, payload, client_token, state, send_at, attempts, error_code, error_detail, created_by, created_at, settled_at)
    select ${keys.workspaceId}::uuid, e.id, e.c, e.t, e.p, e.m, jsonb_build_object('outgoing', jsonb_build_object('to', jsonb_build_array(jsonb_build_object('name', '', 'address', e.to)))), 'demo:' || e.id, e.s, e.at, 1, e.code, e.dt, e.b, e.at, e.at
    from json_to_recordset(${JSON.stringify(outbox)}::json) as e(id uuid, c uuid, t uuid, p uuid, m uuid, s text, code text, dt text, at timestamptz, b uuid, "to" text)`.execute(
    tx,
  )
  journal.sort((a, b) => a.at.getTime() - b.at.getTime())
  await sql`insert into journal (at, workspace_id, subject_kind, subject_id, actor_kind, actor_id, kind, data) select e.at, ${keys.workspaceId}::uuid, e.sk, e.si, e.ak, e.ai, e.k, e.d
    from json_to_recordset(${JSON.stringify(journal)}::json) as e(at timestamptz, sk text, si uuid, ak text, ai text, k text, d jsonb)`.execute(
    tx,
  )
  await joinMergedCases(tx, content, written)
}

function identityFor(keys: DemoKeys, customerKey: string, channel: string) {
  const own = keys.identities.get(customerKey) ?? []
  const wanted: Record<string, string> = { email: 'email', form: 'email', phone: 'phone', found: 'handle' }
  return (
    own.find((identity) => identity.kind === wanted[channel]) ??
    own.find((identity) => identity.kind === 'email') ??
    own[0] ??
    null
  )
}

async function joinMergedCases(tx: Db, content: DemoContent, written: Map<string, Written>) {
  for (const merge of content.caseMerges) {
    const [from, into] = [written.get(merge.from), written.get(merge.into)]
    if (!from || !into) continue
    await sql`update cases set merged_into = ${into.caseId} where id = ${from.caseId}`.execute(tx)
    await sql`update thread set case_id = ${into.caseId} where case_id = ${from.caseId}`.execute(tx)
    await sql`insert into case_message (workspace_id, case_id, message_id, at) select workspace_id, ${into.caseId}, message_id, at from case_message where case_id = ${from.caseId} on conflict do nothing`.execute(
      tx,
    )
  }
}
