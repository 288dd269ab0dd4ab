import { Worker } from 'node:worker_threads'
import { Refusal } from '#platform/errors'
import { type Document, type Format, maxBlocks } from './document.ts'

const memoryMb = 512
const timeoutMs = 60_000
const atOnce = 2
const waitingMost = 20

let running = 0
const waiting: (() => void)[] = []

/** A4, page numbers, the font inside the file. */
export function renderPdf(document: Document): Promise<Buffer> {
  return render(document, 'pdf')
}

/** The same for whoever goes on writing in it. */
export function renderDocx(document: Document): Promise<Buffer> {
  return render(document, 'docx')
}

/**
 * In a thread of its own that ends with its work: neither start nor memory of the server pay for libraries that most
 * hours nobody needs. Throws `too-large` for a document beyond reason and `unavailable` when too many
 * wait already.
 */
async function render(document: Document, format: Format): Promise<Buffer> {
  if (document.blocks.length > maxBlocks) throw new Refusal('too-large', 'The document is too long.')
  if (waiting.length >= waitingMost)
    throw new Refusal('unavailable', 'Too many documents are being made. Try again in a moment.')
  await turn()
  try {
    return await inThread(document, format)
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

async function turn(): Promise<void> {
  while (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  running += 1
}

function inThread(document: Document, format: Format): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: { document, format },
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    })
    const timer = setTimeout(() => end(new Error('the document took too long')), timeoutMs)
    const end = (result: Buffer | Error) => {
      clearTimeout(timer)
      void worker.terminate()
      if (result instanceof Error) reject(result)
      else resolve(result)
    }
    worker.once('message', (bytes: Uint8Array) => end(Buffer.from(bytes)))
    worker.once('error', (error: Error) => end(error))
    worker.once('exit', (code) => end(new Error(`the document's thread ended with ${code}`)))
  })
}
