import { z } from 'zod'
import { route } from './route.ts'
import { Id, IdParams, Language, Text } from './shapes.ts'

const Address = z.enum(['formal', 'informal'])

export const Acknowledgements = z.object({
  /** What goes out: own words, else ours. Places: {{number}}, {{who}}, {{time}}, {{company}}, {{status}}. */
  texts: z.array(z.object({ language: Language, address: Address, text: z.string(), isOwn: z.boolean() })),
  /** Mailboxes, and whether they say at once that a message arrived. */
  presences: z.array(z.object({ id: Id, name: z.string(), isOn: z.boolean() })),
  allowed: z.array(z.enum(['text', 'switch'])),
})
export type Acknowledgements = z.infer<typeof Acknowledgements>

export const acknowledgementRoutes = {
  read: route({
    id: 'acknowledgements.read',
    method: 'GET',
    path: '/api/v1/acknowledgements',
    access: 'case.read',
    summary: 'What customers hear at once when their message arrived, and which mailboxes say it',
    response: Acknowledgements,
  }),
  saveText: route({
    id: 'acknowledgements.saveText',
    method: 'PUT',
    path: '/api/v1/acknowledgements/text',
    access: 'guideline.manage',
    summary: 'Own words of the acknowledgement; they must say number, who and when. Null: ours again',
    body: z.strictObject({ language: Language, address: Address, text: Text(2_000).nullable() }),
    response: Acknowledgements,
  }),
  switch: route({
    id: 'acknowledgements.switch',
    method: 'PUT',
    path: '/api/v1/presences/{id}/acknowledgement',
    access: 'presence.manage',
    object: 'presence',
    summary: 'Whether a mailbox says at once that a message arrived',
    params: IdParams,
    body: z.strictObject({ isOn: z.boolean() }),
    response: Acknowledgements,
  }),
}
