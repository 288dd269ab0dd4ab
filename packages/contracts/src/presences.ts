import { z } from 'zod'
import { ChannelKind, OwnLimits } from './channels.ts'
import { ChatSettings } from './chat.ts'
import { DiscourseSecrets, DiscourseSettings } from './networks/discourse.ts'
import { MastodonSecrets, MastodonSettings } from './networks/mastodon.ts'
import { BlueskySecrets, BlueskySettings, FirehoseSettings } from './networks/bluesky.ts'
import { FacebookSettings, InstagramSettings, MetaSecrets, WhatsAppSettings } from './networks/meta.ts'
import { TelegramSecrets, TelegramSettings } from './networks/telegram.ts'
import { WordpressSecrets, WordpressSettings } from './networks/wordpress.ts'
import { XSecrets, XSettings } from './networks/x.ts'
import { YoutubeSecrets, YoutubeSettings } from './networks/youtube.ts'
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
  privacyUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable()
    .default(null),
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

const placeFields = { name: Line(80), teamId: Id.nullable().default(null), purpose: Line(200).default('') }

/** A channel with settings and secrets of its own kind, as they stand in `networks/`. */
function networkInput<Kind extends ChannelKind, Settings extends z.ZodType, Secrets extends z.ZodType>(
  kind: Kind,
  settings: Settings,
  secrets: Secrets,
) {
  return z.strictObject({ kind: z.literal(kind), ...placeFields, settings, secrets: secrets.optional() })
}

export const PresenceInput = z.discriminatedUnion('kind', [
  networkInput('email', EmailSettings, EmailSecrets),
  z.strictObject({ kind: z.literal('form'), ...placeFields, settings: FormSettings }),
  z.strictObject({ kind: z.literal('feed'), ...placeFields, settings: FeedSettings }),
  z.strictObject({ kind: z.enum(['phone', 'letter', 'visit', 'found']), ...placeFields, settings: HandSettings }),
  z.strictObject({ kind: z.literal('inlet'), ...placeFields, settings: InletSettings }),
  z.strictObject({ kind: z.literal('chat'), ...placeFields, settings: ChatSettings }),
  networkInput('bluesky', BlueskySettings, BlueskySecrets),
  z.strictObject({ kind: z.literal('firehose'), ...placeFields, settings: FirehoseSettings }),
  networkInput('telegram', TelegramSettings, TelegramSecrets),
  networkInput('mastodon', MastodonSettings, MastodonSecrets),
  networkInput('discourse', DiscourseSettings, DiscourseSecrets),
  networkInput('wordpress', WordpressSettings, WordpressSecrets),
  networkInput('facebook', FacebookSettings, MetaSecrets),
  networkInput('instagram', InstagramSettings, MetaSecrets),
  networkInput('whatsapp', WhatsAppSettings, MetaSecrets),
  networkInput('x', XSettings, XSecrets),
  networkInput('youtube', YoutubeSettings, YoutubeSecrets),
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
    /** What the network says that this account may do, over what holds for its kind; null where it says nothing. */
    limits: OwnLimits.nullable(),
  }),
  allowed: z.array(z.string()),
})
export type Presence = z.infer<typeof Presence>

/** Steps of a connection test, each with its own result, in words the web translates by code. */
export const ConnectionTest = z.object({
  ok: z.boolean(),
  steps: z.array(
    z.object({
      step: z.enum(['address', 'connect', 'sign_in', 'read', 'messages', 'send', 'parse']),
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
      /** Of the channel's own shape; those left out stay. */
      secrets: z.record(z.string().max(60), z.string().max(8000)).optional(),
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
  usage: route({
    id: 'presences.usage',
    method: 'GET',
    path: '/api/v1/presences/{id}/usage',
    access: 'presence.read',
    object: 'presence',
    summary: 'What calls of a channel used up of its day, where they cost money or units',
    params: IdParams,
    response: z.object({
      /** Null where calls cost nothing. `day` as the network counts it. */
      usage: z
        .object({
          unit: z.enum(['dollars', 'units']),
          day: z.string(),
          used: z.number(),
          most: z.number(),
          keptForAnswers: z.number(),
          kinds: z.array(z.object({ kind: z.string(), calls: z.number().int(), amount: z.number() })),
        })
        .nullable(),
    }),
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
