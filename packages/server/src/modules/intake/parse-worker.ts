import {
  type AttachmentContent,
  connectorOf,
  type InboundEvent,
  type ParseContext,
  type RawItem,
} from '@resonanz/channels'
import type { ChannelKind } from '@resonanz/contracts'
import { searchWords } from '@resonanz/text'
import { serve } from '#platform/worker-side'

/** What the threads do with what a stranger sent: read it, or take one attachment out of it again. */
export type WorkerTask = { kind: ChannelKind; item: RawItem } & (
  | { task: 'parse'; context: ParseContext }
  | { task: 'attachment'; index: number }
)
/** Events with the words that search will find them by. */
export type ParsedEvent = InboundEvent & { words?: string[] }
export type WorkerResult = { events: ParsedEvent[] } | { attachment: AttachmentContent | null }

serve<WorkerTask, WorkerResult>((task) => {
  const connector = connectorOf(task.kind)
  const item = { ...task.item, raw: Buffer.from(task.item.raw) }
  if (task.task === 'attachment') return { attachment: connector.attachment?.(item, task.index) ?? null }
  return {
    events: connector.parse(item, task.context).map((event) =>
      event.type === 'message'
        ? {
            ...event,
            words: searchWords(
              `${event.subject ?? ''} ${event.author?.name ?? ''} ${event.author?.display ?? ''} ${event.fullText ?? event.text}`,
              800,
            ),
          }
        : event,
    ),
  }
})
