import type { ChannelKind, OwnLimits, Presence } from '@resonanz/contracts'
import { capabilitiesOf, may } from '@resonanz/contracts'
import type { Actor } from '#platform/deps'

/** An account of ours on a channel, as stored. Secrets are sealed. */
export type PresenceRow = {
  id: string
  workspace_id: string
  kind: ChannelKind
  name: string
  address: string | null
  purpose: string
  team_id: string | null
  owner_member_id: string | null
  settings: Record<string, unknown>
  secrets: Buffer | null
  public_key: string | null
  paused: boolean
  archived_at: Date | null
  cursor: Record<string, unknown>
  next_poll_at: Date
  failures: number
  last_received_at: Date | null
  last_sent_at: Date | null
  last_success_at: Date | null
  last_reconciled_at: Date | null
  error_kind: 'transient' | 'permanent' | 'sign_in' | null
  error_code: string | null
  error_detail: string | null
  error_since: Date | null
  token_expires_at: Date | null
  limits: OwnLimits | null
}

/** With what a list shows beside it. */
export type PresenceView = PresenceRow & {
  team_name: string | null
  owner_name: string | null
  waiting: number
  quarantined: number
  age_seconds: number | null
}

/** A passing fault is "waiting" until it has come this often in a row. */
export const failuresUntilFailing = 3

export function stateOf(
  row: Pick<PresenceRow, 'archived_at' | 'paused' | 'error_kind' | 'failures'>,
): Presence['state'] {
  if (row.archived_at) return 'archived'
  if (row.paused) return 'paused'
  if (row.error_kind === 'sign_in') return 'needs_sign_in'
  if (row.error_kind === 'permanent') return 'failing'
  if (row.error_kind === 'transient') return row.failures >= failuresUntilFailing ? 'failing' : 'waiting'
  return 'running'
}

export function toPresence(row: PresenceView, actor: Pick<Actor, 'role'>): Presence {
  const polled = isPolled(row.kind)
  const resting = row.archived_at !== null || row.paused
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    address: row.address,
    purpose: row.purpose,
    team: row.team_id && row.team_name !== null ? { id: row.team_id, name: row.team_name } : null,
    owner: row.owner_member_id && row.owner_name !== null ? { id: row.owner_member_id, name: row.owner_name } : null,
    state: stateOf(row),
    settings: row.settings,
    hasSecrets: row.secrets !== null,
    publicKey: row.public_key,
    health: {
      lastReceivedAt: instant(row.last_received_at),
      lastSentAt: instant(row.last_sent_at),
      lastSuccessAt: instant(row.last_success_at),
      nextTryAt: polled && !resting ? instant(row.next_poll_at) : null,
      lagSeconds: polled && !resting ? row.age_seconds : null,
      waiting: row.waiting,
      quarantined: row.quarantined,
      error: row.error_kind
        ? {
            kind: row.error_kind,
            code: row.error_code ?? 'unknown',
            since: (row.error_since ?? new Date()).toISOString(),
            detail: row.error_detail ?? '',
          }
        : null,
      tokenExpiresAt: instant(row.token_expires_at),
      limits: row.limits,
    },
    allowed: row.archived_at === null && may(actor.role, 'presence.manage') ? actionsOn(row) : [],
  }
}

function actionsOn(row: PresenceRow): string[] {
  const { intake } = capabilitiesOf[row.kind]
  if (intake === 'hand') return ['change', 'archive']
  return [
    'change',
    'archive',
    row.paused ? 'resume' : 'pause',
    ...(isPolled(row.kind) ? ['test', 'sync'] : []),
    ...(row.kind === 'inlet' || row.kind === 'chat' ? ['rotateSecret'] : []),
  ]
}

/** Is it asked, not only told? */
export function isPolled(kind: ChannelKind): boolean {
  const { intake } = capabilitiesOf[kind]
  return intake === 'poll' || intake === 'both'
}

/** PostgreSQL's infinity (a presence that is never asked) comes as a number: no moment to show. */
function instant(date: Date | null): string | null {
  return date instanceof Date ? date.toISOString() : null
}
