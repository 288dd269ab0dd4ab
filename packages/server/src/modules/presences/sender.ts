import type { ActionOnMessage, LookupAnswer, Outgoing, SendOutcome } from '@resonanz/channels'
import type { connectorOf as ConnectorOf } from '@resonanz/channels'
import type { Deps } from '#platform/deps'
import { contextFor } from './connect.ts'
import { noteFailure, noteSuccess } from './health.ts'
import { loadPresence } from './store.ts'

const sendMs = 10 * 60_000
const copyMs = 30_000
const signInCodes = new Set(['wrong-credentials', 'token-revoked', 'token-missing'])

/** How answers leave: by the connector of their presence, noting how its sending side is. */
export function makeSender(deps: Deps, connectorOf: typeof ConnectorOf) {
  return {
    async send(presenceId: string, outgoing: Outgoing): Promise<SendOutcome> {
      const presence = await loadPresence(deps.db.system, presenceId)
      if (!presence || presence.archived_at) return { state: 'failed', code: 'channel-archived', detail: '' }
      // Sample data never reaches anybody: it looks sent and stays here.
      if (presence.settings.sample === true) return { state: 'handed_over', providerId: 'sample' }
      const connector = connectorOf(presence.kind)
      if (!connector.send) return { state: 'failed', code: 'channel-cannot-send', detail: '' }
      const context = contextFor(deps, { connectorOf }, presence, AbortSignal.timeout(sendMs))
      const outcome = await connector.send(context, outgoing)
      await noteOutcome(deps, presenceId, outcome).catch((error) => deps.log.warn({ err: error, presenceId }, 'health'))
      if (outcome.state === 'handed_over' && connector.afterSend) {
        // The copy in Sent waits until the outcome is on record, and may fail.
        const later = contextFor(deps, { connectorOf }, presence, AbortSignal.timeout(copyMs))
        setTimeout(() => {
          connector.afterSend!(later, outgoing).catch((error: Error) =>
            deps.log.info({ err: error, presenceId }, 'no copy in Sent'),
          )
        }, 50)
      }
      return outcome
    },
    /** Something done to a message on the network: a like, hiding it. */
    async act(presenceId: string, action: ActionOnMessage): Promise<SendOutcome> {
      const presence = await loadPresence(deps.db.system, presenceId)
      if (!presence || presence.archived_at) return { state: 'failed', code: 'channel-archived', detail: '' }
      if (presence.settings.sample === true) return { state: 'handed_over', providerId: 'sample' }
      const connector = connectorOf(presence.kind)
      if (!connector.act) return { state: 'failed', code: 'channel-cannot-act', detail: '' }
      const outcome = await connector.act(
        contextFor(deps, { connectorOf }, presence, AbortSignal.timeout(copyMs)),
        action,
      )
      await noteOutcome(deps, presenceId, outcome).catch((error) => deps.log.warn({ err: error, presenceId }, 'health'))
      return outcome
    },
    async lookup(presenceId: string, clientToken: string): Promise<LookupAnswer> {
      const presence = await loadPresence(deps.db.system, presenceId)
      if (!presence || presence.archived_at) return 'unknown'
      const connector = connectorOf(presence.kind)
      if (!connector.lookup) return 'unknown'
      return connector.lookup(contextFor(deps, { connectorOf }, presence, AbortSignal.timeout(copyMs)), clientToken)
    },
  }
}

const ofThePerson = new Set(['temporarily-refused', 'person-throttled'])

/** Only what concerns the sending server itself: a refused recipient says nothing about the channel, nor does what waits. */
async function noteOutcome(deps: Deps, presenceId: string, outcome: SendOutcome): Promise<void> {
  if (outcome.state === 'handed_over') return noteSuccess(deps, presenceId, 'send')
  if (outcome.state !== 'retry' || outcome.untried || ofThePerson.has(outcome.code)) return
  await noteFailure(
    deps,
    presenceId,
    { kind: signInCodes.has(outcome.code) ? 'sign_in' : 'transient', code: outcome.code },
    'send',
  )
}
