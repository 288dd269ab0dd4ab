import { z } from 'zod'
import { ChannelKind } from './channels.ts'
import { route } from './route.ts'
import { Id, IdParams, Person, Text } from './shapes.ts'
import { placeholdersIn } from './template.ts'

/** What a signature may name. A line whose variable is empty is left out. */
export const signatureVariables = ['agent.name', 'agent.firstName', 'team.name', 'company.name'] as const
const known: readonly string[] = signatureVariables
const Words = Text(1_000).refine((text) => placeholdersIn(text).every(({ name }) => known.includes(name)), {
  message: 'A variable is not known.',
})
export const SignatureTexts = z.strictObject({ de: z.strictObject({ sie: Words, du: Words }), en: Words })
export type SignatureTexts = z.infer<typeof SignatureTexts>

export const Signature = z.strictObject({
  texts: SignatureTexts,
  /** Stands below mails. */
  signs: z.boolean(),
  /** Who wrote stands as ^mk below answers on public channels; null: as the house does. */
  initials: z.boolean().nullable(),
})
export type Signature = z.infer<typeof Signature>

const Initials = z.string().regex(/^[a-z0-9]{1,6}$/i)
export const Signatures = z.object({
  house: Signature,
  /** 0: nobody saved one yet. */
  version: z.number().int(),
  presences: z.array(
    z.object({
      id: Id,
      name: z.string(),
      kind: ChannelKind,
      isPublic: z.boolean(),
      /** Null: the house's. */
      own: Signature.nullable(),
      version: z.number().int(),
    }),
  ),
  /** Of everybody who answers; proposed from the name until somebody sets them. */
  people: z.array(z.object({ member: Person, initials: z.string(), mayChange: z.boolean() })),
  mayChange: z.boolean(),
})
export type Signatures = z.infer<typeof Signatures>

export const signatureRoutes = {
  read: route({
    id: 'signatures.read',
    method: 'GET',
    path: '/api/v1/signatures',
    access: 'case.read',
    summary: 'What stands below our mails and public answers: of the house, of each presence, of each person',
    response: Signatures,
  }),
  save: route({
    id: 'signatures.save',
    method: 'PUT',
    path: '/api/v1/signatures',
    access: 'settings.manage',
    summary: 'Set the signature of the house, or of one presence; 409 when somebody changed it meanwhile',
    body: z.strictObject({
      /** Null: of the house. */
      presenceId: Id.nullable(),
      /** The version it was made from; 0 where there was none. */
      basedOn: z.number().int().min(0),
      signature: Signature,
    }),
    response: Signatures,
  }),
  drop: route({
    id: 'signatures.drop',
    method: 'DELETE',
    path: '/api/v1/presences/{id}/signature',
    access: 'settings.manage',
    object: 'presence',
    summary: 'A presence signs as the house does',
    params: IdParams,
    response: Signatures,
  }),
  initials: route({
    id: 'signatures.initials',
    method: 'PUT',
    path: '/api/v1/members/{id}/initials',
    access: 'case.reply',
    object: 'member',
    summary: 'Set my initials, or with the right to people theirs; each only once in the company (409)',
    params: IdParams,
    body: z.strictObject({ initials: Initials }),
    response: Signatures,
  }),
  ofCase: route({
    id: 'signatures.ofCase',
    method: 'GET',
    path: '/api/v1/cases/{id}/sign-off',
    access: 'case.reply',
    object: 'case',
    summary: 'What will stand below my answer in a thread; null: nothing',
    params: IdParams,
    query: z.strictObject({ threadId: Id }),
    response: z.object({ signOff: z.object({ kind: z.enum(['signature', 'initials']), text: z.string() }).nullable() }),
  }),
}
