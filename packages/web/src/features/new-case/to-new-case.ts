import type { BodyInput, caseRoutes } from '@resonanz/contracts'
import { fromLocalInput } from '#lib/moments.ts'
import { contactOf } from './contact-of.ts'
import type { NewCaseDraft } from './draft.ts'

export type NewCaseBody = BodyInput<typeof caseRoutes.create>
export type Missing = 'text' | 'link' | 'mail' | 'at'

const MINUTE_MS = 60_000

/** What the form says as the server wants it. Pure. */
export function toNewCase(draft: NewCaseDraft, now: Date): NewCaseBody {
  const { channel, customer } = draft
  const contact = contactOf(draft.who, draft.reach)
  const said = channel !== 'email'
  const nextUpdate = fromLocalInput(draft.nextUpdate)
  return {
    channel,
    text: draft.text.trim(),
    ...(draft.title.trim() ? { title: draft.title.trim() } : {}),
    ...(customer ? { customerId: customer.id } : {}),
    ...(Object.keys(contact).length > 0 && !customer ? { contact } : {}),
    ...(customer && draft.reach.trim() ? { contact: contactOf('', draft.reach) } : {}),
    ...(said ? { occurredAt: happenedAt(draft, now).toISOString(), wishedAnswer: draft.wish } : {}),
    ...(channel === 'found' && draft.link.trim() ? { link: draft.link.trim() } : {}),
    ...(draft.ownerId ? { ownerId: draft.ownerId } : {}),
    ...(draft.teamId ? { teamId: draft.teamId } : {}),
    ...(draft.priority === 'normal' ? {} : { priority: draft.priority }),
    ...(draft.topicId ? { topicId: draft.topicId } : {}),
    ...(nextUpdate ? { nextUpdateAt: nextUpdate.toISOString() } : {}),
  }
}

/** What still has to be filled in, in the order of the form. Pure. */
export function missingIn(draft: NewCaseDraft, now: Date): Missing[] {
  const missing: Missing[] = []
  if (draft.channel === 'found' && draft.link.trim() && !/^https?:\/\/\S+\.\S+/i.test(draft.link.trim()))
    missing.push('link')
  if (draft.channel === 'email' && !draft.customer && !contactOf(draft.who, draft.reach).email) missing.push('mail')
  if (!draft.text.trim()) missing.push('text')
  const own = fromLocalInput(draft.at)
  if (draft.channel !== 'email' && draft.when === 'own' && (!own || own > now)) missing.push('at')
  return missing
}

function happenedAt({ when, at }: NewCaseDraft, now: Date): Date {
  if (when === 'ago10') return new Date(now.getTime() - 10 * MINUTE_MS)
  if (when === 'ago60') return new Date(now.getTime() - 60 * MINUTE_MS)
  return (when === 'own' && fromLocalInput(at)) || now
}
