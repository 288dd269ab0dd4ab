import { z } from 'zod'
import { route } from './route.ts'
import { CompanyLogo, Id, IdParams, Instant, Language, Line, Ok, Text } from './shapes.ts'

/** Colours of the widget, each with a light and a dark tone that texts can be read on. */
export const ChatColor = z.enum(['blue', 'petrol', 'green', 'violet', 'red', 'graphite'])
export type ChatColor = z.infer<typeof ChatColor>

const Both = (max: number) => z.strictObject({ de: Line(max), en: Line(max) })

export const ChatSettings = z.strictObject({
  title: Both(80).default({ de: 'Fragen Sie uns', en: 'Ask us' }),
  greeting: Both(300).default({
    de: 'Guten Tag! Schreiben Sie uns, wir helfen Ihnen gern.',
    en: 'Hello! Write to us, we are happy to help.',
  }),
  color: ChatColor.default('blue'),
  /** Websites whose pages may show the chat; our own page always may. */
  allowedOrigins: z.array(z.string().max(300)).max(50).default([]),
  /** null: said from how long it took lately. */
  answerWithinMinutes: z.number().int().min(1).max(10_080).nullable().default(null),
  askName: z.boolean().default(false),
  askMail: z.boolean().default(false),
  files: z.boolean().default(true),
  satisfaction: z.boolean().default(true),
  /** The visitor sees the name of who writes, else the company's. */
  showsNames: z.boolean().default(true),
  privacyUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable()
    .default(null),
  /** Mailbox that goes on when a visitor is gone; without one nothing is asked for. */
  mailPresenceId: Id.nullable().default(null),
  /** Undo time of answers here: nobody waits ten seconds in a conversation. */
  undoSeconds: z.number().int().min(0).max(60).default(3),
})
export type ChatSettings = z.infer<typeof ChatSettings>

/** What a visitor may hang on a message. */
export const chatFileLimits = {
  maxCount: 5,
  maxBytes: 10 * 1024 * 1024,
  types: ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf', 'text/plain'],
} as const

export const ChatFile = z.object({ id: Id, name: z.string(), type: z.string(), size: z.number().int() })
export type ChatFile = z.infer<typeof ChatFile>

/** One message as the visitor sees it. `clientId`: the id their browser gave it. */
export const ChatLine = z.object({
  id: Id,
  clientId: Id.nullable(),
  from: z.enum(['visitor', 'us']),
  name: z.string().nullable(),
  text: z.string(),
  files: z.array(ChatFile),
  at: Instant,
})
export type ChatLine = z.infer<typeof ChatLine>

/** What comes over the visitor's stream. */
export const ChatEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('line'), line: ChatLine }),
  z.object({ type: z.literal('typing') }),
  /** One of us looked at what was written until then. */
  z.object({ type: z.literal('seen'), at: Instant }),
])
export type ChatEvent = z.infer<typeof ChatEvent>

export const ChatState = z.object({
  company: z.string(),
  logo: CompanyLogo.nullable(),
  language: Language,
  title: Both(80),
  greeting: Both(300),
  color: ChatColor,
  asksName: z.boolean(),
  asksMail: z.boolean(),
  takesFiles: z.boolean(),
  asksSatisfaction: z.boolean(),
  goesOnByMail: z.boolean(),
  privacyUrl: z.string().nullable(),
  isOpen: z.boolean(),
  /** When somebody is there again; null: open, or no time is known. */
  opensAt: Instant.nullable(),
  /** Minutes until the first answer, as we say it; null: nothing is known. */
  answerWithinMinutes: z.number().int().nullable(),
  challenge: z.object({ token: z.string(), bits: z.number().int() }),
})
export type ChatState = z.infer<typeof ChatState>

const KeyParams = z.strictObject({ key: z.string().min(8).max(80) })
const Sent = z.object({ id: Id, at: Instant })

/** What a member sees of a visitor. */
export const CaseChat = z.object({
  sessionId: Id,
  threadId: Id,
  state: z.enum(['online', 'away', 'left']),
  isTyping: z.boolean(),
  startedAt: Instant,
  seenAt: Instant,
  /** The page they wrote from. */
  page: z.string().nullable(),
  /** verified: the host site signed who it is. refused: it tried and the signature did not hold. */
  identity: z.enum(['none', 'verified', 'refused']),
  userKey: z.string().nullable(),
  refusedBecause: z.string().nullable(),
  /** Answers go by mail since then. */
  mailSince: Instant.nullable(),
  email: z.string().nullable(),
  score: z.number().int().nullable(),
  words: z.string(),
})
export type CaseChat = z.infer<typeof CaseChat>

export const chatRoutes = {
  state: route({
    id: 'chats.read',
    method: 'GET',
    path: '/api/v1/chat/{key}',
    access: 'public',
    summary: 'What the chat says before a word is written, and a puzzle for the visitor’s machine',
    params: KeyParams,
    response: ChatState,
  }),
  start: route({
    id: 'chats.start',
    method: 'POST',
    path: '/api/v1/chat/{key}/sessions',
    access: 'public',
    summary: 'A conversation begins; its token is made in the browser and comes as the bearer',
    params: KeyParams,
    body: z.strictObject({
      challenge: z.string().max(500),
      answer: z.string().max(100),
      language: Language.default('de'),
      name: Line(120).default(''),
      email: z.email().max(254).optional(),
      page: z.string().max(1000).optional(),
      /** Signed by the host site: who the visitor is. */
      identity: z.string().max(4000).optional(),
    }),
    response: z.object({ identity: z.enum(['none', 'verified', 'refused']), name: z.string() }),
    status: 201,
  }),
  say: route({
    id: 'chats.say',
    method: 'POST',
    path: '/api/v1/chat/{key}/messages',
    access: 'public',
    summary: 'One message; answered when it is on disk. The same clientId is the same message',
    params: KeyParams,
    body: z.strictObject({
      clientId: Id,
      text: Text(4_000),
      fileIds: z.array(Id).max(chatFileLimits.maxCount).default([]),
    }),
    response: Sent,
    status: 201,
  }),
  lines: route({
    id: 'chats.lines',
    method: 'GET',
    path: '/api/v1/chat/{key}/messages',
    access: 'public',
    summary: 'The conversation; with `wait` the answer comes when there is something new (where streams do not pass)',
    params: KeyParams,
    query: z.strictObject({ after: Id.optional(), wait: z.coerce.number().int().min(0).max(25).default(0) }),
    response: z.object({ items: z.array(ChatLine), seenAt: Instant.nullable() }),
  }),
  stream: route({
    id: 'chats.stream',
    method: 'GET',
    path: '/api/v1/chat/{key}/stream',
    access: 'public',
    summary: 'What happens in the conversation, as server-sent events; Last-Event-ID is the last message of ours',
    params: KeyParams,
    responseType: 'text/event-stream',
  }),
  signal: route({
    id: 'chats.signal',
    method: 'POST',
    path: '/api/v1/chat/{key}/signals',
    access: 'public',
    summary: 'The visitor writes, has received or read something, or leaves',
    params: KeyParams,
    body: z.strictObject({
      typing: z.boolean().optional(),
      received: z.array(Id).max(100).optional(),
      read: z.array(Id).max(100).optional(),
      gone: z.boolean().optional(),
    }),
    response: Ok,
  }),
  upload: route({
    id: 'chats.upload',
    method: 'POST',
    path: '/api/v1/chat/{key}/files',
    access: 'public',
    summary: 'A file for the next message',
    params: KeyParams,
    query: z.strictObject({ name: z.string().max(300).default('') }),
    bodyKind: 'raw',
    response: ChatFile,
    status: 201,
  }),
  file: route({
    id: 'chats.file',
    method: 'GET',
    path: '/api/v1/chat/{key}/files/{fileId}',
    access: 'public',
    summary: 'A file of this conversation',
    params: z.strictObject({ key: z.string().min(8).max(80), fileId: Id }),
    responseType: 'application/octet-stream',
  }),
  mail: route({
    id: 'chats.mail',
    method: 'POST',
    path: '/api/v1/chat/{key}/mail',
    access: 'public',
    summary: 'Go on by mail: answers go to this address from now on',
    params: KeyParams,
    body: z.strictObject({ email: z.email().max(254) }),
    response: Ok,
  }),
  rate: route({
    id: 'chats.rate',
    method: 'POST',
    path: '/api/v1/chat/{key}/rating',
    access: 'public',
    summary: 'How satisfied the visitor is, 1 to 5',
    params: KeyParams,
    body: z.strictObject({ score: z.number().int().min(1).max(5), words: Text(1_000).default('') }),
    response: Ok,
  }),
  ofCase: route({
    id: 'chats.ofCase',
    method: 'GET',
    path: '/api/v1/cases/{id}/chats',
    access: 'case.read',
    object: 'case',
    summary: 'The visitors of a case: there, writing, gone, satisfied',
    params: IdParams,
    response: z.object({ items: z.array(CaseChat) }),
  }),
  attend: route({
    id: 'chats.attend',
    method: 'POST',
    path: '/api/v1/cases/{id}/chats',
    access: 'case.reply',
    object: 'case',
    summary: 'The visitor sees that one of us looks, or writes',
    params: IdParams,
    body: z.strictObject({ threadId: Id, typing: z.boolean().default(false) }),
    response: Ok,
  }),
}
