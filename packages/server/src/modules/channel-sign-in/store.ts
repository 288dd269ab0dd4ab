import type { ChannelKind } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'

export type SignInRow = {
  id: string
  workspace_id: string
  kind: ChannelKind
  member_id: string
  session_hash: string
  presence_id: string | null
  way_back: string
  sealed: Buffer | null
  stage: 'away' | 'back' | 'choosing' | 'done' | 'failed'
  is_over: boolean
}
const columns = sql`s.id, s.workspace_id, s.kind, s.member_id, s.session_hash, s.presence_id, s.way_back, s.sealed, s.stage, s.expires_at <= now() as is_over`

/** How long a person may take at the network, and then to choose an account. */
const holds = sql`interval '10 minutes'`

export type NewSignIn = Pick<
  SignInRow,
  'id' | 'workspace_id' | 'kind' | 'member_id' | 'session_hash' | 'presence_id' | 'way_back'
> & { stateHash: Buffer; sealed: Buffer }

export async function insertSignIn(db: Db, row: NewSignIn): Promise<void> {
  await sql`insert into channel_sign_in (workspace_id, id, kind, member_id, session_hash, presence_id, state_hash, way_back, sealed, expires_at)
    values (${row.workspace_id}, ${row.id}, ${row.kind}, ${row.member_id}, ${row.session_hash}, ${row.presence_id}, ${row.stateHash}, ${row.way_back}, ${row.sealed}, now() + ${holds})`.execute(
    db,
  )
}

/** Whoever it belongs to: the caller compares. */
export function signInOfState(db: Db, stateHash: Buffer): Promise<SignInRow | undefined> {
  return one(db, sql<SignInRow>`select ${columns} from channel_sign_in s where s.state_hash = ${stateHash}`)
}

/** Once: of two that come back with one state, one gets it. */
export async function claimSignIn(db: Db, id: string): Promise<boolean> {
  const claimed = await one(
    db,
    sql`update channel_sign_in set stage = 'back', sealed = null where id = ${id} and stage = 'away' and expires_at > now() returning id`,
  )
  return claimed !== undefined
}

export async function settleSignIn(db: Db, id: string, stage: 'done' | 'failed'): Promise<void> {
  await run(db, sql`update channel_sign_in set stage = ${stage}, sealed = null where id = ${id}`)
}

export async function keepChoice(db: Db, id: string, sealed: Buffer): Promise<void> {
  await run(
    db,
    sql`update channel_sign_in set stage = 'choosing', sealed = ${sealed}, expires_at = now() + ${holds} where id = ${id} and stage = 'back'`,
  )
}

/** The accounts wait for the one who signed in, in the same session. */
export function choiceOf(
  db: Db,
  actor: { workspaceId: string; memberId: string; sessionHash: string },
  id: string,
): Promise<SignInRow | undefined> {
  return one(
    db,
    sql<SignInRow>`select ${columns} from channel_sign_in s where s.id = ${id} and s.workspace_id = ${actor.workspaceId}
      and s.member_id = ${actor.memberId} and s.session_hash = ${actor.sessionHash}`,
  )
}

/** True for the one press that takes it. */
export async function takeChoice(db: Db, id: string): Promise<boolean> {
  const taken = await one(
    db,
    sql`update channel_sign_in set stage = 'back', sealed = null where id = ${id} and stage = 'choosing' and expires_at > now() returning id`,
  )
  return taken !== undefined
}

/** Addresses that companies of this installation set for themselves. */
export async function ownAddresses(db: Db): Promise<string[]> {
  const found = await rows(
    db,
    sql<{
      address: string
    }>`select distinct settings->>'publicUrl' as address from workspace where settings->>'publicUrl' is not null limit 1000`,
  )
  return found.map(({ address }) => address)
}
