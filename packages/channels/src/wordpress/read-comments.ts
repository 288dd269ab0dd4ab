import { z } from 'zod'
import type { RawItem } from '../connector.ts'
import { readingFault } from '../kit/network-call.ts'
import { call, read, readOrNull, type WordpressContext } from './client.ts'
import { oddItem } from './comment-item.ts'
import { Comment, Listed } from './shapes.ts'

export type Read = { given: unknown; comment: Comment }

const page = 100
/** As long as there is only news: what lay there during a long break is taken too. */
const pagesAtOnce = 40
const deepest = 20

/** The newest comments, those that wait for moderation too, oldest first; further pages until one reaches `than`. Null: one page. */
export async function newestComments(
  context: WordpressContext,
  than: number | null,
  odd: RawItem[],
  onShort?: () => void,
): Promise<Read[]> {
  // Comments that come while the pages are read push others to the next page: each counts once.
  const all = new Map<number, Read>()
  for (let n = 1; n <= pagesAtOnce; n += 1) {
    const query = { ...asked, orderby: 'id', order: 'desc', page: String(n), _embed: 'up' }
    const list = n === 1 ? await read(context, '/comments', Listed, query) : await pageOrNone(context, query)
    const found = readAll(list, odd)
    for (const one of found) all.set(one.comment.id, one)
    if (than === null || list.length < page || (found.at(-1)?.comment.id ?? 0) <= than) break
    // Further back nobody looks: what lies between there and where we stood is not read.
    if (n === pagesAtOnce) onShort?.()
  }
  return [...all.values()].toSorted((a, b) => a.comment.id - b.comment.id)
}

/** Comments by number: as they are now (`spam` stands in no other list), or `gone`: in the bin or deleted for good. */
export async function commentsNow(
  context: WordpressContext,
  ids: readonly number[],
): Promise<Map<number, Read | 'gone'>> {
  const now = new Map<number, Read | 'gone'>(ids.map((id) => [id, 'gone']))
  for (const status of ['all', 'spam']) {
    const left = ids.filter((id) => now.get(id) === 'gone')
    if (left.length === 0) break
    const query = { ...asked, status, include: left.slice(0, page).join(',') }
    for (const one of readAll(await read(context, '/comments', Listed, query), [])) now.set(one.comment.id, one)
  }
  return now
}

/** The first of the conversation. */
export async function rootOf(context: WordpressContext, comment: Comment, roots: Map<number, number>): Promise<number> {
  let { id, parent } = { id: comment.id, parent: comment.parent ?? 0 }
  for (let depth = 0; parent > 0 && depth < deepest; depth += 1) {
    const known = roots.get(parent)
    id = known ?? parent
    if (known !== undefined) break
    const above = await readOrNull(context, `/comments/${parent}`, Comment.pick({ parent: true }), { context: 'edit' })
    parent = above?.parent ?? 0
  }
  roots.set(comment.id, id)
  return id
}

const asked = { context: 'edit', status: 'all', per_page: String(page) }

/** Where the number of comments is a whole number of pages, the page behind the last is answered by 400. */
async function pageOrNone(context: WordpressContext, query: Record<string, string>): Promise<unknown[]> {
  const answer = await call(context, '/comments', { query }).catch((error: unknown) => {
    throw readingFault(error)
  })
  if (answer.status === 400 && BeyondTheLast.safeParse(answer.json).success) return []
  return read(context, '/comments', Listed, query, answer)
}
const BeyondTheLast = z.object({ code: z.literal('rest_comment_invalid_page_number') })

function readAll(list: readonly unknown[], odd: RawItem[]): Read[] {
  return list.flatMap((given) => {
    const comment = Comment.safeParse(given).data
    if (!comment) odd.push(oddItem(given))
    return comment ? [{ given, comment }] : []
  })
}
