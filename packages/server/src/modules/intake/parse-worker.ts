import { connectorOf, type InboundEvent, type ParseContext, type RawItem } from '@resonanz/channels'
import type { ChannelKind } from '@resonanz/contracts'
import { searchWords } from '@resonanz/text'
import { serve } from '../../platform/worker-side.ts'

export type ParseTask = { kind: ChannelKind; item: RawItem; context: ParseContext }
/** Events with the words that search will find them by. */
export type ParsedEvent = InboundEvent & { words?: string[] }

serve<ParseTask, ParsedEvent[]>((task) =>
  connectorOf(task.kind)
    .parse({ ...task.item, raw: Buffer.from(task.item.raw) }, task.context)
    .map((event) =>
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
)
