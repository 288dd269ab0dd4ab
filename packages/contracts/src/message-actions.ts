import { z } from 'zod'
import { MessageAction } from './channels.ts'
import { route } from './route.ts'
import { Id, IdParams, Instant, Line, Person } from './shapes.ts'

export const ActionState = z.enum(['queued', 'working', 'done', 'failed', 'unclear'])
export type ActionState = z.infer<typeof ActionState>

/** Of one message: what may be done to it on its network now, and what was. */
export const ActionsOfMessage = z.object({
  messageId: Id,
  /** For whoever asks: by the network, the message's state and their rights. */
  allowed: z.array(MessageAction),
  isLiked: z.boolean(),
  isPinned: z.boolean(),
  /** The newest, whatever became of it. */
  last: z
    .object({
      id: Id,
      action: MessageAction,
      state: ActionState,
      code: z.string().nullable(),
      reason: z.string(),
      by: Person.nullable(),
      at: Instant,
    })
    .nullable(),
})
export type ActionsOfMessage = z.infer<typeof ActionsOfMessage>

/** What takes something away from the public needs a reason and the right to it. */
export const moderating: readonly MessageAction[] = ['hide', 'unhide', 'delete', 'pin', 'unpin']
export const needsReason: readonly MessageAction[] = ['hide', 'delete']

export const messageActionRoutes = {
  ofCase: route({
    id: 'messageActions.ofCase',
    method: 'GET',
    path: '/api/v1/cases/{id}/message-actions',
    access: 'case.read',
    object: 'case',
    summary: 'What can be done to the messages of a case on their networks, and what was',
    params: IdParams,
    response: z.object({ items: z.array(ActionsOfMessage) }),
  }),
  ask: route({
    id: 'messageActions.ask',
    method: 'POST',
    path: '/api/v1/messages/{id}/actions',
    access: 'case.reply',
    object: 'message',
    summary: 'Like, hide, delete or pin a message on its network; all but likes need the right to moderate',
    params: IdParams,
    body: z.strictObject({ action: MessageAction, reason: Line(300).default('') }),
    response: ActionsOfMessage,
    status: 202,
  }),
}
