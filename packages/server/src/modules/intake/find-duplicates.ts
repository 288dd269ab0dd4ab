import { sql } from 'kysely'
import { type Db, rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { makeWorkerPool, type WorkerPool } from '#platform/worker-pool'
import type { DuplicatesAnswer, DuplicatesTask } from './duplicates-worker.ts'

type DuplicatesPool = WorkerPool<DuplicatesTask, DuplicatesAnswer>
/** The group of each text, named by its first text; null for one that stands alone. */
export type FindDuplicates = (
  workspaceId: string,
  texts: readonly { id: string; text: string; at: Date }[],
) => Promise<(string | null)[]>

const knownMost = 5_000
const days = 7
/** What a text is about stands at its beginning; of megabytes somebody sends, the thread keeps no more. */
const lettersMost = 2_000

/** One thread knows the texts of the last days; a new one learns them from the database. */
export function makeDuplicatesPool(): DuplicatesPool {
  return makeWorkerPool<DuplicatesTask, DuplicatesAnswer>({
    entry: new URL('./duplicates-worker.ts', import.meta.url),
    size: 1,
    memoryMb: 512,
    itemTimeoutMs: 30_000,
  })
}

/** Groups near-duplicates, in the order given. What cannot be grouped stands alone: nothing waits for it. */
export function makeFindDuplicates(deps: Deps, pool: DuplicatesPool): FindDuplicates {
  return async (workspaceId, texts) => {
    if (texts.length === 0) return []
    const posts = texts.map(({ id, text, at }) => ({ id, text: text.slice(0, lettersMost), time: at.getTime() }))
    const ask = async (known: DuplicatesTask['known']) => (await pool.map([{ workspaceId, posts, known }]))[0]!
    let answer = await ask(null)
    if (answer.ok && answer.value === 'unknown') answer = await ask(await textsOfDays(deps.db.system, workspaceId))
    if (answer.ok && answer.value !== 'unknown') return answer.value.groups
    deps.log.warn({ answer }, 'duplicates were not looked for')
    return texts.map(() => null)
  }
}

/** The customers' newest texts with their groups, oldest first. */
async function textsOfDays(db: Db, workspaceId: string): Promise<NonNullable<DuplicatesTask['known']>> {
  const found = await rows(
    db,
    sql<{ id: string; text: string; at: Date; cluster: string | null }>`
      select m.id, left(m.text, ${lettersMost}) as text, m.received_at as at, a.cluster_id as cluster
      from message m join message_analysis a on a.message_id = m.id
      where m.workspace_id = ${workspaceId} and m.direction = 'in' and m.nature = 'message' and m.received_at > now() - make_interval(days => ${days})
      order by m.id desc limit ${knownMost}`,
  )
  return found.toReversed().map(({ id, text, at, cluster }) => ({ id, text, time: at.getTime(), cluster }))
}
