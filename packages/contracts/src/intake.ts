import { z } from 'zod'
import { Offence, Sentiment, TextLanguage } from './analysis.ts'
import { ChannelKind } from './channels.ts'
import { route } from './route.ts'
import { Id, IdParams, Instant, Language, Line, Ok, page, Text } from './shapes.ts'

/** One item pushed through the generic inlet. */
export const InletItem = z.strictObject({
  /** The tool's own stable id; the same id is the same message. */
  id: z.string().min(1).max(500),
  thread: z.string().max(500).optional(),
  occurredAt: Instant.optional(),
  author: z
    .strictObject({
      name: Line(200).optional(),
      email: z.email().max(254).optional(),
      phone: Line(60).optional(),
      handle: Line(200).optional(),
    })
    .default({}),
  subject: Line(300).optional(),
  text: Text(200_000),
  html: z.string().max(1_000_000).optional(),
  link: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
  language: Language.optional(),
  visibility: z.enum(['private', 'public']).optional(),
  directed: z.boolean().optional(),
  tags: z.array(Line(60)).max(20).optional(),
})
export type InletItem = z.infer<typeof InletItem>

const InletResult = z.object({
  accepted: z.number().int(),
  known: z.number().int(),
  refused: z.array(z.object({ line: z.number().int(), id: z.string().nullable(), reason: z.string() })),
})

export const QuarantineRow = z.object({
  id: Id,
  presence: z.object({ id: Id, name: z.string(), kind: ChannelKind }),
  reasonCode: z.string(),
  reason: z.string(),
  from: z.string().nullable(),
  subject: z.string().nullable(),
  size: z.number().int(),
  receivedAt: Instant,
  attempts: z.number().int(),
})
export type QuarantineRow = z.infer<typeof QuarantineRow>

export const Proof = z.object({
  day: z.string(),
  takenIn: z.number().int(),
  inCase: z.number().int(),
  mention: z.number().int(),
  filtered: z.number().int(),
  quarantined: z.number().int(),
  waiting: z.number().int(),
  balanced: z.boolean(),
  filteredBy: z.record(z.string(), z.number().int()),
})

const KeyParams = z.strictObject({ key: z.string().min(8).max(80) })

export const intakeRoutes = {
  push: route({
    id: 'inlet.push',
    method: 'POST',
    path: '/api/v1/inlet/{key}',
    access: 'public',
    summary: 'Push one item (JSON) or many (NDJSON), signed by Standard Webhooks',
    params: KeyParams,
    bodyKind: 'raw',
    response: InletResult,
    status: 202,
  }),
  hook: route({
    id: 'hooks.push',
    method: 'POST',
    path: '/api/v1/hooks/{key}',
    access: 'public',
    summary: 'Where a network tells us what happened; its signature is checked over the raw body',
    params: KeyParams,
    bodyKind: 'raw',
    response: Ok,
  }),
  hookChallenge: route({
    id: 'hooks.challenge',
    method: 'GET',
    path: '/api/v1/hooks/{key}',
    access: 'public',
    summary: 'A network asks whether the address is ours',
    params: KeyParams,
    query: z.record(z.string().max(100), z.string().max(1000)),
    responseType: 'text/plain',
  }),
  quarantine: route({
    id: 'quarantine.list',
    method: 'GET',
    path: '/api/v1/quarantine',
    access: 'quarantine.read',
    summary: 'What could not be read; nothing is lost',
    query: z.strictObject({
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: page(QuarantineRow),
  }),
  quarantineText: route({
    id: 'quarantine.text',
    method: 'GET',
    path: '/api/v1/quarantine/{id}/text',
    access: 'quarantine.read',
    object: 'inlet-item',
    summary: 'The first 64 kB as plain text',
    params: IdParams,
    response: z.object({ text: z.string(), cut: z.boolean() }),
  }),
  quarantineRaw: route({
    id: 'quarantine.raw',
    method: 'GET',
    path: '/api/v1/quarantine/{id}/raw',
    access: 'quarantine.read',
    object: 'inlet-item',
    summary: 'The raw bytes as received',
    params: IdParams,
    responseType: 'application/octet-stream',
  }),
  replay: route({
    id: 'quarantine.replay',
    method: 'POST',
    path: '/api/v1/quarantine/{id}/replay',
    access: 'quarantine.handle',
    object: 'inlet-item',
    summary: 'Try again',
    params: IdParams,
    response: Ok,
  }),
  asCase: route({
    id: 'quarantine.case',
    method: 'POST',
    path: '/api/v1/quarantine/{id}/case',
    access: 'quarantine.handle',
    object: 'inlet-item',
    summary: 'Take it in as a case with its text',
    params: IdParams,
    response: z.object({ caseId: Id }),
  }),
  dismiss: route({
    id: 'quarantine.dismiss',
    method: 'POST',
    path: '/api/v1/quarantine/{id}/dismiss',
    access: 'quarantine.handle',
    object: 'inlet-item',
    summary: 'Not needed, with a reason; stays on record',
    params: IdParams,
    body: z.strictObject({ reason: Line(300).pipe(z.string().min(1)) }),
    response: Ok,
  }),
  proof: route({
    id: 'intake.proof',
    method: 'GET',
    path: '/api/v1/intake/proof',
    access: 'health.read',
    summary: 'Daily proof: taken in = in a case + mention + filtered + quarantined',
    query: z.strictObject({ days: z.coerce.number().int().min(1).max(90).default(14) }),
    response: z.object({ days: z.array(Proof) }),
  }),
  formState: route({
    id: 'forms.read',
    method: 'GET',
    path: '/api/v1/forms/{key}',
    access: 'public',
    summary: 'What the form asks, and a puzzle for the visitor’s machine',
    params: KeyParams,
    response: z.object({
      title: z.object({ de: z.string(), en: z.string() }),
      intro: z.object({ de: z.string(), en: z.string() }),
      askPhone: z.boolean(),
      askOrderNumber: z.boolean(),
      privacyUrl: z.string().nullable(),
      answerWithinHours: z.number(),
      company: z.string(),
      challenge: z.object({ token: z.string(), bits: z.number().int() }),
    }),
  }),
  formSend: route({
    id: 'forms.send',
    method: 'POST',
    path: '/api/v1/forms/{key}',
    access: 'public',
    summary: 'Send the form; the answer is the receipt',
    params: KeyParams,
    body: z.strictObject({
      clientId: Id,
      question: Text(20_000).pipe(z.string().min(3)),
      name: Line(200).default(''),
      email: z.email().max(254).optional(),
      phone: Line(60).optional(),
      orderNumber: Line(60).optional(),
      language: Language.default('de'),
      website: z.string().max(500).default(''),
      challenge: z.string().max(500),
      answer: z.string().max(100),
    }),
    response: z.object({
      number: z.number().int().nullable(),
      receipt: z.string(),
      verify: z.boolean(),
      answerWithinHours: z.number(),
    }),
    status: 201,
  }),
  formVerify: route({
    id: 'forms.verify',
    method: 'POST',
    path: '/api/v1/forms/verify/{token}',
    access: 'public',
    summary: 'The visitor confirms the address',
    params: z.strictObject({ token: z.string().min(20).max(200) }),
    response: z.object({ number: z.number().int() }),
  }),
}

export const MentionState = z.enum(['new', 'watched', 'case', 'dismissed'])
export const Mention = z.object({
  id: Id,
  presence: z.object({ id: Id, name: z.string(), kind: ChannelKind }),
  author: z.string().nullable(),
  title: z.string().nullable(),
  text: z.string(),
  permalink: z.string().nullable(),
  language: TextLanguage.nullable(),
  /** What the text says; null while nobody read it. `relevance`: is it about us, null while no names are set. */
  sentiment: Sentiment.nullable(),
  relevance: z.number().nullable(),
  offence: Offence.nullable(),
  at: Instant,
  state: MentionState,
  caseId: Id.nullable(),
  caseNumber: z.number().int().nullable(),
  reason: z.string().nullable(),
})
export type Mention = z.infer<typeof Mention>
export const mentionRoutes = {
  list: route({
    id: 'mentions.list',
    method: 'GET',
    path: '/api/v1/mentions',
    access: 'case.read',
    summary: 'Public words that nobody addressed to us',
    query: z.strictObject({
      state: z.enum(['new', 'watched', 'case', 'dismissed', 'all']).default('new'),
      presenceId: Id.optional(),
      q: z.string().max(200).optional(),
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: page(Mention),
  }),
  toCase: route({
    id: 'mentions.case',
    method: 'POST',
    path: '/api/v1/mentions/{id}/case',
    access: 'mention.triage',
    object: 'mention',
    summary: 'Make a case of it',
    params: IdParams,
    response: z.object({ caseId: Id, number: z.number().int() }),
  }),
  triage: route({
    id: 'mentions.triage',
    method: 'POST',
    path: '/api/v1/mentions/{id}/triage',
    access: 'mention.triage',
    object: 'mention',
    summary: 'Watch, dismiss with a reason, or take back',
    params: IdParams,
    body: z.strictObject({ state: z.enum(['new', 'watched', 'dismissed']), reason: Line(200).optional() }),
    response: Mention,
  }),
}
