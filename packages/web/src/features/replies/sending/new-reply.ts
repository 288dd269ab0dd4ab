import type { StatusCategory } from '@resonanz/contracts'
import { choiceIn, filesIn, withQuote } from '../draft-extra.ts'
import type { DraftContent } from '../draft-store.ts'
import { templateToSend } from '../network/template.ts'
import type { NextUpdate } from '../next-update.ts'
import type { Recipients } from '../recipients.ts'
import type { SeenWords } from '../seen-words.ts'
import type { SendHow } from '../send-button.tsx'
import type { NewReply } from '../send-reply.ts'

/** How an answer is to leave, and what its writer decided about it so far. */
export type Held = { how: SendHow; overrides: NonNullable<NewReply['overrides']>; evenIfNewer: boolean }

type Written = {
  threadId: string
  content: DraftContent
  /** Where it goes: to people by mail, to the network it came from, or nowhere, because it was said elsewhere. */
  way: { by: 'mail'; recipients: Recipients } | { by: 'network' } | { by: 'hand'; subject: string; at: string | null }
  seen: Pick<SeenWords, 'lastId' | 'version'>
  promised: NextUpdate
  moduleIds: string[]
}

/** An answer as the server takes it. */
export function newReply(written: Written, { how, overrides, evenIfNewer }: Held): NewReply {
  const { threadId, content, seen, promised, moduleIds } = written
  const category: StatusCategory | undefined =
    how.what === 'done' ? 'done' : how.what === 'wait' ? 'waiting_customer' : undefined
  return {
    threadId,
    text: content.text.trimEnd(),
    ...fieldsOfWay(written),
    attachmentIds: filesIn(content.extra).map((file) => file.id),
    expectedLastMessageId: seen.lastId,
    evenIfNewer,
    nextUpdate: category ? null : promised,
    ...(category ? { category } : {}),
    ...(how.what === 'followUp' ? { followUpAt: how.at.toISOString() } : {}),
    includeQuote: withQuote(content.extra),
    overrides,
    ...(moduleIds.length > 0 ? { moduleIds } : {}),
  }
}

function fieldsOfWay({ way, content, seen }: Written): Partial<NewReply> {
  if (way.by === 'hand') return { subject: way.subject, logged: true, ...(way.at ? { occurredAt: way.at } : {}) }
  if (way.by === 'network') return networkFields(content, seen.version)
  return { to: way.recipients.to, cc: way.recipients.cc }
}

/** What a network needs to know beside the words. */
function networkFields({ extra, text }: DraftContent, version: number | undefined): Partial<NewReply> {
  const { privately, asThread, alts = {}, template: chosen } = choiceIn(extra)
  const template = templateToSend(chosen, text)
  const own = Object.fromEntries(filesIn(extra).flatMap(({ id }) => (alts[id]?.trim() ? [[id, alts[id].trim()]] : [])))
  return {
    ...(privately ? { privately } : {}),
    ...(asThread ? { asThread } : {}),
    ...(template ? { template } : {}),
    ...(Object.keys(own).length > 0 ? { alts: own } : {}),
    ...(version === undefined ? {} : { answeredVersion: version }),
  }
}
