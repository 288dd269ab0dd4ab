import { z } from 'zod'

/** What the network says, as far as we read it: more is ignored, what is bent counts as missing. */
export const Ref = z.object({ uri: z.string().max(8_192), cid: z.string().max(200) })
export type Ref = z.output<typeof Ref>

export const Facet = z.object({
  index: z.object({ byteStart: z.number().int().min(0), byteEnd: z.number().int().min(0) }),
  features: z.array(z.record(z.string(), z.unknown())).max(50),
})
export type Facet = z.output<typeof Facet>

export const PostRecord = z.object({
  text: z.string().max(30_000).catch(''),
  createdAt: z.string().max(64).catch(''),
  langs: z.array(z.string().max(60)).max(20).catch([]),
  facets: z
    .array(z.unknown())
    .max(500)
    .catch([])
    .transform((all) => all.flatMap((one) => Facet.safeParse(one).data ?? [])),
  reply: z.object({ root: Ref, parent: Ref }).optional().catch(undefined),
  embed: z.unknown().optional(),
})
export type PostRecord = z.output<typeof PostRecord>

export const Author = z.object({
  did: z.string().max(2_048),
  handle: z.string().max(253).catch(''),
  displayName: z.string().max(640).optional().catch(undefined),
})
export type Author = z.output<typeof Author>

/** A post as the view shows it: the record with what it embeds made readable. */
export const PostView = z.object({
  uri: z.string().min(1).max(8_192),
  cid: z.string().max(200).catch(''),
  author: Author,
  record: z.unknown().optional(),
  embed: z.unknown().optional(),
  indexedAt: z.string().max(64).catch(''),
  viewer: z
    .object({ like: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
})
export type PostView = z.output<typeof PostView>

export const Notification = z.object({
  uri: z.string().min(1).max(8_192),
  cid: z.string().max(200).catch(''),
  author: Author,
  reason: z.string().max(60),
  reasonSubject: z.string().max(8_192).optional().catch(undefined),
  record: z.unknown().optional(),
  indexedAt: z.string().max(64),
})
export type Notification = z.output<typeof Notification>

export const NotificationPage = z.object({
  notifications: z.array(z.unknown()).max(200),
  cursor: z.string().max(1_000).optional(),
})
export const PostPage = z.object({ posts: z.array(z.unknown()).max(100) })
export const RecordPage = z.object({ records: z.array(z.unknown()).max(200) })
export const OwnRecord = z.object({
  uri: z.string().max(8_192),
  cid: z.string().max(200),
  value: z.unknown().optional(),
})
export type OwnRecord = z.output<typeof OwnRecord>

/** One raw item of ours: a post (or a sign under one) with what it takes to understand it. */
export const StoredItem = z.object({
  reason: z.string().max(60),
  uri: z.string().min(1).max(8_192),
  cid: z.string().max(200).catch(''),
  author: Author.optional(),
  subject: z.string().max(8_192).optional(),
  record: z.unknown().optional(),
  embed: z.unknown().optional(),
  indexedAt: z.string().max(64).catch(''),
  /** Posts above it, nearest first. */
  parents: z
    .array(z.object({ uri: z.string(), author: Author, text: z.string() }))
    .max(20)
    .catch([]),
})
export type StoredItem = z.output<typeof StoredItem>
