import { z } from 'zod'

/** A post as the API and the webhooks give it; fields after the published description, all others are passed over. */
export const Post = z.object({
  id: z.number().int().nonnegative(),
  username: z.string().min(1).max(200),
  name: z.string().nullish(),
  cooked: z.string(),
  post_number: z.number().int().nonnegative(),
  post_type: z.number().int().nullish(),
  topic_id: z.number().int().nonnegative(),
  topic_slug: z.string().nullish(),
  topic_title: z.string().nullish(),
  topic_archetype: z.string().nullish(),
  user_id: z.number().int().nullish(),
  created_at: z.string().nullish(),
  updated_at: z.string().nullish(),
  reply_to_post_number: z.union([z.number().int(), z.string()]).nullish(),
  reply_to_user: z.object({ username: z.string() }).nullish(),
  hidden: z.boolean().nullish(),
  user_deleted: z.boolean().nullish(),
  deleted_at: z.string().nullish(),
})
export type Post = z.infer<typeof Post>

export const Latest = z.object({ latest_posts: z.array(z.unknown()) })

/** Posted, or kept for the moderators. */
export const Posted = z.union([
  z.object({ id: z.number().int(), topic_id: z.number().int() }),
  z.object({ action: z.literal('enqueued') }),
])

export const Told = z.object({
  errors: z.array(z.string()).default([]),
  error_type: z.string().optional(),
  extras: z.object({ wait_seconds: z.number().optional() }).optional(),
})
