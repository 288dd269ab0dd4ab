import {
  type AttachmentContent,
  connectorOf,
  type InboundEvent,
  type ParseContext,
  type RawItem,
  Unreadable,
} from '@resonanz/channels'
import type { ChannelKind } from '@resonanz/contracts'
import { searchWords } from '@resonanz/text'
import { collectGarbage } from '#platform/collect-garbage'
import { serve } from '#platform/worker-side'
import { type MessageReading, readText, type ReadingContext, warmReader } from '#reading'
import { gapContentType } from './gap-item.ts'

const htmlMost = 1_000_000
const textMost = 500_000
const attachmentsMost = 500

type MessageEvent = Extract<InboundEvent, { type: 'message' }>

/**
 * What the threads do with what a stranger sent: parse and read it (`reading` null: without understanding it), take one
 * attachment out of it again, or read a text alone.
 */
export type WorkerTask =
  | { task: 'parse'; kind: ChannelKind; item: RawItem; context: ParseContext; reading: ReadingContext | null }
  | { task: 'attachment'; kind: ChannelKind; item: RawItem; index: number }
  | { task: 'read'; text: string; reading: ReadingContext }
/** Events with the words that search will find them by, and what their text says. */
export type ParsedEvent = InboundEvent & {
  words?: string[]
  reading?: MessageReading | null
  /** Given where groups of the same texts are looked for: the message's id, and the first of its group. */
  messageId?: string
  groupId?: string | null
  /** A topic the classifier is sure of, where the workspace lets it be set. */
  topicId?: string
}
export type WorkerResult =
  | { events: ParsedEvent[] }
  | { attachment: AttachmentContent | null }
  | { reading: MessageReading | null }

warmReader()
// Loading leaves 40 MB behind that a thread at rest would keep.
collectGarbage()
serve<WorkerTask, WorkerResult>((task) => {
  if (task.task === 'read') return { reading: readText(task.text, task.reading) }
  const connector = connectorOf(task.kind)
  const item = { ...task.item, raw: Buffer.from(task.item.raw) }
  if (task.task === 'attachment') return { attachment: connector.attachment?.(item, task.index) ?? null }
  refuseStranger(item)
  if (item.contentType === gapContentType) return { events: [theGap] }
  const events = connector.parse(item, { ...task.context, settings: settingsOf(task.kind, task.context) })
  return { events: events.map((event) => understood(event, task.reading)) }
})

const theGap: ParsedEvent = {
  type: 'filtered',
  code: 'stream-gap',
  reason: 'Words lie in between that are not read any more.',
}

/** A push for an account that nobody here has: a person is told of it. */
function refuseStranger({ source: { stranger } }: RawItem): void {
  if (typeof stranger === 'string')
    throw new Unreadable(
      'other-account',
      `The network also calls this address for ${stranger}, which is connected nowhere here. Nothing of that was kept.`,
    )
}

function understood(event: InboundEvent, context: ReadingContext | null): ParsedEvent {
  if (event.type === 'edit') return { ...event, reading: context && readText(event.text, context) }
  if (event.type === 'filtered' && event.echo)
    return { ...event, echo: { ...event.echo, message: bounded(event.echo.message) } }
  if (event.type !== 'message') return event
  return {
    ...bounded(event),
    words: searchWords(
      `${event.subject ?? ''} ${event.author?.name ?? ''} ${event.author?.display ?? ''} ${event.fullText ?? event.text}`,
      800,
    ),
    // Automatic answers and bounces say nothing about a customer.
    reading: context && event.nature === 'message' ? readText(event.text || (event.subject ?? ''), context) : null,
  }
}

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
