import { z } from 'zod'
import {
  type AttachmentContent,
  ConnectorError,
  type Outgoing,
  type OutgoingTarget,
  type SendOutcome,
} from '../connector.ts'
import { multipart } from '../kit/multipart.ts'
import { sendingFault } from '../kit/network-call.ts'
import { theirNowMs } from './clock.ts'
import { readGraph, segment, writeGraph } from './graph.ts'
import type { MetaContext, WhatsAppSettings } from './settings.ts'
import { callbackData } from './whatsapp-events.ts'
import { type FilledTemplate, readChosenTemplate } from './whatsapp-templates.ts'
import { isOverForWords } from './window.ts'

type Target = Extract<OutgoingTarget, { kind: 'reply' }>
const Sent = z.object({ messages: z.array(z.object({ id: z.string().min(1) })).min(1) })
const captionMost = 1024

/** An answer by WhatsApp: plain within 24 hours of the person's last word, afterwards only as an approved template. */
export async function sendByWhatsApp(context: MetaContext<WhatsAppSettings>, outgoing: Outgoing): Promise<SendOutcome> {
  const { target } = outgoing
  if (target?.kind !== 'reply') return { state: 'failed', code: 'no-target', detail: '' }
  const template = readChosenTemplate(outgoing)
  // Groups have no such window: who is in one wants to be written to.
  const closed =
    !target.threadKey.startsWith('g/') && isOverForWords(target.lastInboundAt, theirNowMs(context.settings.apiRoot))
  if (closed && !template)
    return {
      state: 'failed',
      code: 'window-closed',
      detail: 'More than 24 hours since the last word: choose a template.',
    }
  const to = recipientOf(target)
  if (to === null) return { state: 'failed', code: 'no-target', detail: '' }
  const common = {
    messaging_product: 'whatsapp',
    ...to,
    ...(target.replyTo && !template ? { context: { message_id: target.replyTo } } : {}),
    biz_opaque_callback_data: callbackData(outgoing.clientToken),
  }
  const content = template ? templateBody(template) : await contentOf(context, outgoing)
  if (isOutcome(content)) return content
  return writeGraph(
    context,
    { path: `${segment(context.settings.phoneNumberId)}/messages`, json: { ...common, ...content } },
    (json) => {
      const sent = Sent.safeParse(json)
      return sent.success ? { providerId: sent.data.messages[0]!.id } : null
    },
  )
}

/** Who shows no number is reached by the id WhatsApp gave us for them, in a field of its own. */
function recipientOf({ threadKey, meta }: Target): Record<string, string> | null {
  const group = /^g\/(.+)$/.exec(threadKey)?.[1]
  if (group) return { recipient_type: 'group', to: group }
  const key = /^w\/(.+)$/.exec(threadKey)?.[1] ?? (typeof meta['to'] === 'string' ? meta['to'] : '')
  if (key === '') return null
  return /^\+?\d{5,20}$/.test(key)
    ? { recipient_type: 'individual', to: key }
    : { recipient_type: 'individual', recipient: key }
}

async function contentOf(
  context: MetaContext<WhatsAppSettings>,
  { text, attachments }: Outgoing,
): Promise<Record<string, unknown> | SendOutcome> {
  const [file] = attachments
  if (!file) return { type: 'text', text: { body: text, preview_url: false } }
  const type = kindOf(file.type)
  if (text.length > captionMost || (type === 'audio' && text !== ''))
    return {
      state: 'failed',
      code: 'caption-too-long',
      detail: 'Words under a file have 1,024 characters at most, under a recording none.',
    }
  try {
    const id = await upload(context, file)
    return {
      type,
      [type]: { id, ...(text ? { caption: text } : {}), ...(type === 'document' ? { filename: file.name } : {}) },
    }
  } catch (error) {
    // Nobody sees an uploaded file before it is sent: it can be tried again.
    const outcome = sendingFault(error)
    return outcome.state === 'unclear' ? { state: 'retry', code: 'connection-lost' } : outcome
  }
}

async function upload(context: MetaContext<WhatsAppSettings>, file: AttachmentContent): Promise<string> {
  const form = multipart([
    { name: 'messaging_product', value: 'whatsapp' },
    { name: 'type', value: file.type },
    { name: 'file', file },
  ])
  const call = {
    method: 'POST' as const,
    path: `${segment(context.settings.phoneNumberId)}/media`,
    form,
    timeoutMs: 60_000,
  }
  const { id } = await readGraph(context, call, z.object({ id: z.coerce.string() }))
  if (id === '') throw new ConnectorError('transient', 'unexpected-answer')
  return id
}

function kindOf(type: string): 'image' | 'video' | 'audio' | 'document' {
  if (type === 'image/jpeg' || type === 'image/png') return 'image'
  if (type === 'video/mp4' || type === 'video/3gpp') return 'video'
  return /^audio\/(?:aac|mp4|mpeg|amr|ogg)$/.test(type) ? 'audio' : 'document'
}

function templateBody({ name, language, components }: FilledTemplate): Record<string, unknown> {
  return { type: 'template', template: { name, language: { policy: 'deterministic', code: language }, components } }
}

function isOutcome(value: Record<string, unknown> | SendOutcome): value is SendOutcome {
  return 'state' in value
}
