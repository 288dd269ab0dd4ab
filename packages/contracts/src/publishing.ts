import { z } from 'zod'
import { ChannelKind } from './channels.ts'
import { Finding, Override } from './guideline.ts'
import { route } from './route.ts'
import { Id, IdParams, Instant, Language, Line, Person, Text } from './shapes.ts'

/** Where a planned post stands; `paused`: it would leave, and all posts are stopped; `late`: its time is over, a person decides. */
export const PostState = z.enum([
  'draft',
  'waiting',
  'planned',
  'paused',
  'late',
  'sending',
  'sent',
  'failed',
  'unclear',
  'withdrawn',
])
export type PostState = z.infer<typeof PostState>
export const PostTargetState = z.enum(['open', 'late', 'sending', 'sent', 'failed', 'unclear', 'discarded'])
export type PostTargetState = z.infer<typeof PostTargetState>

/** What the clock on the wall shows, without a zone: `2026-10-25T02:30`. */
export const WallClock = z
  .string()
  .regex(/^20\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d$/)
const ZoneName = Line(60).pipe(z.string().min(1))
const When = { localTime: WallClock, timeZone: ZoneName }

const textMost = 20_000
const Words = Text(textMost)
const Media = z.strictObject({ fileId: Id, alt: Line(1500).default('') })
const Target = z.strictObject({
  presenceId: Id,
  /** Null: the words of the post. */
  text: Words.nullable().default(null),
})
export const PostContent = z.strictObject({
  text: Words,
  targets: z.array(Target).min(1).max(20),
  media: z.array(Media).max(20).default([]),
  ...When,
})
export type PostContent = z.infer<typeof PostContent>

export const PostTarget = z.object({
  id: Id,
  presence: z.object({ id: Id, name: z.string(), kind: ChannelKind }),
  text: z.string().nullable(),
  state: PostTargetState,
  errorCode: z.string().nullable(),
  /** The network's own id of the post. */
  providerId: z.string().nullable(),
  threadId: Id.nullable(),
  settledAt: Instant.nullable(),
})
export type PostTarget = z.infer<typeof PostTarget>

export const PostAction = z.enum(['change', 'plan', 'move', 'withdraw', 'resolve'])
export type PostAction = z.infer<typeof PostAction>
export const Post = z.object({
  id: Id,
  text: z.string(),
  state: PostState,
  localTime: WallClock,
  timeZone: z.string(),
  plannedAt: Instant,
  /** That time is on the clock twice (the first is meant) or not at all (the same time after the gap is meant). */
  clockChange: z.enum(['twice', 'skipped']).nullable(),
  targets: z.array(PostTarget),
  media: z.array(z.object({ fileId: Id, name: z.string(), type: z.string(), size: z.number().int(), alt: z.string() })),
  createdBy: Person.nullable(),
  approval: z.object({ id: Id, state: z.string() }).nullable(),
  /** Why it came back: rejected, or what the guideline says by now. */
  returnedCode: z.string().nullable(),
  reason: z.string(),
  version: z.number().int(),
  changedAt: Instant,
  isSample: z.boolean(),
  allowed: z.array(PostAction),
})
export type Post = z.infer<typeof Post>

export const PostApprovalMode = z.enum(['everybody', 'writers', 'nobody'])
export const Publishing = z.object({
  approval: PostApprovalMode,
  approvalMinutes: z.number().int(),
  lateMinutes: z.number().int(),
  version: z.number().int(),
  paused: z
    .object({
      at: Instant,
      by: Person.nullable(),
      reason: z.string(),
      incident: z.object({ id: Id, number: z.number().int(), title: z.string() }).nullable(),
    })
    .nullable(),
  /** Presences that take posts of ours. */
  presences: z.array(z.object({ id: Id, name: z.string(), kind: ChannelKind })),
  mayWrite: z.boolean(),
  mayApprove: z.boolean(),
})
export type Publishing = z.infer<typeof Publishing>

const versioned = { version: z.number().int().min(1) }
const SomeReason = Line(300).pipe(z.string().min(3))

export const publishingRoutes = {
  list: route({
    id: 'publishing.list',
    method: 'GET',
    path: '/api/v1/posts',
    access: 'presence.read',
    summary: 'Planned posts of a stretch of time, by their time; at most 500',
    query: z.strictObject({ from: Instant, to: Instant, presenceId: Id.optional() }),
    response: z.object({ items: z.array(Post), isCut: z.boolean() }),
  }),
  create: route({
    id: 'publishing.create',
    method: 'POST',
    path: '/api/v1/posts',
    access: 'publish.write',
    summary: 'Write a draft of a post for one or more of our presences',
    status: 201,
    body: PostContent,
    response: Post,
  }),
  read: route({
    id: 'publishing.read',
    method: 'GET',
    path: '/api/v1/posts/{id}',
    access: 'presence.read',
    object: 'post',
    summary: 'One planned post',
    params: IdParams,
    response: Post,
  }),
  change: route({
    id: 'publishing.change',
    method: 'PATCH',
    path: '/api/v1/posts/{id}',
    access: 'publish.write',
    object: 'post',
    summary: 'Change its words, places or pictures: it becomes a draft again, and an approval is void',
    params: IdParams,
    body: PostContent.extend(versioned),
    response: Post,
  }),
  check: route({
    id: 'publishing.check',
    method: 'POST',
    path: '/api/v1/posts/check',
    access: 'publish.write',
    summary: 'What the guideline and the networks’ limits say about a post; nothing is stored',
    body: PostContent.extend({ language: Language.optional() }),
    response: z.object({
      plannedAt: Instant,
      clockChange: Post.shape.clockChange,
      isPast: z.boolean(),
      targets: z.array(
        z.object({
          presenceId: Id,
          findings: z.array(Finding),
          /** As the network counts; null where it has no limit. */
          length: z.object({ used: z.number().int(), limit: z.number().int(), isOver: z.boolean() }).nullable(),
          /** What the network does not take about the pictures. */
          media: z.array(z.enum(['none-taken', 'too-many', 'too-large', 'wrong-type', 'alt-missing'])),
        }),
      ),
      mayOverrideStop: z.boolean(),
    }),
  }),
  plan: route({
    id: 'publishing.plan',
    method: 'POST',
    path: '/api/v1/posts/{id}/plan',
    access: 'publish.write',
    object: 'post',
    summary: 'Plan a draft: checked by the guideline, then approved by somebody else where the workspace wants it',
    params: IdParams,
    body: z.strictObject({ ...versioned, overrides: z.array(Override).max(50).default([]) }),
    response: Post,
  }),
  move: route({
    id: 'publishing.move',
    method: 'POST',
    path: '/api/v1/posts/{id}/move',
    access: 'publish.write',
    object: 'post',
    summary: 'Another time; the words stay approved',
    params: IdParams,
    body: z.strictObject({ ...versioned, ...When }),
    response: Post,
  }),
  withdraw: route({
    id: 'publishing.withdraw',
    method: 'POST',
    path: '/api/v1/posts/{id}/withdraw',
    access: 'publish.write',
    object: 'post',
    summary: 'Withdraw a post that has not left',
    params: IdParams,
    body: z.strictObject({ ...versioned, reason: Line(300).default('') }),
    response: Post,
  }),
  resolve: route({
    id: 'publishing.resolve',
    method: 'POST',
    path: '/api/v1/posts/{id}/resolve',
    access: 'publish.write',
    object: 'post',
    summary: 'Decide about a late, failed or unclear post on one presence',
    params: IdParams,
    body: z.strictObject({
      targetId: Id,
      decision: z.enum(['send_now', 'was_sent', 'discard']),
      reason: Line(300).default(''),
    }),
    response: Post,
  }),
  bestTimes: route({
    id: 'publishing.bestTimes',
    method: 'GET',
    path: '/api/v1/posts/best-times',
    access: 'presence.read',
    summary: 'When people write to us on a presence, by weekday and hour of the last 90 days',
    query: z.strictObject({ presenceId: Id, timeZone: ZoneName }),
    response: z.object({
      messages: z.number().int(),
      days: z.number().int(),
      /** Fewer words than these say nothing. */
      least: z.number().int(),
      /** Strongest first; `weekday` 1 is Monday. Empty when there is too little to say. */
      best: z.array(z.object({ weekday: z.number().int(), hour: z.number().int(), messages: z.number().int() })),
      /** 7 × 24 counts, Monday 0 o’clock first. */
      hours: z.array(z.number().int()),
    }),
  }),
  state: route({
    id: 'publishing.state',
    method: 'GET',
    path: '/api/v1/publishing',
    access: 'presence.read',
    summary: 'What holds for all posts: approval, pause, presences that take posts',
    response: Publishing,
  }),
  save: route({
    id: 'publishing.save',
    method: 'PUT',
    path: '/api/v1/publishing',
    access: 'settings.manage',
    summary: 'Whose posts need approval, and from when a post is late; 409 when somebody changed it meanwhile',
    body: z.strictObject({
      ...versioned,
      approval: PostApprovalMode,
      approvalMinutes: z.number().int().min(5).max(10_080),
      lateMinutes: z.number().int().min(1).max(1440),
    }),
    response: Publishing,
  }),
  pause: route({
    id: 'publishing.pause',
    method: 'POST',
    path: '/api/v1/publishing/pause',
    access: 'publish.approve',
    summary: 'Stop all planned posts, with the reason on record; what is under way at a network goes on',
    body: z.strictObject({ reason: SomeReason, incidentId: Id.nullable().default(null) }),
    response: Publishing,
  }),
  resume: route({
    id: 'publishing.resume',
    method: 'POST',
    path: '/api/v1/publishing/resume',
    access: 'publish.approve',
    summary: 'Lift the stop; posts whose time passed meanwhile ask before they leave',
    body: z.strictObject({ reason: SomeReason }),
    response: Publishing,
  }),
}
