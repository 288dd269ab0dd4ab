import { Worker } from 'node:worker_threads'
import { makePatience } from './patience.ts'

export type Outcome<R> = { ok: true; value: R } | { ok: false; code: 'error' | 'timeout' | 'crashed'; reason: string }

export type WorkerPool<T, R> = {
  /** Works on all items; one result per item, in order. An item that throws, hangs or kills its worker fails alone. */
  map(items: readonly T[]): Promise<Outcome<R>[]>
  /** Starts one thread ahead: loading it takes seconds on a busy machine, and the first may be somebody who waits. */
  warm(): void
  close(): Promise<void>
}

/** A thread that had nothing to do for about this long is ended, but for the last. */
const idleMs = 60_000

type Reply<R> = { id: number; results: ({ ok: true; value: R } | { ok: false; reason: string })[] }

/**
 * A pool of threads for what strangers send. The thread reports through shared memory which item it is at, so a hang or
 * a crash costs that item only: the thread is killed, the items after it go to a new one.
 * The module at `entry` calls `serve()` of ./worker-side.ts.
 */
export function makeWorkerPool<T, R>(options: {
  entry: URL
  size: number
  memoryMb: number
  itemTimeoutMs: number
}): WorkerPool<T, R> {
  type Slot = { worker: Worker; at: Int32Array; idleSince: number }
  const idle: Slot[] = []
  const waiting: ((slot: Slot) => void)[] = []
  let made = 0
  let closed = false
  let endSurplus: NodeJS.Timeout | undefined
  let nextId = 1

  function spawn(): Slot {
    const shared = new SharedArrayBuffer(4)
    const worker = new Worker(options.entry, {
      workerData: { shared },
      resourceLimits: { maxOldGenerationSizeMb: options.memoryMb, maxYoungGenerationSizeMb: 8 },
    })
    worker.unref()
    worker.on('error', () => {})
    return { worker, at: new Int32Array(shared), idleSince: Date.now() }
  }
  async function take(): Promise<Slot> {
    const slot = idle.pop()
    if (slot) return slot
    if (made < options.size) {
      made += 1
      return spawn()
    }
    return new Promise((resolve) => waiting.push(resolve))
  }
  function give(slot: Slot) {
    const next = waiting.shift()
    if (next) return next(slot)
    slot.idleSince = Date.now()
    idle.push(slot)
    if (made > 1) endSurplus ??= setTimeout(endIdle, idleMs).unref()
  }

  /** After busy times one thread is enough: each holds its models, about 90 MB. The one used last stays. */
  function endIdle() {
    endSurplus = undefined
    while (made > 1 && idle.length > 0 && idle[0]!.idleSince <= Date.now() - idleMs / 2) {
      made -= 1
      idle
        .shift()!
        .worker.terminate()
        .catch(() => {})
    }
    if (made > 1) endSurplus = setTimeout(endIdle, idleMs).unref()
  }

  function runOn(slot: Slot, items: readonly T[]): Promise<{ results: Outcome<R>[]; dead: boolean }> {
    const id = nextId++
    Atomics.store(slot.at, 0, -1)
    slot.worker.ref()
    return new Promise((resolve) => {
      let lastIndex = -1
      let patience = makePatience(options.itemTimeoutMs + 10_000)
      const watch = setInterval(() => {
        const index = Atomics.load(slot.at, 0)
        if (index !== lastIndex) {
          lastIndex = index
          patience = makePatience(options.itemTimeoutMs)
        } else if (patience.isOver()) fail('timeout', 'took too long')
      }, 100)
      const finish = (results: Outcome<R>[], dead: boolean) => {
        clearInterval(watch)
        slot.worker.off('message', onMessage)
        slot.worker.off('exit', onExit)
        slot.worker.off('error', onError)
        slot.worker.unref()
        resolve({ results, dead })
      }
      // Results of items before the failing one are lost with the thread and worked out again.
      const fail = (code: 'timeout' | 'crashed', reason: string) => {
        const index = Math.max(0, Atomics.load(slot.at, 0))
        slot.worker.terminate().catch(() => {})
        finish(
          Array.from({ length: index + 1 }, (_, i) =>
            i === index ? { ok: false, code, reason } : { ok: false, code: 'crashed', reason: 'again' },
          ),
          true,
        )
      }
      const onMessage = (reply: Reply<R>) => {
        if (reply.id !== id) return
        finish(
          reply.results.map((result) => (result.ok ? result : { ok: false, code: 'error', reason: result.reason })),
          false,
        )
      }
      const onExit = () => fail('crashed', 'ended the worker')
      const onError = (error: Error) =>
        fail('crashed', /memory/i.test(error.message) ? 'needed too much memory' : error.message.slice(0, 200))
      slot.worker.on('message', onMessage)
      slot.worker.on('exit', onExit)
      slot.worker.on('error', onError)
      slot.worker.postMessage({ id, items })
    })
  }

  async function mapRange(items: readonly T[]): Promise<Outcome<R>[]> {
    if (items.length === 0) return []
    if (closed) throw new Error('the worker pool is closed')
    let slot = await take()
    const { results, dead } = await runOn(slot, items)
    if (dead) slot = spawn()
    give(slot)
    if (!dead) return results
    const culprit = results.length - 1
    const before = await mapRange(items.slice(0, culprit))
    const after = await mapRange(items.slice(culprit + 1))
    return [...before, results[culprit]!, ...after]
  }

  return {
    map: mapRange,
    warm() {
      if (made > 0 || closed) return
      made += 1
      idle.push(spawn())
    },
    async close() {
      closed = true
      clearTimeout(endSurplus)
      await Promise.all(idle.map((slot) => slot.worker.terminate()))
    },
  }
}
