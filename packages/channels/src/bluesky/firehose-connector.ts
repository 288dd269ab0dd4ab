import { capabilitiesOf, FirehoseSettings } from '@resonanz/contracts'
import { type ConnectionTest, type Connector, ConnectorError, type InboundEvent, type RawItem } from '../connector.ts'
import { readJsonItem } from '../kit/json-item.ts'
import { utc } from '../kit/message.ts'
import { textWithLinks } from './post-text.ts'
import { PostRecord, StoredItem } from './shapes.ts'
import { postMessage } from './to-events.ts'
import { type FirehoseContext, openFirehose, type FirehoseSettings as Settings } from './firehose-session.ts'
import { openStream } from './firehose-stream.ts'

/** The whole network as it speaks, held against standing queries: what meets one becomes a mention. */
export const firehoseConnector: Connector<Settings, never> = {
  kind: 'firehose',
  capabilities: capabilitiesOf.firehose,
  settings: FirehoseSettings,
  secrets: null,
  addressOf: ({ relay }) => relay,
  secretBoundTo: () => '',
  readsFrom: ({ relay }) => relay,
  parse: toEvents,
  open: openFirehose,
  test: testFirehose,
}

function toEvents(item: RawItem, { nowMs }: { nowMs: number }): InboundEvent[] {
  const stored = readJsonItem(item, StoredItem)
  const { signature, queries } = item.source
  // Stored by an older release: since then the session says it.
  if (stored.reason === 'gap')
    return [filtered('stream-gap', 'The relay no longer had all events since the last visit.')]
  if (signature === 'wrong') return [filtered('signature-wrong', 'Not signed by the key of its author.')]
  const occurredAt = utc(stored.indexedAt)
  if (stored.reason === 'gone') return [{ type: 'delete', externalId: stored.uri, occurredAt }]
  if (stored.reason === 'hidden' || stored.reason === 'shown')
    return [{ type: 'hide', externalId: stored.uri, hidden: stored.reason === 'hidden', occurredAt }]
  if (stored.reason === 'changed') {
    const text = textWithLinks(PostRecord.safeParse(stored.record).data ?? { text: '', facets: [] })
    return [{ type: 'edit', externalId: stored.uri, text, html: null, occurredAt }]
  }
  if (stored.reason !== 'post') return [filtered('unknown-reason', 'An event of a kind that is not known.')]
  const names = Array.isArray(queries) ? queries.filter((name) => typeof name === 'string').slice(0, 100) : []
  return [
    postMessage(stored, {
      directed: false,
      nowMs,
      meta: { queries: names, signature: typeof signature === 'string' ? signature : 'unchecked' },
    }),
  ]
}

const mostWaitMs = 3_000

const filtered = (code: string, reason: string): InboundEvent => ({ type: 'filtered', code, reason })

/** Do the queries read, does the relay speak? One event is waited for, nothing is kept. */
async function testFirehose(context: FirehoseContext): Promise<ConnectionTest> {
  const steps: ConnectionTest['steps'] = []
  const add = (step: ConnectionTest['steps'][number]['step'], fault: ConnectorError | null) =>
    void steps.push({
      step,
      ok: fault === null,
      code: fault?.code ?? null,
      detail: fault && fault.message !== fault.code ? fault.message.slice(0, 300) : null,
    })
  try {
    const session = await openFirehose(context)
    await session.close()
    const stream = await openStream(context, context.settings.relay, null)
    add('connect', null)
    const why = await stream.wait(Math.min(context.patienceMs ?? mostWaitMs, mostWaitMs), context.signal)
    stream.close()
    add('read', why === 'closed' ? new ConnectorError('transient', 'stream-ended') : null)
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    const isOurs = ['query-wrong', 'handle-unknown'].includes(error.code)
    add(isOurs ? 'read' : 'connect', error)
  }
  return { ok: steps.every(({ ok }) => ok), steps, found: {} }
}
