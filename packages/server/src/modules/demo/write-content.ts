import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '#platform/db/database'
import type { DemoContent, DemoIdentity } from './content/types.ts'

/** Ids given to the content's keys while it is written. */
export type DemoKeys = {
  workspaceId: string
  teams: Map<string, string>
  staff: Map<string, { id: string; name: string }>
  presences: Map<string, string>
  topics: Map<string, string>
  customers: Map<string, { id: string; name: string }>
  /** Customer key → their identities by kind. */
  identities: Map<string, { id: string; kind: string; display: string }[]>
  newId(): string
}

export async function writeTopics(tx: Db, content: DemoContent, keys: DemoKeys) {
  for (const topic of content.topics) keys.topics.set(topic.key, keys.newId())
  const list = content.topics.map((topic) => ({
    id: keys.topics.get(topic.key),
    p: topic.parent ? keys.topics.get(topic.parent) : null,
    n: topic.name,
  }))
  await sql`insert into topic (workspace_id, id, parent_id, name) select ${keys.workspaceId}::uuid, e.id, e.p, e.n from json_to_recordset(${JSON.stringify(list)}::json) as e(id uuid, p uuid, n jsonb)`.execute(
    tx,
  )
}

/** Sample presences look alive but never reach a network: no server is asked, nothing is sent (settings.sample). */
export async function writePresences(tx: Db, content: DemoContent, keys: DemoKeys) {
  const list = content.presences.map((presence) => {
    const id = keys.newId()
    keys.presences.set(presence.key, id)
    return {
      id,
      k: presence.channel,
      n: presence.name.de,
      a: presence.channel === 'email' ? presence.address : null,
      pu: presence.purpose.de,
      t: keys.teams.get(presence.team),
      s: settingsOf(presence.channel, presence.address),
      pk: presence.channel === 'form' ? randomBytes(12).toString('base64url') : null,
    }
  })
  await sql`insert into presence (workspace_id, id, kind, name, address, purpose, team_id, owner_member_id, settings, public_key, next_poll_at, last_success_at, last_received_at)
    select ${keys.workspaceId}::uuid, e.id, e.k, e.n, e.a, e.pu, e.t, ${keys.staff.get('jonte')?.id ?? null}::uuid, e.s, e.pk, 'infinity', now(), now() - interval '7 minutes'
    from json_to_recordset(${JSON.stringify(list)}::json) as e(id uuid, k text, n text, a text, pu text, t uuid, s jsonb, pk text)`.execute(
    tx,
  )
}

function settingsOf(channel: string, address: string): Record<string, unknown> {
  const sample = { sample: true }
  if (channel === 'email')
    return {
      ...sample,
      address,
      senderName: 'Uferlinie Kundenservice',
      imap: { host: 'imap.uferlinie.example', port: 993, security: 'tls', user: address, folders: ['INBOX'] },
      smtp: { host: 'smtp.uferlinie.example', port: 587, security: 'starttls', user: address },
    }
  if (channel === 'feed') return { ...sample, url: address, everyMinutes: 10, directed: false }
  if (channel === 'form')
    return { title: { de: 'Schreiben Sie uns', en: 'Write to us' }, intro: { de: '', en: '' }, answerWithinHours: 6 }
  return { number: channel === 'phone' ? address : '' }
}

export async function writeCustomers(tx: Db, content: DemoContent, keys: DemoKeys) {
  const customers = content.customers.map((customer) => {
    const id = keys.newId()
    keys.customers.set(customer.key, { id, name: customer.name })
    const number = customer.identities.find((identity) => identity.kind === 'customer_number')?.value ?? null
    return {
      id,
      n: customer.name,
      nu: number,
      l: customer.language,
      s: { f: 'Frau', m: 'Herr', x: null }[customer.salutation],
      p: customer.particulars ?? '',
      f: { Ort: customer.town },
    }
  })
  await sql`insert into customer (workspace_id, id, name, number, language, salutation, particulars, fields, created_at)
    select ${keys.workspaceId}::uuid, e.id, e.n, e.nu, e.l, e.s, e.p, e.f, now() - interval '400 days' * random() - interval '20 days' from json_to_recordset(${JSON.stringify(customers)}::json) as e(id uuid, n text, nu text, l text, s text, p text, f jsonb)`.execute(
    tx,
  )
  const seen = new Map<string, string>()
  const identities: object[] = []
  const links: object[] = []
  for (const customer of content.customers) {
    const own: { id: string; kind: string; display: string }[] = []
    for (const identity of customer.identities) {
      const shaped = shapeOf(identity)
      if (!shaped) continue
      const key = `${shaped.kind}|${shaped.scope}|${shaped.key}`
      if (seen.has(key)) continue
      const id = keys.newId()
      seen.set(key, id)
      own.push({ id, kind: shaped.kind, display: identity.value })
      identities.push({ id, ...shaped, d: identity.value, n: customer.name })
      links.push({
        id: keys.newId(),
        i: id,
        c: keys.customers.get(customer.key)!.id,
        s: identity.confirmed ? 'confirmed' : 'assumed',
        e: identity.confirmed ? ['confirmed-by-person'] : ['same-name'],
      })
    }
    keys.identities.set(customer.key, own)
  }
  await sql`insert into identity (workspace_id, id, kind, scope, key, display, name, first_seen_at) select ${keys.workspaceId}::uuid, e.id, e.kind, e.scope, e.key, e.d, e.n, now() - interval '30 days'
    from json_to_recordset(${JSON.stringify(identities)}::json) as e(id uuid, kind text, scope text, key text, d text, n text)`.execute(
    tx,
  )
  await sql`insert into identity_link (workspace_id, id, identity_id, customer_id, state, evidence, author_id, valid_from) select ${keys.workspaceId}::uuid, e.id, e.i, e.c, e.s, e.e, ${keys.staff.get('nadia')?.id ?? null}::uuid, now() - interval '20 days'
    from json_to_recordset(${JSON.stringify(links)}::json) as e(id uuid, i uuid, c uuid, s text, e jsonb)`.execute(tx)
  await writeProposals(tx, content, keys)
}

function shapeOf(identity: DemoIdentity): { kind: string; scope: string; key: string } | null {
  if (identity.kind === 'customer_number') return null
  if (identity.kind === 'fediverse' || identity.kind === 'bluesky')
    return { kind: 'handle', scope: identity.kind, key: identity.value.toLowerCase() }
  if (identity.kind === 'phone') return { kind: 'phone', scope: '', key: identity.value.replace(/[^\d+]/g, '') }
  return { kind: identity.kind, scope: '', key: identity.value.toLowerCase() }
}

/** A proposal joins a second record of the same person: its first identity is taken off and proposed to the other one. */
async function writeProposals(tx: Db, content: DemoContent, keys: DemoKeys) {
  for (const proposal of content.linkProposals) {
    const [loose, known] = proposal.customers
    const identity = keys.identities.get(loose)?.[0]
    const customer = keys.customers.get(known)
    if (!identity || !customer) continue
    await sql`update identity_link set valid_to = now() where identity_id = ${identity.id} and valid_to is null`.execute(
      tx,
    )
    await sql`insert into link_proposal (workspace_id, id, identity_id, customer_id, reasons, score, created_at) values (${keys.workspaceId}, ${keys.newId()}, ${identity.id}, ${customer.id},
      ${JSON.stringify(proposal.reasons.map((reason, index) => ({ code: index === 0 ? 'same-order-number' : 'same-name', value: reason.de })))}::jsonb, ${proposal.score}, ${proposal.proposedAt})`.execute(
      tx,
    )
  }
}

export async function writeMentions(tx: Db, content: DemoContent, keys: DemoKeys) {
  const list = content.mentions.map((mention) => ({
    t: keys.newId(),
    m: keys.newId(),
    n: keys.newId(),
    p: keys.presences.get(mention.presence),
    k: mention.key,
    ti: mention.title,
    a: mention.author,
    tx: mention.text,
    l: mention.link,
    la: mention.language,
    at: mention.publishedAt,
    s: mention.state,
  }))
  const rows = sql`json_to_recordset(${JSON.stringify(list)}::json) as e(t uuid, m uuid, n uuid, p uuid, k text, ti text, a text, tx text, l text, la text, at timestamptz, s text)`
  await sql`insert into thread (workspace_id, id, presence_id, channel, external_key, subject, visibility, permalink, created_at) select ${keys.workspaceId}::uuid, e.t, e.p, 'feed', e.k, e.ti, 'public', e.l, e.at from ${rows}`.execute(
    tx,
  )
  await sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, author_name, subject, text, language, permalink, occurred_at, received_at)
    select ${keys.workspaceId}::uuid, e.m, e.t, e.p, 'feed', 'in', e.k, e.a, e.ti, e.tx, e.la, e.l, e.at, e.at + interval '6 minutes' from ${rows}`.execute(
    tx,
  )
  await sql`insert into mention (workspace_id, id, presence_id, message_id, state, at) select ${keys.workspaceId}::uuid, e.n, e.p, e.m, e.s, e.at from ${rows}`.execute(
    tx,
  )
}

export async function writeQuarantine(tx: Db, content: DemoContent, keys: DemoKeys) {
  for (const item of content.quarantine) {
    const id = keys.newId()
    const raw = Buffer.from(item.raw)
    const head = raw.subarray(0, 4_000).toString('latin1').replaceAll('\u0000', '')
    const summary = {
      from: /^From: (.{1,200})/m.exec(head)?.[1] ?? null,
      subject: /^Subject: (.{1,200})/m.exec(head)?.[1] ?? null,
    }
    await sql`insert into inlet_item (workspace_id, id, presence_id, source_key, content_type, raw, received_at, state, code, reason, summary)
      values (${keys.workspaceId}, ${id}, ${keys.presences.get(item.presence)!}, ${createHash('sha256').update(raw).digest('hex')}, 'message/rfc822', ${raw}, ${item.receivedAt}, 'quarantined', ${item.code}, ${item.reason.de}, ${JSON.stringify(summary)}::jsonb)`.execute(
      tx,
    )
    await sql`insert into inlet_open (workspace_id, item_id, presence_id, quarantined, attempts) values (${keys.workspaceId}, ${id}, ${keys.presences.get(item.presence)!}, true, 1)`.execute(
      tx,
    )
  }
}
