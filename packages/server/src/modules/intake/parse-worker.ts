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

const htmlMost = 1_000_000
const textMost = 500_000
const attachmentsMost = 500

type MessageEvent = Extract<InboundEvent, { type: 'message' }>

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
    events: connector.parse(item, { ...task.context, settings: settingsOf(task.kind, task.context) }).map((event) =>
      event.type === 'message'
        ? {
            ...bounded(event),
            words: searchWords(
              `${event.subject ?? ''} ${event.author?.name ?? ''} ${event.author?.display ?? ''} ${event.fullText ?? event.text}`,
              800,
            ),
          }
        : event,
    ),
  }
})

/** What is stored to be read stays small, however large the original is: that is kept whole beside it. */
function bounded(event: MessageEvent): MessageEvent {
  const { html, text, fullText } = event
  const cut = (html?.length ?? 0) > htmlMost || text.length > textMost || (fullText?.length ?? 0) > textMost
  if (!cut && event.attachments.length <= attachmentsMost) return event
  return {
    ...event,
    // After a whole tag: what follows it in a page is not swallowed by a half one.
    html: html && html.length > htmlMost ? html.slice(0, html.lastIndexOf('>', htmlMost - 1) + 1) || null : html,
    text: text.slice(0, textMost),
    fullText: fullText?.slice(0, textMost) ?? null,
    flags: event.flags.includes('text-too-long') || !cut ? event.flags : [...event.flags, 'text-too-long'],
    attachments: event.attachments.slice(0, attachmentsMost),
  }
}

const settings = new Map<string, { text: string; value: unknown }>()

/** The presence's settings with what an older release did not write yet; read anew only when they changed. */
function settingsOf(kind: ChannelKind, context: ParseContext): unknown {
  const text = JSON.stringify(context.settings)
  const known = settings.get(context.presenceId)
  if (known?.text === text) return known.value
  const parsed = connectorOf(kind).settings.safeParse(context.settings)
  const value: unknown = parsed.success ? parsed.data : context.settings
  settings.set(context.presenceId, { text, value })
  return value
}
