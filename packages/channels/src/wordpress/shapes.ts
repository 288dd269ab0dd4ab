import { z } from 'zod'

const Rendered = z.object({ rendered: z.string().default(''), raw: z.string().nullish() })

/** A comment as wp/v2 gives it to who may moderate (context=edit). */
export const Comment = z.object({
  id: z.number().int().positive(),
  post: z.number().int().nonnegative(),
  parent: z.number().int().nonnegative().nullish(),
  author: z.number().int().nullish(),
  author_name: z.string().nullish(),
  author_email: z.string().nullish(),
  date_gmt: z.string().nullish(),
  content: Rendered,
  link: z.string().nullish(),
  status: z.string().nullish(),
  type: z.string().nullish(),
  _embedded: z
    .object({ up: z.array(z.object({ title: Rendered.optional() })).optional() })
    .nullish()
    .catch(null),
})
export type Comment = z.infer<typeof Comment>
export const Listed = z.array(z.unknown())
export const Me = z.object({ id: z.number().int(), name: z.string().nullish() })
export const Told = z.object({ code: z.string().max(200), message: z.string().default('') })
