import type { FetchedDocument, SplitDocument } from '@resonanz/channels'
import type { ChannelKind } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { makeWorkerPool, type Outcome, type WorkerPool } from '#platform/worker-pool'

type Task = { kind: ChannelKind; document: FetchedDocument }

const pools = new WeakMap<object, WorkerPool<Task, SplitDocument>>()

/** Fetched documents are read in a thread with limits; it starts with the first of them. */
export async function splitInWorker(
  deps: Pick<Deps, 'config'>,
  kind: ChannelKind,
  document: FetchedDocument,
): Promise<Outcome<SplitDocument>> {
  let pool = pools.get(deps.config)
  if (!pool) {
    pool = makeWorkerPool<Task, SplitDocument>({
      entry: new URL('./split-worker.ts', import.meta.url),
      size: 1,
      memoryMb: 384,
      itemTimeoutMs: 10_000,
    })
    pools.set(deps.config, pool)
  }
  const [outcome] = await pool.map([{ kind, document }])
  return outcome!
}

export async function closeSplitPool(deps: Pick<Deps, 'config'>): Promise<void> {
  await pools.get(deps.config)?.close()
  pools.delete(deps.config)
}
