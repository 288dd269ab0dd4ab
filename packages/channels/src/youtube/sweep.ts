import { ConnectorError } from '../connector.ts'
import { ask } from './api.ts'
import type { YoutubeContext } from './settings.ts'
import { Listed, Thread } from './shapes.ts'

/** So many threads are asked about at once, for one unit. */
const atOnce = 50

/**
 * Old threads do not come up again in the list of the newest when somebody answers there. At each visit the next fifty of
 * those we know are asked about, in turn: a thousand threads in twenty visits, for twenty units. When the units for reading
 * are used up the turn waits for the next day.
 */
export async function sweepOld(
  context: YoutubeContext,
  known: readonly string[],
  seen: ReadonlySet<string>,
  after: string | undefined,
): Promise<{ threads: Thread[]; last: string | undefined; calls: number }> {
  const old = known.filter((id) => !seen.has(id))
  const start = old.findIndex((id) => id === after) + 1
  const turn = [...old.slice(start), ...old.slice(0, start)].slice(0, atOnce)
  if (turn.length === 0) return { threads: [], last: undefined, calls: 0 }
  try {
    const query = { part: 'snippet,replies', id: turn.join(','), textFormat: 'plainText' }
    const { items } = await ask(context, { kind: 'commentThreads.list', query }, Listed(Thread))
    return { threads: items, last: turn.at(-1), calls: 1 }
  } catch (error) {
    // What the list of the newest gave is not lost for that.
    if (error instanceof ConnectorError && error.kind !== 'sign_in') return { threads: [], last: after, calls: 1 }
    throw error
  }
}
