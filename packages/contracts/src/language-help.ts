import { z } from 'zod'
import { ChannelKind } from './channels.ts'
import { route } from './route.ts'
import { Id, IdParams, Instant, Language, Line, Ok, page, Person, Text } from './shapes.ts'

/** What a language model of the company's own choice may help with. It only ever gives back text. */
export const LanguageUse = z.enum(['draft', 'summary', 'translation'])
export type LanguageUse = z.infer<typeof LanguageUse>

/** How a call ended badly; the words stand in the web. */
export const LanguageFailure = z.enum([
  'host-not-allowed',
  'unreachable',
  'certificate',
  'too-slow',
  'too-large',
  'key-refused',
  'not-found',
  'too-many',
  'server-error',
  'refused',
  'redirected',
  'not-understood',
  'empty',
])
export type LanguageFailure = z.infer<typeof LanguageFailure>

const limits = {
  timeoutSeconds: z.number().int().min(2).max(120),
  /** Of a case that leave at most, the newest words first. */
  mostCharacters: z.number().int().min(500).max(60_000),
  perPersonPerDay: z.number().int().min(1).max(1_000),
  perDay: z.number().int().min(1).max(100_000),
}
const said = {
  enabled: z.boolean(),
  /** Up to and without `/chat/completions`, as the makers of such servers print it. */
  baseUrl: Line(500),
  model: Line(200),
  uses: z.array(LanguageUse).max(3),
  /** Whose members may use it; empty: everybody who answers. */
  teamIds: z.array(Id).max(200),
  /** For cases of these channels; empty: all. */
  channels: z.array(ChannelKind).max(20),
  purpose: Line(500),
  /** Who runs the model: the processor that the data protection notice names. */
  processor: Line(200),
  notice: Text(4_000),
  ...limits,
}

export const LanguageHelpSettings = z.object({
  ...said,
  hasKey: z.boolean(),
  version: z.number().int(),
  enabledBy: Person.nullable(),
  enabledAt: Instant.nullable(),
  changedBy: Person.nullable(),
  changedAt: Instant.nullable(),
  today: z.object({ calls: z.number().int() }),
})
export type LanguageHelpSettings = z.infer<typeof LanguageHelpSettings>

/** Says with a case what of it is offered to this person, and nothing about the server behind it. */
export const LanguageHelpOffer = z.object({
  uses: z.array(LanguageUse),
  model: z.string(),
  processor: z.string(),
  purpose: z.string(),
  notice: z.string(),
  /** Presses that are left to this person today. */
  left: z.number().int(),
})
export type LanguageHelpOffer = z.infer<typeof LanguageHelpOffer>

const Ask = z.discriminatedUnion('use', [
  /** `points`: what the answer is to say, in a few words of the person's own. */
  z.strictObject({ use: z.literal('draft'), language: Language, points: Text(1_000).default('') }),
  z.strictObject({ use: z.literal('summary'), language: Language }),
  z.strictObject({ use: z.literal('translation'), language: Language, messageId: Id }),
])
export type LanguageAsk = z.infer<typeof Ask>

const Masked = z.object({
  /** As it stands in what leaves, e.g. [PERSON_1]. */
  placeholder: z.string(),
  /** What it stands for; stays here. */
  original: z.string(),
})
export const LanguagePreview = z.object({
  /** The very text that would leave. */
  messages: z.array(z.object({ role: z.enum(['system', 'user']), content: z.string() })),
  masked: z.array(Masked),
  host: z.string(),
  model: z.string(),
  characters: z.number().int(),
  /** Older words that were left out for the limit. */
  leftOut: z.number().int(),
})
export type LanguagePreview = z.infer<typeof LanguagePreview>

/** Text, nothing else: it is shown as text and does nothing by itself. */
export const LanguageAnswer = z.object({
  callId: Id,
  use: LanguageUse,
  text: z.string(),
  /** Placeholders that stand for nothing we know; a person puts something in their place. */
  unresolved: z.array(z.string()),
  model: z.string(),
  /** It was longer than is taken. */
  isCut: z.boolean(),
})
export type LanguageAnswer = z.infer<typeof LanguageAnswer>

export const LanguageCall = z.object({
  id: Id,
  at: Instant,
  member: Person,
  case: z.object({ id: Id, number: z.number().int() }),
  use: LanguageUse,
  model: z.string(),
  host: z.string(),
  /** `asked`: on its way, or the program ended meanwhile. */
  state: z.enum(['asked', 'done', 'failed']),
  code: LanguageFailure.nullable(),
  sentCharacters: z.number().int(),
  receivedCharacters: z.number().int().nullable(),
  masked: z.number().int(),
  tookMs: z.number().int().nullable(),
  acceptedAs: z.enum(['draft', 'note']).nullable(),
})
export type LanguageCall = z.infer<typeof LanguageCall>

export const languageHelpRoutes = {
  settings: route({
    id: 'languageHelp.settings',
    method: 'GET',
    path: '/api/v1/language-help/settings',
    access: 'settings.manage',
    summary: 'The language model of the company, its uses, limits and data protection notice; never its key',
    response: LanguageHelpSettings,
  }),
  save: route({
    id: 'languageHelp.save',
    method: 'PUT',
    path: '/api/v1/language-help/settings',
    access: 'settings.manage',
    summary: 'Set the language model up, or switch it on or off; 412 when somebody changed it meanwhile',
    /** `key`: null takes it away, without it the old one stays. */
    body: z.strictObject({ ...said, key: Line(500).nullable().optional(), version: z.number().int() }),
    response: LanguageHelpSettings,
  }),
  test: route({
    id: 'languageHelp.test',
    method: 'POST',
    path: '/api/v1/language-help/test',
    access: 'settings.manage',
    summary: 'Ask the saved server one harmless question without any data of customers',
    body: z.strictObject({}),
    response: z.object({ ok: z.boolean(), code: LanguageFailure.nullable(), tookMs: z.number().int() }),
  }),
  calls: route({
    id: 'languageHelp.calls',
    method: 'GET',
    path: '/api/v1/language-help/calls',
    access: 'settings.manage',
    summary: 'Who asked for help when, with sizes and durations, newest first; never the words',
    query: z.strictObject({
      cursor: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(100).default(30),
    }),
    response: page(LanguageCall),
  }),
  offer: route({
    id: 'languageHelp.offer',
    method: 'GET',
    path: '/api/v1/cases/{id}/language-help',
    access: 'language-help.use',
    object: 'case',
    summary: 'Which help by a language model this person has with a case; empty where it is off',
    params: IdParams,
    response: LanguageHelpOffer,
  }),
  preview: route({
    id: 'languageHelp.preview',
    method: 'POST',
    path: '/api/v1/cases/{id}/language-help/preview',
    access: 'language-help.use',
    object: 'case',
    summary: 'What would be sent, word for word, and what was masked in it; nothing leaves',
    params: IdParams,
    body: Ask,
    response: LanguagePreview,
    answerKept: false,
  }),
  ask: route({
    id: 'languageHelp.ask',
    method: 'POST',
    path: '/api/v1/cases/{id}/language-help',
    access: 'language-help.use',
    object: 'case',
    summary: 'Ask the language model once: personal data is masked, the answer is text and changes nothing',
    params: IdParams,
    body: Ask,
    response: LanguageAnswer,
    answerKept: false,
  }),
  accept: route({
    id: 'languageHelp.accept',
    method: 'POST',
    path: '/api/v1/language-help/calls/{id}/accept',
    access: 'language-help.use',
    object: 'language-call',
    summary: 'Keep on record that a person took a proposal over, as a draft or as an internal note',
    params: IdParams,
    body: z.strictObject({ as: z.enum(['draft', 'note']) }),
    response: Ok,
  }),
}
