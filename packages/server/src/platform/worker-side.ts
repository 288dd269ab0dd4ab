import { parentPort, workerData } from 'node:worker_threads'

/** The thread's side of a worker pool: works item by item and says through shared memory where it is. */
export function serve<T, R>(work: (item: T) => R | Promise<R>): void {
  const at = new Int32Array((workerData as { shared: SharedArrayBuffer }).shared)
  parentPort!.on('message', async ({ id, items }: { id: number; items: T[] }) => {
    const results: ({ ok: true; value: R } | { ok: false; reason: string })[] = []
    for (const [index, item] of items.entries()) {
      Atomics.store(at, 0, index)
      try {
        results.push({ ok: true, value: await work(item) })
      } catch (error) {
        results.push({
          ok: false,
          reason:
            error instanceof Error
              ? `${(error as { code?: string }).code ?? ''} ${error.message}`.trim().slice(0, 300)
              : 'unknown',
        })
      }
    }
    parentPort!.postMessage({ id, results })
  })
}
