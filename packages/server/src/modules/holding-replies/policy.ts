import {
  type CaseKind,
  type ChannelKind,
  HoldingException,
  type HoldingPolicy,
  HoldingTerms,
  may,
} from '@resonanz/contracts'
import { z } from 'zod'
import type { Actor } from '#platform/deps'
import type { PolicyRow } from './store-policy.ts'

/** As it comes: an hour of service ahead, sent by people. */
const asItComes: HoldingTerms = {
  proposes: true,
  lead: { unit: 'minutes', minutes: 60 },
  sentBy: 'person',
  mostInRow: 2,
}
const Stored = z.object({ house: HoldingTerms, exceptions: z.array(HoldingException) })

export type Terms = z.infer<typeof Stored>
export function termsOf(row: PolicyRow | undefined): Terms {
  return row ? Stored.parse(row.policy) : { house: asItComes, exceptions: [] }
}

/** The first exception that fits, else the house's. */
export function termsFor(
  { house, exceptions }: Terms,
  { team_id, channel, kind }: { team_id: string | null; channel: ChannelKind; kind: CaseKind | null },
): HoldingTerms {
  const found = exceptions.find(
    (one) =>
      (one.teamId === null || one.teamId === team_id) &&
      (one.channel === null || one.channel === channel) &&
      (one.kind === null || one.kind === kind),
  )
  return found?.terms ?? house
}

export function policyShown(row: PolicyRow | undefined, actor: Actor): HoldingPolicy {
  return {
    ...termsOf(row),
    version: row?.version ?? 0,
    by: row?.by_member ? { id: row.by_member, name: row.by_name ?? '' } : null,
    at: row?.at.toISOString() ?? null,
    allowed: may(actor.role, 'guideline.manage') ? ['save'] : [],
  }
}

export function mayDecide(actor: Actor): boolean {
  return may(actor.role, 'case.reply')
}
