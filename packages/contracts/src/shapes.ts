import { z } from 'zod'

/** Shapes that every noun uses. */
export const Id = z.uuid()
export const IdParams = z.strictObject({ id: Id })
export const Instant = z.iso.datetime({ offset: true }).meta({ description: 'UTC, ISO 8601' })
export const Language = z.enum(['de', 'en'])
export type Language = z.infer<typeof Language>
export const Ok = z.object({ ok: z.literal(true) })

export const PageQuery = z.strictObject({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}

/** A person of the company as shown beside things: name and id, nothing else. */
export const Person = z.object({ id: Id, name: z.string() })
export type Person = z.infer<typeof Person>

/** One line of text from a person: no control characters, trimmed. */
export const Line = (max: number) =>
  z
    .string()
    .max(max)
    // Not a transform: what goes out is written by the same schema, the other way round.
    .overwrite((value) => value.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim())
export const Text = (max: number) =>
  z
    .string()
    .max(max)
    .overwrite((value) => value.replaceAll('\u0000', ''))

/** The company's mark: its address with us, and how large it draws in pixels. */
export const CompanyLogo = z.object({ path: z.string(), width: z.number().int(), height: z.number().int() })
