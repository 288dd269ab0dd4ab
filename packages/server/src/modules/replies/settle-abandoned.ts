import type { LookupAnswer } from '@resonanz/channels'
import { type Claimed, claimAbandoned, type SendingDeps } from './claim-sending.ts'
import { recordEnding } from './record-ending.ts'

/**
 * Sendings whose worker died: looked up where the provider can be asked, else shown as unclear for a person to decide.
 * Never sent again by themselves. Says whether there was one.
 */
export async function settleAbandoned(deps: SendingDeps, options: { anyLease?: boolean } = {}): Promise<boolean> {
  const items = await claimAbandoned(deps, options)
  await Promise.all([...Map.groupBy(items, (item) => item.presence_id).values()].map((group) => lookUpAll(deps, group)))
  return items.length > 0
}

/** A provider that gives no answer about one is not asked about the others: each would wait its time out. */
async function lookUpAll(deps: SendingDeps, items: readonly Claimed[]): Promise<void> {
  let answers = true
  for (const item of items) {
    const found: LookupAnswer = answers
      ? await deps.sender.lookup(item.presence_id, item.client_token).catch(() => 'unknown' as const)
      : 'unknown'
    answers = found !== 'unknown'
    await recordEnding(
      deps,
      item,
      found === 'found' || typeof found === 'object'
        ? { state: 'handed_over', code: null, detail: null, providerId: found === 'found' ? null : found.providerId }
        : { state: 'unclear', code: 'interrupted', detail: null, providerId: null },
    )
  }
}
