import {
  capabilitiesOf,
  type ChannelKind,
  may,
  type Post,
  type PostAction,
  type PostState,
  type PostTargetState,
} from '@resonanz/contracts'
import type { Actor } from '#platform/deps'
import { momentOf } from './wall-clock.ts'

/** A row of planned_post with the names beside it. */
export type PostRow = {
  id: string
  workspace_id: string
  text: string
  local_time: string
  time_zone: string
  planned_at: Date
  state: 'draft' | 'waiting' | 'planned' | 'withdrawn'
  returned_code: string | null
  reason: string
  accepted: { rule: string; level: 'warning' | 'stop'; version: number; reason: string }[]
  approval_id: string | null
  approval_state: string | null
  version: number
  created_by: string | null
  created_by_name: string | null
  changed_at: Date
  sample: boolean
  targets: TargetRow[]
  files: { fileId: string; name: string; type: string; size: number; alt: string }[]
}
export type TargetRow = {
  id: string
  presenceId: string
  presenceName: string
  kind: ChannelKind
  text: string | null
  state: PostTargetState
  errorCode: string | null
  providerId: string | null
  threadId: string | null
  settledAt: string | null
}

/** One presence of a post while it is handed over. */
export type ClaimedTarget = {
  id: string
  workspace_id: string
  post_id: string
  presence_id: string
  kind: ChannelKind
  client_token: string
  attempts: number
  words: string
  accepted: PostRow['accepted']
  created_by: string | null
}

/** A presence of this kind takes posts of ours. */
export function takesPosts(kind: ChannelKind): boolean {
  return capabilitiesOf[kind].publish === true
}

export const wordsFor = (post: Pick<PostRow, 'text'>, target: Pick<TargetRow, 'text'>) => target.text ?? post.text

/** Left, or perhaps left: its words and places are not for changing any more. */
export function hasLeft(post: Pick<PostRow, 'targets'>): boolean {
  return post.targets.some(({ state }) => state === 'sending' || state === 'sent' || state === 'unclear')
}

/** What needs a person first, of all its presences. */
const weight: readonly PostTargetState[] = ['unclear', 'failed', 'late', 'sending', 'open', 'sent', 'discarded']

export function stateOf(post: Pick<PostRow, 'state' | 'targets'>, isPaused: boolean): PostState {
  if (post.state !== 'planned') return post.state
  const first = weight.find((state) => post.targets.some((target) => target.state === state)) ?? 'open'
  if (first === 'open') return isPaused ? 'paused' : 'planned'
  return first === 'discarded' ? 'withdrawn' : first
}

export function toPost(row: PostRow, actor: Pick<Actor, 'role'>, isPaused: boolean): Post {
  return {
    id: row.id,
    text: row.text,
    state: stateOf(row, isPaused),
    localTime: row.local_time,
    timeZone: row.time_zone,
    plannedAt: row.planned_at.toISOString(),
    clockChange: momentOf(row.local_time, row.time_zone).clockChange,
    targets: row.targets.map((target) => ({
      id: target.id,
      presence: { id: target.presenceId, name: target.presenceName, kind: target.kind },
      text: target.text,
      state: target.state,
      errorCode: target.errorCode,
      providerId: target.providerId,
      threadId: target.threadId,
      settledAt: target.settledAt === null ? null : new Date(target.settledAt).toISOString(),
    })),
    media: row.files,
    createdBy:
      row.created_by && row.created_by_name !== null ? { id: row.created_by, name: row.created_by_name } : null,
    approval: row.approval_id && row.approval_state ? { id: row.approval_id, state: row.approval_state } : null,
    returnedCode: row.returned_code,
    reason: row.reason,
    version: row.version,
    changedAt: row.changed_at.toISOString(),
    isSample: row.sample,
    allowed: may(actor.role, 'publish.write') ? actionsOn(row) : [],
  }
}

export function actionsOn(row: Pick<PostRow, 'state' | 'targets'>): PostAction[] {
  if (row.state === 'withdrawn') return []
  const states = new Set(row.targets.map(({ state }) => state))
  const waits = states.has('open') || states.has('late')
  const inHand = states.has('sending')
  return [
    ...(hasLeft(row) ? [] : (['change'] as const)),
    ...(row.state === 'draft' ? (['plan'] as const) : []),
    ...(waits && !inHand ? (['move'] as const) : []),
    ...(!inHand && (waits || states.has('failed')) ? (['withdraw'] as const) : []),
    ...(row.state === 'planned' && (states.has('late') || states.has('failed') || states.has('unclear'))
      ? (['resolve'] as const)
      : []),
  ]
}
