import type { LookupAnswer, Outgoing, SendOutcome } from '@resonanz/channels'
import { sql } from 'kysely'
import type { Deps } from '#platform/deps'
import { rows, run } from '#platform/db/database'
import { inFairOrder, type Room } from '#platform/lanes'

/** How a presence hands something over; the intake's connectors, wired in app.ts. */
export type Sender = {
  send(presenceId: string, outgoing: Outgoing): Promise<SendOutcome>
  /** Found only when the provider certainly has it. */
  lookup(presenceId: string, clientToken: string): Promise<LookupAnswer>
}
export type SendingDeps = Deps & { sender: Sender; processName: string }

export type Claimed = {
  id: string
  workspace_id: string
  case_id: string | null
  message_id: string | null
  presence_id: string
  client_token: string
  attempts: number
  created_at: Date
  part: number
  first_part: string | null
  /** What the network called the part before this one. */
  before_id: string | null
  /** Written by an older release it has no target: that was mail. */
  payload: {
    outgoing: Omit<Outgoing, 'attachments' | 'target'> & Partial<Pick<Outgoing, 'target'>>
    fileIds?: string[]
    alts?: Record<string, string>
    /** So often a person sent it again though nobody knew whether it had arrived, and so many copies were found since. */
    again?: number
    copies?: number
  }
}

const claimed = sql`o.id, o.workspace_id, o.case_id, o.message_id, o.presence_id, o.client_token, o.attempts, o.created_at, o.payload, o.part, o.first_part,
  (select b.provider_id from outbox b where b.first_part = o.first_part and b.part = o.part - 1) as before_id`
const leaseSeconds = 60
const abandonedAtOnce = 20

/** What is due and may begin, now ours. Within a conversation nothing overtakes what was written before it. */
export async function claimSendings(deps: SendingDeps, room: Room): Promise<Claimed[]> {
  const due = sql`
    select d.*, p.workspace_id, p.failures > 0 as is_ailing
    from (select distinct presence_id from outbox where state = 'queued' and send_at <= now()) w join presence p on p.id = w.presence_id
    cross join lateral (
      select o.id, o.presence_id, o.send_at as due_at from outbox o
      where o.presence_id = p.id and o.state = 'queued' and o.send_at <= now()
        and not exists (select 1 from outbox e where e.thread_id = o.thread_id and e.presence_id = o.presence_id and e.id < o.id and e.state in ('queued','handing_over'))
        and (o.part = 1 or exists (select 1 from outbox b where b.first_part = o.first_part and b.part = o.part - 1 and b.state in ('handed_over','delivered','read')))
      order by o.send_at limit ${room.perPresence}::int
    ) d where not p.paused and p.archived_at is null`
  return rows(
    deps.db.system,
    sql<Claimed>`
      with next as (
        select o.id from (${inFairOrder(due, room)}) f join outbox o on o.id = f.id where o.state = 'queued' for update of o skip locked
      )
      update outbox o set state = 'handing_over', attempts = o.attempts + 1, lease_until = now() + make_interval(secs => ${leaseSeconds}), lease_by = ${deps.processName}
      from next where o.id = next.id returning ${claimed}`,
  )
}

/** While it takes long (a slow server, a database that is away) the lease is renewed; a dead process stops renewing. */
export function keepLease(deps: SendingDeps, id: string): { release(): void } {
  const renewing = setInterval(
    () => {
      run(
        deps.db.system,
        sql`update outbox set lease_until = now() + make_interval(secs => ${leaseSeconds}) where id = ${id} and state = 'handing_over' and lease_by = ${deps.processName}`,
      ).catch(() => {})
    },
    (leaseSeconds * 1000) / 3,
  )
  return { release: () => clearInterval(renewing) }
}

/** Whose worker died. `anyLease`: also those whose time is not over, of other processes. */
export function claimAbandoned(deps: SendingDeps, { anyLease = false }): Promise<Claimed[]> {
  return rows(
    deps.db.system,
    sql<Claimed>`
      with lost as (select id from outbox where state = 'handing_over' and (lease_until < now() or (${anyLease} and lease_by <> ${deps.processName})) order by id limit ${abandonedAtOnce} for update skip locked)
      update outbox o set lease_until = now() + make_interval(secs => ${leaseSeconds}), lease_by = ${deps.processName} from lost where o.id = lost.id
      returning ${claimed}`,
  )
}
