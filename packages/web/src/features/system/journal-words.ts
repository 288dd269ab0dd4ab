import { type JournalKind, journalKinds, type ResponseOf, type healthRoutes } from '@resonanz/contracts'
import type { LinkProps } from '@tanstack/react-router'

export type Entry = ResponseOf<typeof healthRoutes.journal>['items'][number]
type Say = (key: string, values?: Record<string, unknown>) => string

export const allKinds = Object.keys(journalKinds) as JournalKind[]

/** What happened, in the reader's language; a kind of a newer release is named by its code. */
export function kindWords(kind: string, say: Say): string {
  return Object.hasOwn(journalKinds, kind) ? say(`kind.${kind}`) : kind
}

/** Who: a person by name, else what did it. */
export function actorWords({ actor }: Pick<Entry, 'actor'>, say: Say): string {
  if (actor.kind === 'person') return actor.name ?? say('actor.person')
  return say(`actor.${['rule', 'connector', 'job', 'api', 'customer'].includes(actor.kind) ? actor.kind : 'job'}`)
}

/** The facts of an entry that mean something to a person, in a few words; ids are left out. */
export function detailWords({ data }: Pick<Entry, 'data'>, say: Say): string {
  const parts: string[] = []
  if (typeof data.number === 'number') parts.push(say('detail.case', { number: data.number }))
  if (typeof data.intoNumber === 'number') parts.push(say('detail.into', { number: data.intoNumber }))
  if (typeof data.fromNumber === 'number') parts.push(say('detail.from', { number: data.fromNumber }))
  if (typeof data.toNumber === 'number') parts.push(say('detail.to', { number: data.toNumber }))
  if (typeof data.channel === 'string') parts.push(say(`ui:channel.${data.channel}`))
  if (typeof data.role === 'string') parts.push(say('detail.role', { role: say(`role.${data.role}`) }))
  if (typeof data.active === 'boolean') parts.push(say(data.active ? 'detail.active' : 'detail.inactive'))
  if (Array.isArray(data.fields))
    parts.push(say('detail.fields', { fields: data.fields.map((field) => fieldWords(String(field), say)).join(', ') }))
  if (typeof data.code === 'string') parts.push(say('detail.code', { code: data.code }))
  if (typeof data.attempt === 'number' && data.attempt > 1) parts.push(say('detail.attempt', { count: data.attempt }))
  if (typeof data.count === 'number') parts.push(say('detail.count', { count: data.count }))
  if (typeof data.missing === 'number')
    parts.push(say('detail.missing', { count: data.missing, taken: Number(data.taken ?? 0) }))
  if (typeof data.onTime === 'boolean') parts.push(say(data.onTime ? 'detail.onTime' : 'detail.late'))
  if (typeof data.verified === 'boolean') parts.push(say(data.verified ? 'detail.verified' : 'detail.unverified'))
  if (typeof data.reason === 'string' && data.reason) parts.push(say('detail.reason', { reason: data.reason }))
  return parts.join(' · ')
}

export const knownFields: ReadonlySet<string> = new Set([
  'name',
  'purpose',
  'teamId',
  'paused',
  'secrets',
  'signingSecret',
  'language',
  'closing-policy',
  'language-help',
  'addressForm',
  'answerTargetHours',
  'nextUpdateHours',
  'undoSeconds',
  'acknowledgeForms',
  'publicUrl',
  'aboutNames',
  'setsTopics',
  'address',
  'senderName',
  'imap',
  'smtp',
  'sentFolder',
  'auth',
  'plusAddressing',
  'backfillDays',
  'title',
  'intro',
  'askPhone',
  'askOrderNumber',
  'privacyUrl',
  'allowedOrigins',
  'mailPresenceId',
  'answerWithinHours',
  'url',
  'everyMinutes',
  'directed',
  'visibility',
  'number',
])

function fieldWords(field: string, say: Say): string {
  return knownFields.has(field) ? say(`field.${field}`) : field
}

/** Where the thing the entry is about can be seen; null where it has no place of its own. */
export function placeOf({
  subjectKind,
  subjectId,
}: Pick<Entry, 'subjectKind' | 'subjectId'>): Pick<LinkProps, 'to' | 'params'> | null {
  if (subjectKind === 'case') return { to: '/cases/$caseId', params: { caseId: subjectId } }
  if (subjectKind === 'customer') return { to: '/customers/$customerId', params: { customerId: subjectId } }
  if (subjectKind === 'presence') return { to: '/settings/channels/$channelId', params: { channelId: subjectId } }
  if (subjectKind === 'member' || subjectKind === 'team' || subjectKind === 'invitation')
    return { to: '/settings/people' }
  if (subjectKind === 'post') return { to: '/publishing' }
  if (subjectKind === 'self-test') return { to: '/settings/self-tests' }
  if (subjectKind === 'topic') return { to: '/settings/topics' }
  return subjectKind === 'workspace' ? { to: '/settings/workspace' } : null
}
