import { Worker } from 'node:worker_threads'
import { ConnectorError } from '../connector.ts'
import type { Batch, WorkerStart } from './firehose/reader.ts'

export type ReadingThread = { read(frames: Uint8Array[]): Promise<Batch>; close(): Promise<void> }

const memoryMb = 512
const batchTimeoutMs = 30_000

/** Decodes and matches beside the event loop: what strangers sent is read here, with limits on memory and time. */
export function startReadingThread(start: WorkerStart): ReadingThread {
  const worker = new Worker(new URL('./firehose/worker.ts', import.meta.url), {
    workerData: start,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  })
  let failed: Error | null = null
  worker.on('error', (error) => {
    failed = error
  })
  worker.unref()

  return {
    read: (frames) =>
      new Promise<Batch>((resolve, reject) => {
        const settled = new AbortController()
        const fail = (cause?: unknown) => {
          settled.abort()
          reject(new ConnectorError('transient', 'reading-failed', { cause }))
        }
        if (failed) return fail(failed)
        const timer = setTimeout(fail, batchTimeoutMs)
        const onError = (error: Error) => fail(error)
        const onExit = () => fail(failed)
        worker.once('error', onError)
        worker.once('exit', onExit)
        worker.once('message', onMessage)
        settled.signal.addEventListener('abort', () => {
          clearTimeout(timer)
          worker.off('error', onError).off('exit', onExit).off('message', onMessage)
        })
        function onMessage(batch: Batch) {
          settled.abort()
          resolve(batch)
        }
        const own = frames.every(({ byteLength, buffer }) => byteLength === buffer.byteLength)
        worker.postMessage(frames, own ? frames.map(({ buffer }) => buffer as ArrayBuffer) : [])
      }),
    async close() {
      await worker.terminate()
    },
  }
}
