import { capabilitiesOf } from '@resonanz/contracts'
import { isOver } from '@resonanz/contracts/length'
import { z } from 'zod'
import type { ActionOnMessage, Outgoing, SendOutcome } from '../connector.ts'
import { write } from './api.ts'
import type { YoutubeContext } from './settings.ts'

const Made = z.object({ id: z.string().min(1).max(200) })

/** An answer under a comment. YouTube knows one level: it stands under the first comment of the thread. */
export async function sendByYoutube(
  context: YoutubeContext,
  { target, text, attachments }: Outgoing,
): Promise<SendOutcome> {
  if (target?.kind !== 'reply') return failed('no-target')
  if (target.privately) return failed('not-private')
  if (attachments.length > 0) return failed('too-many-files')
  if (isOver(capabilitiesOf.youtube.maxLength!, text)) return failed('too-long')
  const json = { snippet: { parentId: target.threadKey, textOriginal: text } }
  return write(
    context,
    { kind: 'comments.insert', method: 'POST', query: { part: 'snippet' }, json },
    (made) => Made.safeParse(made).data?.id ?? null,
  )
}

/** Hidden is held for review: only we see it. Only comments of ours can be deleted. */
export async function actOnYoutube(
  context: YoutubeContext,
  { action, externalId: id }: ActionOnMessage,
): Promise<SendOutcome> {
  const done = () => null
  if (action === 'hide' || action === 'unhide') {
    const moderationStatus = action === 'hide' ? 'heldForReview' : 'published'
    return write(
      context,
      { kind: 'comments.setModerationStatus', method: 'POST', query: { id, moderationStatus } },
      done,
    )
  }
  if (action === 'delete') return write(context, { kind: 'comments.delete', method: 'DELETE', query: { id } }, done)
  return failed('not-offered')
}

function failed(code: string): SendOutcome {
  return { state: 'failed', code, detail: '' }
}
