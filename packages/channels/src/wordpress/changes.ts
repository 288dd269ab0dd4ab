import type { RawItem } from '../connector.ts'
import type { WordpressContext } from './client.ts'
import { commentItem, versionOf } from './comment-item.ts'
import { commentsNow, type Read } from './read-comments.ts'
import type { Comment } from './shapes.ts'

/** Comment, version of its words ('' once it is gone), shown or hidden: WordPress tells no change, so each visit compares. */
type Known = [id: number, version: string, shown: boolean]
type Before = { known: readonly Known[]; checkNext: number; turn: number }

/** Beside those that a visit reads anyway so many are looked at, in turn. */
const inTurn = 100
/** So many gone at once is a site in trouble, not somebody who tidies up. */
const unbelievable = 20
const gone = ''

/**
 * Known comments with other words, let through or taken back, marked as spam, thrown away, or there again: those among
 * the newest at once, all others one after the other.
 */
export async function changesOf(
  context: WordpressContext,
  before: Before,
  read: readonly Read[],
): Promise<{ items: RawItem[]; known: Known[]; checkNext: number; turn: number }> {
  const now = new Map<number, Read | 'gone'>(read.map((one) => [one.comment.id, one]))
  const unread = before.known.map(([id]) => id).filter((id) => !now.has(id))
  const oldest = read[0]?.comment.id ?? 0
  // Missing among the newest first: something became of them.
  const order = [...unread.filter((id) => id >= oldest && !isGone(before, id)), ...turned(unread, before.checkNext)]
  const asked = [...new Set(order)].slice(0, inTurn)
  const looked = await commentsNow(context, asked)
  const lost = asked.filter((id) => looked.get(id) === 'gone' && !isGone(before, id))
  const believed = lost.length < unbelievable || lost.length < asked.length
  for (const [id, one] of looked) if (one !== 'gone' || believed) now.set(id, one)
  let { turn } = before
  const items: RawItem[] = []
  const known = before.known.map((state): Known => {
    const found = now.get(state[0])
    if (found === undefined) return state
    const changed = changeOf(state, found, () => String((turn += 1)))
    items.push(...changed.items)
    return changed.state
  })
  return { items, known, checkNext: unread.length === 0 ? 0 : (before.checkNext + asked.length) % unread.length, turn }
}

export function stateOf(comment: Comment): Known {
  return [comment.id, versionOf(comment), (comment.status ?? 'approved') === 'approved']
}

/** `next` keeps a change that comes again (words as they were, hidden once more) apart from the one before. */
function changeOf(
  [id, version, shown]: Known,
  found: Read | 'gone',
  next: () => string,
): { items: RawItem[]; state: Known } {
  if (found === 'gone') {
    const items = version === gone ? [] : [commentItem({ id }, { id }, { happened: 'gone', version: next() })]
    return { items, state: [id, gone, shown] }
  }
  const { given, comment } = found
  const now = stateOf(comment)
  const items: RawItem[] = []
  if (version === gone) items.push(commentItem({ id }, { id }, { happened: 'back', version: next() }))
  if (now[1] !== version && version !== gone)
    items.push(commentItem(given, comment, { happened: 'edited', version: `${now[1]} ${next()}` }))
  if (now[2] !== shown)
    items.push(commentItem(given, comment, { happened: now[2] ? 'shown' : 'hidden', version: next() }))
  return { items, state: now }
}

function isGone({ known }: Before, id: number): boolean {
  return known.find(([one]) => one === id)?.[1] === gone
}

function turned(ids: readonly number[], from: number): number[] {
  const at = ids.length === 0 ? 0 : from % ids.length
  return [...ids.slice(at), ...ids.slice(0, at)]
}
