import { z } from 'zod'
import { ChannelKind } from './channels.ts'
import { route } from './route.ts'
import { Id, IdParams, Instant, Line, Ok, Person } from './shapes.ts'

const Host = z.string().trim().toLowerCase().min(1).max(253)
const Port = z.number().int().min(1).max(65535)
const Security = z.enum(['tls', 'starttls', 'none'])

/** Settings per channel kind; secrets travel in `secrets` and never come back. */
export const EmailSettings = z.strictObject({
  address: z.email().max(254),
  senderName: Line(120).default(''),
  imap: z.strictObject({
    host: Host,
    port: Port.default(993),
    security: Security.default('tls'),
    user: z.string().max(254),
    folders: z.array(z.string().max(200)).min(1).max(20).default(['INBOX']),
  }),
  smtp: z.strictObject({
    host: Host,
    port: Port.default(587),
    security: Security.default('starttls'),
    user: z.string().max(254),
  }),
  sentFolder: z.string().max(200).nullable().default(null),
  auth: z.enum(['password', 'oauth2']).default('password'),
  plusAddressing: z.boolean().default(true),
  /** Take in only what comes from now on, or also what lies there (marked as imported, never answered automatically). */
  backfillDays: z.number().int().min(0).max(3650).default(0),
})
export const EmailSecrets = z.strictObject({
  password: z.string().max(1000).optional(),
  smtpPassword: z.string().max(1000).optional(),
  refreshToken: z.string().max(4000).optional(),
  clientId: z.string().max(500).optional(),
  clientSecret: z.string().max(1000).optional(),
  tokenUrl: z.url().max(500).optional(),
})
export const FormSettings = z.strictObject({
  title: z.strictObject({ de: Line(120), en: Line(120) }).default({ de: 'Schreiben Sie uns', en: 'Write to us' }),
  intro: z.strictObject({ de: Line(600), en: Line(600) }).default({ de: '', en: '' }),
  askPhone: z.boolean().default(false),
  askOrderNumber: z.boolean().default(false),
  privacyUrl: z.url().max(500).nullable().default(null),
  allowedOrigins: z.array(z.string().max(300)).max(50).default([]),
  /** Mailbox that confirms and answers; without one answers are logged by hand. */
  mailPresenceId: Id.nullable().default(null),
  answerWithinHours: z.number().min(1).max(720).default(24),
})
export const FeedSettings = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(2000),
  everyMinutes: z.number().int().min(1).max(1440).default(10),
  directed: z.boolean().default(false),
})
export const HandSettings = z.strictObject({ number: Line(60).default('') })
export const InletSettings = z.strictObject({
  directed: z.boolean().default(true),
  visibility: z.enum(['private', 'public']).default('private'),
})

export const PresenceInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('email'),
    name: Line(80),
    teamId: Id.nullable().default(null),
    purpose: Line(200).default(''),
    settings: EmailSettings,
    secrets: EmailSecrets.optional(),
  }),
  z.strictObject({
    kind: z.literal('form'),
    name: Line(80),
    teamId: Id.nullable().default(null),
    purpose: Line(200).default(''),
    settings: FormSettings,
  }),
  z.strictObject({
    kind: z.literal('feed'),
    name: Line(80),
    teamId: Id.nullable().default(null),
    purpose: Line(200).default(''),
    settings: FeedSettings,
  }),
  z.strictObject({
    kind: z.enum(['phone', 'letter', 'visit', 'found']),
    name: Line(80),
    teamId: Id.nullable().default(null),
    purpose: Line(200).default(''),
    settings: HandSettings,
  }),
  z.strictObject({
    kind: z.literal('inlet'),
    name: Line(80),
    teamId: Id.nullable().default(null),
    purpose: Line(200).default(''),
    settings: InletSettings,
  }),
])
export type PresenceInput = z.infer<typeof PresenceInput>

export const PresenceState = z.enum(['running', 'waiting', 'needs_sign_in', 'failing', 'paused', 'archived'])
export const Presence = z.object({
  id: Id,
  kind: ChannelKind,
  name: z.string(),
  address: z.string().nullable(),
  purpose: z.string(),
  team: Person.nullable(),
  owner: Person.nullable(),
  state: PresenceState,
  settings: z.record(z.string(), z.unknown()),
  hasSecrets: z.boolean(),
  publicKey: z.string().nullable(),
  health: z.object({
    lastReceivedAt: Instant.nullable(),
    lastSentAt: Instant.nullable(),
    lastSuccessAt: Instant.nullable(),
    nextTryAt: Instant.nullable(),
    lagSeconds: z.number().nullable(),
    waiting: z.number().int(),
    quarantined: z.number().int(),
    error: z
      .object({
        kind: z.enum(['transient', 'permanent', 'sign_in']),
        code: z.string(),
        since: Instant,
        detail: z.string(),
      })
      .nullable(),
    tokenExpiresAt: Instant.nullable(),
  }),
  allowed: z.array(z.string()),
})
export type Presence = z.infer<typeof Presence>

/** Steps of a connection test, each with its own result, in words the web translates by code. */
export const ConnectionTest = z.object({
  ok: z.boolean(),
  steps: z.array(
    z.object({
      step: z.enum(['address', 'connect', 'sign_in', 'read', 'send', 'parse']),
      ok: z.boolean(),
      code: z.string().nullable(),
      detail: z.string().nullable(),
    }),
  ),
  found: z.object({
    folders: z.array(z.string()).optional(),
    items: z.number().int().optional(),
    title: z.string().optional(),
    feeds: z.array(z.string()).optional(),
  }),
})

export const presenceRoutes = {
  list: route({
    id: 'presences.list',
    method: 'GET',
    path: '/api/v1/presences',
    access: 'presence.read',
    summary: 'Our presences on all channels and how they are',
    response: z.object({ items: z.array(Presence) }),
  }),
  create: route({
    id: 'presences.create',
    method: 'POST',
    path: '/api/v1/presences',
    access: 'presence.manage',
    summary: 'Connect a channel',
    body: PresenceInput,
    response: z.object({ presence: Presence, signingSecret: z.string().nullable() }),
    status: 201,
  }),
  read: route({
    id: 'presences.read',
    method: 'GET',
    path: '/api/v1/presences/{id}',
    access: 'presence.read',
    object: 'presence',
    summary: 'One presence',
    params: IdParams,
    response: Presence,
  }),
  change: route({
    id: 'presences.change',
    method: 'PATCH',
    path: '/api/v1/presences/{id}',
    access: 'presence.manage',
    object: 'presence',
    summary: 'Change settings or credentials',
    params: IdParams,
    body: z.strictObject({
      name: Line(80).optional(),
      purpose: Line(200).optional(),
      teamId: Id.nullable().optional(),
      settings: z.record(z.string(), z.unknown()).optional(),
      secrets: EmailSecrets.optional(),
      paused: z.boolean().optional(),
    }),
    response: Presence,
  }),
  archive: route({
    id: 'presences.archive',
    method: 'DELETE',
    path: '/api/v1/presences/{id}',
    access: 'presence.manage',
    object: 'presence',
    summary: 'Archive: nothing more comes in, everything stays',
    params: IdParams,
    response: Ok,
  }),
  test: route({
    id: 'presences.test',
    method: 'POST',
    path: '/api/v1/presences/test',
    access: 'presence.manage',
    summary: 'Try a connection before saving',
    body: z.strictObject({ presence: PresenceInput, presenceId: Id.optional() }),
    response: ConnectionTest,
  }),
  sync: route({
    id: 'presences.sync',
    method: 'POST',
    path: '/api/v1/presences/{id}/sync',
    access: 'presence.manage',
    object: 'presence',
    summary: 'Read now',
    params: IdParams,
    response: Ok,
  }),
  rotateSecret: route({
    id: 'presences.rotateSecret',
    method: 'POST',
    path: '/api/v1/presences/{id}/signing-secret',
    access: 'presence.manage',
    object: 'presence',
    summary: 'New signing secret; the old one holds for 24 hours',
    params: IdParams,
    response: z.object({ signingSecret: z.string() }),
  }),
}
