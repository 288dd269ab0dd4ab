import { ownMailFlag, selfTestMark } from '@resonanz/channels'
import type { Db } from '#platform/db/database'
import type { ParsedEvent } from './parse-worker.ts'
import type { MessageEvent, ParsedItem } from './plan.ts'

/** Words with the mark of a test item; whether they are one is for who sent it to say. */
export type MaybeTest = {
  itemId: string
  presenceId: string
  mark: string
  sourceKey: string
  /** Who wrote it, as the network names them, small letters without "@". */
  authorKeys: string[]
  externalId: string
  contentHash: string | null
  occurredAt: string | null
}
/** What becomes of those that are; the others are ordinary messages. In the transaction that writes the batch. */
export type TakeTests = (
  tx: Db,
  workspaceId: string,
  found: readonly MaybeTest[],
) => Promise<ReadonlyMap<MaybeTest, 'case' | 'left'>>

/** The batch with test items of ours left out by name, but those that are wanted as a case. */
export async function withoutTests(
  tx: Db,
  workspaceId: string,
  items: readonly ParsedItem[],
  takeTests: TakeTests | undefined,
): Promise<readonly ParsedItem[]> {
  // By its event: an item may hold other people's words beside a test of ours.
  const found = new Map<ParsedEvent, MaybeTest>()
  for (const { item, events } of items)
    for (const event of events) {
      const mark = event.type === 'message' && !event.own ? markIn(event) : null
      if (mark !== null && event.type === 'message')
        found.set(event, {
          itemId: item.id,
          presenceId: item.presence_id,
          mark,
          sourceKey: item.source_key,
          authorKeys: authorKeysOf(event),
          externalId: event.externalId,
          contentHash: event.contentHash,
          occurredAt: event.occurredAt,
        })
    }
  if (found.size === 0) return items
  const fates = await takeTests?.(tx, workspaceId, [...found.values()])
  return items.map(({ item, events }) => ({
    item,
    events: events.map((event) => {
      const test = found.get(event)
      return test ? judged(event, fates?.get(test)) : event
    }),
  }))
}

const left = (code: string, reason: string): ParsedEvent => ({ type: 'filtered', code, reason })

function judged(event: ParsedEvent, fate: 'case' | 'left' | undefined): ParsedEvent {
  if (event.type !== 'message') return event
  if (fate === 'left') return left('self-test', 'A test item of our own.')
  if (fate === undefined && event.flags.includes(ownMailFlag))
    return left('own-mail', 'One of our own mails came back.')
  return event
}

/** Far into a long text nobody put a mark of ours. */
const looksAt = 4_000
function markIn({ subject, fullText, text }: MessageEvent): string | null {
  return selfTestMark(`${subject ?? ''}\n${(fullText ?? text).slice(0, looksAt)}`)
}

function authorKeysOf({ author }: MessageEvent): string[] {
  return author ? [author.key, author.display].map((key) => key.toLowerCase().replace(/^@/, '')) : []
}
