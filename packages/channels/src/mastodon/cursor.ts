import { OwnLimits } from '@resonanz/contracts'
import { z } from 'zod'
import type { Cursor } from '../connector.ts'

/** Where reading stands. `limits` as the server said them last: they are told at every visit. */
const MastodonCursor = z.object({
  me: z.object({ id: z.string(), name: z.string() }).nullable().catch(null),
  /** The last notifications that were taken, newest first. */
  seen: z.array(z.string()).catch([]),
  /** From the first visit on everything is taken; what was there before only where that was asked for. */
  started: z.boolean().catch(false),
  /** What was said before is not ours to answer. */
  sinceMs: z.number().catch(0),
  /** Notifications that were there at the first visit: what stands below them in the list is not ours to answer either. */
  before: z.array(z.string()).catch([]),
  /** Our own newest words there, those we sent and those written in the network's app. */
  ownSeen: z.array(z.string()).nullable().catch(null),
  /** Of our own newest words those that may still be on their way to our records, and since when we saw them there. */
  ownWaiting: z.array(z.tuple([z.string(), z.number()])).catch([]),
  /** Per hashtag and search the newest that was taken. */
  found: z.record(z.string(), z.string().nullable()).catch({}),
  /** Addressed to us: uri, id, time of the last edit. Looked at again for edits and deletions, in turn. */
  known: z.array(z.tuple([z.string(), z.string(), z.string()])).catch([]),
  checkNext: z.number().int().nonnegative().catch(0),
  checkedAtMs: z.number().catch(0),
  limits: OwnLimits.nullable().catch(null),
  stream: z.string().nullable().catch(null),
  learnedAtMs: z.number().catch(0),
})
export type MastodonCursor = z.infer<typeof MastodonCursor>

export function readCursor(given: Cursor): MastodonCursor {
  return MastodonCursor.parse(given)
}
