import type { BodyOf, Presence, presenceRoutes } from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import type { Connectors } from './connect.ts'
import { guardPlace, guardSettings, secretsNeeded } from './policy.ts'
import { type PresenceRow, toPresence } from './presence.ts'
import { openSecrets, sealSecrets } from './secrets.ts'
import { accessPresence, pollNow, updatePresence, viewPresences } from './store.ts'

type Change = BodyOf<typeof presenceRoutes.change>

/**
 * Changes what is named. Settings are merged; whoever changes where the secrets go must enter them again, so nobody
 * who may change a channel can send its password elsewhere.
 */
export async function changePresence(
  deps: Deps,
  connectors: Connectors,
  actor: Actor,
  id: string,
  change: Change,
): Promise<Presence> {
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const before = await accessPresence(tx, actor, id, { lock: true })
    if (before.archived_at) throw new Refusal('conflict', 'This channel is archived.')
    const connector = connectors.connectorOf(before.kind)
    const settings = settingsAfter(connectors, before, change)
    const old = connector.settings.safeParse(withoutMark(before.settings)).data ?? null
    const known = openSecrets<Record<string, unknown>>(deps, before)
    const moved = old === null || connector.secretBoundTo(old) !== connector.secretBoundTo(settings)
    if (known !== null && before.kind !== 'inlet' && moved && !change.secrets) {
      throw secretsNeeded('The server or user changed: enter the password again.')
    }
    const secrets = change.secrets ? (moved ? change.secrets : { ...known, ...change.secrets }) : known
    if (before.settings.sample !== true) guardSettings(connector, settings, secrets)
    const name = change.name ?? before.name
    const teamId = change.teamId === undefined ? before.team_id : change.teamId
    const address = connector.addressOf(settings)
    await guardPlace(tx, actor, { kind: before.kind, name, teamId, settings, address, except: id })
    await updatePresence(tx, id, {
      name,
      purpose: change.purpose ?? before.purpose,
      teamId,
      address,
      settings,
      secrets: secrets === null ? null : sealSecrets(deps, secrets),
      paused: change.paused ?? before.paused,
      restart: old === null || connector.readsFrom(old) !== connector.readsFrom(settings),
    })
    const fields = fieldsOf(change)
    if (fields.length > 0) {
      await append(tx, [
        {
          workspaceId: actor.workspaceId,
          subject: { kind: 'presence', id },
          actor: journalActor(actor),
          kind: 'presence.changed',
          data: { fields },
        },
      ])
    }
    await pollNow(tx, id)
    const [view] = await viewPresences(tx, actor.workspaceId, id)
    return toPresence(view!, actor)
  })
}

// oxlint-disable-next-line typescript/no-explicit-any -- settings of any channel, checked by its own schema
function settingsAfter(connectors: Connectors, before: PresenceRow, change: Change): any {
  const isSample = before.settings.sample === true
  const wanted = change.settings ?? {}
  const merged = merge(withoutMark(before.settings), isSample ? withoutMark(wanted) : wanted)
  const checked = connectors.connectorOf(before.kind).settings.safeParse(merged)
  if (checked.success) return isSample ? { ...checked.data, sample: true } : checked.data
  const [issue] = checked.error.issues
  throw new Refusal('invalid-input', issue?.message ?? 'The settings do not hold.', {
    field: `settings.${issue?.path.join('.') ?? ''}`,
  })
}

/** The mark of sample data is ours, not the channel's: it stays, whatever is changed. */
function withoutMark(settings: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(settings).filter(([key]) => key !== 'sample'))
}

/** Objects are merged, everything else is replaced. Keys that would reach into prototypes are refused by the schema. */
function merge(before: Record<string, unknown>, change: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(change).map(([key, value]) => {
    const old = Object.hasOwn(before, key) ? before[key] : undefined
    return [key, isPlain(old) && isPlain(value) ? merge(old, value) : value] as const
  })
  return { ...before, ...Object.fromEntries(entries) }
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function fieldsOf(change: Change): string[] {
  return Object.entries(change)
    .filter(([, value]) => value !== undefined)
    .flatMap(([field, value]) => (field === 'settings' && isPlain(value) ? Object.keys(value) : [field]))
    .slice(0, 50)
}
