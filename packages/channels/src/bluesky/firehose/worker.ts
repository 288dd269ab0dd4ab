import { parentPort, workerData } from 'node:worker_threads'
import { makeReader, type WorkerStart } from './reader.ts'

const { queries, options } = workerData as WorkerStart
const reader = makeReader(queries, options)
parentPort!.on('message', (frames: Uint8Array[]) => parentPort!.postMessage(reader.read(frames)))
