import { z } from 'zod'
import { Refusal } from '#platform/errors'

export type Sort = 'due' | 'newest' | 'oldest' | 'priority' | 'stalled'

/** Where a page of the list ended: the sort key in the database's own precision, and the id that makes it total. */
export type Cursor = z.infer<typeof CursorSchema>

const CursorSchema = z.strictObject({
  sort: z.enum(['due', 'newest', 'oldest', 'priority', 'stalled']),
  key: z.string().regex(/^(infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00)$/),
  priority: z.number().int().min(0).max(3),
  id: z.uuid(),
})

export function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

/** Cursors carry no rights, only a place; whatever was made up is refused or names another place of the same list. */
export function readCursor(text: string): Cursor {
  const parsed = CursorSchema.safeParse(parseJson(Buffer.from(text, 'base64url').toString('utf8')))
  if (!parsed.success || Number.isNaN(keyTime(parsed.data.key))) {
    throw new Refusal('invalid-input', 'The cursor is not one of ours. Start from the first page.')
  }
  return parsed.data
}

function keyTime(key: string): number {
  return key === 'infinity' ? Infinity : Date.parse(`${key.replace(' ', 'T')}:00`)
}
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
