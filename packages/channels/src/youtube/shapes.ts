import { z } from 'zod'

const Id = z.string().min(1).max(200)
const Text = z.string()
const maybe = <T>(shape: z.ZodType<T>) => shape.optional().catch(undefined)

/** A comment as the Data API gives it; what has another shape is passed over. */
export const Comment = z.object({
  id: Id,
  snippet: z.object({
    textOriginal: maybe(Text),
    textDisplay: maybe(Text),
    authorDisplayName: maybe(Text),
    authorChannelId: maybe(z.object({ value: Text.max(100) })),
    videoId: maybe(Text.max(40)),
    parentId: maybe(Id),
    publishedAt: maybe(Text),
    updatedAt: maybe(Text),
    moderationStatus: maybe(Text),
  }),
})
export type Comment = z.infer<typeof Comment>

export const Thread = z.object({
  id: Id,
  snippet: z.object({ videoId: maybe(Text.max(40)), topLevelComment: Comment, totalReplyCount: maybe(z.number()) }),
  replies: maybe(
    z.object({
      comments: z.array(z.unknown()).transform((all) => all.flatMap((one) => Comment.safeParse(one).data ?? [])),
    }),
  ),
})
export type Thread = z.infer<typeof Thread>

export const Listed = <T>(shape: z.ZodType<T>) =>
  z.object({
    items: z
      .array(z.unknown())
      .default([])
      .transform((all) => all.flatMap((one) => shape.safeParse(one).data ?? [])),
    nextPageToken: maybe(Text.max(500)),
  })

/** Our item: one comment with the video and the thread it stands in. */
export const YoutubeItem = z.object({
  comment: Comment,
  videoId: maybe(Text.max(40)),
  threadId: Id,
  isHeld: maybe(z.boolean()),
  isShownAgain: maybe(z.boolean()),
})
