import { z } from 'zod'
import { Draft } from './replies.ts'
import { route } from './route.ts'
import { Id, IdParams, Instant, Person, Text } from './shapes.ts'

const Who = Person.nullable()

export const DraftComment = z.object({
  id: Id,
  by: Who,
  /** Who is asked to read it. */
  to: Who,
  text: z.string(),
  at: Instant,
})

/** An answer that colleagues see while it is written: one person writes, anybody who may answer takes over. */
export const SharedDraft = z.object({
  id: Id,
  writer: Person,
  isMine: z.boolean(),
  text: z.string(),
  version: z.number().int(),
  sharedAt: Instant,
  savedAt: Instant,
  /** The writer is taken to be writing until then; a moment that is over: nobody writes. */
  heldUntil: Instant.nullable(),
  /** Who wrote on it before. None of them approves it. */
  authors: z.array(Person),
  comments: z.array(DraftComment),
})
export type SharedDraft = z.infer<typeof SharedDraft>

/** `conflict`: words of mine that did not get into the draft; only I see them. */
export const DraftVersion = z.object({
  id: Id,
  by: Who,
  why: z.enum(['saved', 'taken', 'conflict', 'restored']),
  text: z.string(),
  at: Instant,
})
export type DraftVersion = z.infer<typeof DraftVersion>

const DraftParams = z.strictObject({ id: Id, draftId: Id })
const path = '/api/v1/cases/{id}/shared-drafts'

export const sharedDraftRoutes = {
  ofCase: route({
    id: 'sharedDrafts.ofCase',
    method: 'GET',
    path,
    access: 'case.reply',
    object: 'case',
    summary: 'Answers to this case that are shared while they are written',
    params: IdParams,
    response: z.object({ items: z.array(SharedDraft) }),
  }),
  share: route({
    id: 'sharedDrafts.share',
    method: 'PUT',
    path: `${path}/mine`,
    access: 'case.reply',
    object: 'case',
    summary: 'Show my draft of an answer to colleagues, or keep it to myself again',
    params: IdParams,
    body: z.strictObject({ isShared: z.boolean() }),
    response: Draft.nullable(),
  }),
  takeOver: route({
    id: 'sharedDrafts.takeOver',
    method: 'POST',
    path: `${path}/{draftId}/take-over`,
    access: 'case.reply',
    object: 'case',
    summary:
      'Write on at a shared draft; who wrote keeps their version and is told (409 `draft-taken` where a third was first)',
    params: DraftParams,
    body: z.strictObject({ from: Id }),
    response: Draft,
  }),
  versions: route({
    id: 'sharedDrafts.versions',
    method: 'GET',
    path: `${path}/{draftId}/versions`,
    access: 'case.reply',
    object: 'case',
    summary: 'Earlier texts of a shared draft, the newest first; they go when it is sent',
    params: DraftParams,
    response: z.object({ items: z.array(DraftVersion) }),
  }),
  restore: route({
    id: 'sharedDrafts.restore',
    method: 'POST',
    path: `${path}/{draftId}/restore`,
    access: 'case.reply',
    object: 'case',
    summary: 'Bring an earlier text back into my shared draft; the present one stays among the versions',
    params: DraftParams,
    body: z.strictObject({ versionId: Id }),
    response: Draft,
  }),
  comment: route({
    id: 'sharedDrafts.comment',
    method: 'POST',
    path: `${path}/{draftId}/comments`,
    access: 'case.reply',
    object: 'case',
    summary: 'Say something about a shared draft, or ask a colleague to read it',
    params: DraftParams,
    body: z.strictObject({ text: Text(2000).pipe(z.string().min(1)), to: Id.nullable().default(null) }),
    response: DraftComment,
    status: 201,
  }),
}
