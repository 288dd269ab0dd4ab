import { z } from 'zod'
import type { RawItem } from '../connector.ts'
import { query } from './client.ts'
import { itemOf } from './hydrate.ts'
import type { Notification } from './shapes.ts'
import type { BlueskyContext } from './settings.ts'

const keptMost = 200
const askedAtOnce = 5
const listedMost = 100

/** Likes and reposts of the last time under posts of ours, to notice when one is taken back. */
export const Signs = z
  .array(
    z.object({
      uri: z.string().max(8_192),
      subject: z.string().max(8_192),
      by: z.string().max(2_048),
      reason: z.enum(['like', 'repost']),
      at: z.string().max(64),
    }),
  )
  .max(keptMost)
export type Signs = z.infer<typeof Signs>

/**
 * The network tells nobody that a like was taken back; its notification is gone. Those that are missing among the
 * notifications just read are asked about at the post itself, a few at each visit: it may be hidden for other reasons.
 */
export async function signsTakenBack(
  context: BlueskyContext,
  signs: Signs,
  read: { all: readonly Notification[]; networkMs: number },
): Promise<{ items: RawItem[]; signs: Signs }> {
  const there = new Set(read.all.map(({ uri }) => uri))
  const oldest = read.all.at(-1)?.indexedAt
  if (oldest === undefined) return { items: [], signs }
  const missing = signs.filter(({ uri, at }) => at >= oldest && !there.has(uri)).slice(0, askedAtOnce)
  const items: RawItem[] = []
  const settled = new Set<string>()
  for (const sign of missing) {
    const stands = await standsUnder(context, sign)
    if (stands !== true) settled.add(sign.uri)
    if (stands === false) items.push(goneItem(sign, read.networkMs))
  }
  return { items, signs: signs.filter(({ uri }) => !settled.has(uri)) }
}

export function keepSigns(signs: Signs, notifications: readonly Notification[]): Signs {
  const fresh = notifications.flatMap(({ uri, reason, reasonSubject, author, indexedAt }): Signs => {
    if ((reason !== 'like' && reason !== 'repost') || !reasonSubject) return []
    return [{ uri, subject: reasonSubject, by: author.did, reason, at: indexedAt }]
  })
  return [...new Map([...fresh, ...signs].map((one) => [one.uri, one])).values()].slice(0, keptMost)
}

const Actors = z.object({
  likes: z.array(z.object({ actor: z.object({ did: z.string() }) })).optional(),
  repostedBy: z.array(z.object({ did: z.string() })).optional(),
})

/** Null where nobody can tell: the post is gone, or has more signs than one page. */
async function standsUnder(context: BlueskyContext, { reason, subject, by }: Signs[number]): Promise<boolean | null> {
  const nsid = reason === 'like' ? 'app.bsky.feed.getLikes' : 'app.bsky.feed.getRepostedBy'
  const answer = await query(context, nsid, { uri: subject, limit: listedMost })
  const found = answer.status === 200 ? Actors.safeParse(answer.json).data : undefined
  const dids = found?.likes?.map(({ actor }) => actor.did) ?? found?.repostedBy?.map(({ did }) => did)
  if (dids === undefined) return null
  if (dids.includes(by)) return true
  return dids.length < listedMost / 2 ? false : null
}

function goneItem({ uri, subject, by, reason }: Signs[number], networkMs: number): RawItem {
  const indexedAt = new Date(networkMs).toISOString()
  const author = { did: by, handle: '', displayName: undefined }
  return itemOf({ reason: `${reason}-gone`, uri, cid: 'gone', author, subject, indexedAt, parents: [] }, {})
}
