import type { ChannelKind } from '@resonanz/contracts'
import { sql } from 'kysely'
import { requestApproval } from '#approvals'
import { type Db, run } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { fingerprintOfPost } from './plan-post.ts'
import { takesPosts } from './post.ts'
import { accessPost, approversFor, insertPost, setPostState } from './store.ts'
import { momentOf } from './wall-clock.ts'

type Sample = {
  workspaceId: string
  /** Who writes and may not approve, and who answers for the presences. */
  writer: Actor
  ownerId: string
  teamId: string | null
  now: Date
}
const accounts: { kind: ChannelKind; name: string; address: string }[] = [
  { kind: 'bluesky', name: 'Uferlinie auf Bluesky', address: '@uferlinie.example' },
  { kind: 'mastodon', name: 'Uferlinie im Fediverse', address: '@uferlinie@netz.example' },
  { kind: 'facebook', name: 'Uferlinie auf Facebook', address: 'uferlinie' },
]
type Planned = {
  text: string
  inDays: number
  at: string
  on: number[]
  own?: [number, string]
  as: 'draft' | 'waiting' | 'planned' | 'sent'
}
const posts: Planned[] = [
  {
    text: 'Seit heute rollt die Linie 3 wieder bis Tarpsiel Anleger. Danke für Ihre Geduld.',
    inDays: -6,
    at: '08:30',
    on: [0, 1, 2],
    as: 'sent',
  },
  {
    text: 'Unser Laden in Immenrade hat am Samstag von 9 bis 14 Uhr offen.',
    inDays: -2,
    at: '12:00',
    on: [2],
    as: 'sent',
  },
  {
    text: 'Ab Montag fahren die Fähren nach dem Winterfahrplan. Die erste legt um 6:10 Uhr ab, die letzte um 21:40 Uhr.',
    inDays: 1,
    at: '09:00',
    on: [0, 1, 2],
    own: [
      2,
      'Ab Montag gilt der Winterfahrplan der Fähren: erste Abfahrt 6:10 Uhr, letzte 21:40 Uhr. Alle Zeiten hängen an den Anlegern aus.',
    ],
    as: 'planned',
  },
  {
    text: 'Leihräder wintern ein: Bis zum 15. stehen sie noch an allen Bahnhöfen.',
    inDays: 3,
    at: '17:30',
    on: [0, 1],
    as: 'planned',
  },
  {
    text: 'Wie heißt unsere neue Fähre? Bis Freitag sammeln wir Ihre Vorschläge.',
    inDays: 5,
    at: '18:00',
    on: [0, 2],
    as: 'waiting',
  },
  {
    text: 'Advent im Hafen: Wir verlängern am Wochenende die Abendfahrten.',
    inDays: 9,
    at: '10:00',
    on: [0, 1, 2],
    as: 'draft',
  },
]
const zone = 'Europe/Berlin'

/** Accounts of the sample company on social networks, and what is planned there. None of it ever leaves. */
export async function writeSamplePosts(tx: Db, deps: Deps, sample: Sample): Promise<void> {
  const { workspaceId: w, writer } = sample
  const presences = accounts.filter(({ kind }) => takesPosts(kind)).map((account) => ({ ...account, id: deps.newId() }))
  if (presences.length < accounts.length) return
  await run(
    tx,
    sql`insert into presence (workspace_id, id, kind, name, address, purpose, team_id, owner_member_id, settings, next_poll_at, last_success_at, last_received_at)
      select ${w}, e.id, e.kind, e.name, e.address, 'Neuigkeiten und Antworten', ${sample.teamId}::uuid, ${sample.ownerId}::uuid, '{"sample": true}', 'infinity', now(), now() - interval '20 minutes'
      from jsonb_to_recordset(${JSON.stringify(presences)}::jsonb) as e(id uuid, kind text, name text, address text)`,
  )
  // One sign-in ends soon, so that it can be seen what is told of it.
  await run(
    tx,
    sql`update presence set token_expires_at = now() + interval '9 days 3 hours' where workspace_id = ${w} and kind = 'facebook' and settings->>'sample' = 'true'`,
  )
  await run(tx, sql`insert into publishing (workspace_id) values (${w}) on conflict do nothing`)
  for (const post of posts) {
    const id = deps.newId()
    const day = new Date(sample.now.getTime() + post.inDays * 86_400_000).toISOString().slice(0, 10)
    const localTime = `${day}T${post.at}`
    const targets = post.on.map((n) => ({
      presenceId: presences[n]!.id,
      text: post.own?.[0] === n ? post.own[1] : null,
    }))
    const { at } = momentOf(localTime, zone)
    await insertPost(tx, deps, writer, id, { text: post.text, targets, media: [], localTime, timeZone: zone }, at)
    await run(tx, sql`update planned_post set sample = true where id = ${id}`)
    if (post.as === 'planned') await setPostState(tx, id, { state: 'planned' })
    if (post.as === 'sent') await markSent(tx, id)
    if (post.as === 'waiting') await waitFor(tx, deps, sample, id)
  }
}

async function markSent(tx: Db, id: string): Promise<void> {
  await setPostState(tx, id, { state: 'planned' })
  await run(
    tx,
    sql`update planned_post_target t set state = 'sent', attempts = 1, settled_at = p.planned_at from planned_post p where p.id = t.post_id and t.post_id = ${id}`,
  )
}

async function waitFor(tx: Db, deps: Deps, { writer, now }: Sample, id: string): Promise<void> {
  const post = await accessPost(tx, writer.workspaceId, id)
  const { approvalId } = await requestApproval(tx, deps, writer, {
    kind: 'publishing',
    subjectKind: 'planned-post',
    subjectId: id,
    caseId: null,
    fingerprint: fingerprintOfPost(post),
    dueAt: new Date(now.getTime() + 86_400_000),
    approvers: await approversFor(tx, writer.workspaceId),
  })
  await setPostState(tx, id, { state: 'waiting', approvalId })
}
