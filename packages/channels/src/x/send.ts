import { capabilitiesOf } from '@resonanz/contracts'
import { isOver } from '@resonanz/contracts/length'
import { z } from 'zod'
import { ConnectorError, type Outgoing, type SendOutcome } from '../connector.ts'
import { sendingFault } from '../kit/network-call.ts'
import { write } from './api.ts'
import { payWriting, untilTomorrow } from './cost.ts'
import type { XContext } from './settings.ts'
import { uploadMedia } from './upload.ts'

const Posted = z.object({ data: z.object({ id: z.string() }) })
const Told = z.object({ data: z.object({ dm_event_id: z.string() }) })
type Place = { path: string; isPrivate: boolean; reply?: { in_reply_to_tweet_id: string } }

/** A post, an answer under one, or a message: pictures first, then one call that hands it over. X refuses the same words twice. */
export async function sendByX(context: XContext, outgoing: Outgoing): Promise<SendOutcome> {
  const { text, attachments } = outgoing
  const place = placeOf(outgoing)
  if (place === null) return failed('no-target')
  const { maxLength, privateMaxLength } = capabilitiesOf.x
  if (isOver(place.isPrivate ? privateMaxLength! : maxLength!, text)) return failed('too-long')
  if (attachments.length > (place.isPrivate ? 1 : 4)) return failed('too-many-files')
  try {
    const media = await uploadMedia(context, attachments, place.isPrivate)
    if (!(await payWriting(context, text)))
      return { state: 'retry', code: 'budget-used-up', afterMs: untilTomorrow(Date.now()) }
    if (place.isPrivate) {
      const json = { text, ...(media.length > 0 ? { attachments: media.map((id) => ({ media_id: id })) } : {}) }
      return await write(context, { method: 'POST', path: place.path, json }, (answer) => {
        const id = Told.safeParse(answer).data?.data.dm_event_id
        return id === undefined ? null : `dm/${id}`
      })
    }
    const json = {
      text,
      ...(place.reply ? { reply: place.reply } : {}),
      ...(media.length > 0 ? { media: { media_ids: media } } : {}),
    }
    return await write(
      context,
      { method: 'POST', path: place.path, json },
      (answer) => Posted.safeParse(answer).data?.data.id ?? null,
    )
  } catch (error) {
    // Before the handing over: nothing of it was said yet.
    if (error instanceof ConnectorError) return sendingFault(error)
    throw error
  }
}

function placeOf({ target }: Outgoing): Place | null {
  if (target?.kind === 'post') return { path: '/2/tweets', isPrivate: false }
  if (target?.kind !== 'reply') return null
  const [, kind, id] = /^(with|group):(\d{1,25})$/.exec(target.threadKey) ?? []
  if (kind === 'group') return { path: `/2/dm_conversations/${id}/messages`, isPrivate: true }
  const person = target.privately ? target.person?.key : kind === 'with' ? id : undefined
  if (person !== undefined)
    return /^\d{1,25}$/.test(person) ? { path: `/2/dm_conversations/with/${person}/messages`, isPrivate: true } : null
  if (target.privately) return null
  const parent = target.replyTo ?? target.threadKey
  return /^\d{1,25}$/.test(parent)
    ? { path: '/2/tweets', isPrivate: false, reply: { in_reply_to_tweet_id: parent } }
    : null
}

function failed(code: string): SendOutcome {
  return { state: 'failed', code, detail: '' }
}
