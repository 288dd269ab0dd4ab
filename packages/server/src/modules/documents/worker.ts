import { parentPort, workerData } from 'node:worker_threads'
import type { Document, Format } from './document.ts'

const { document, format } = workerData as { document: Document; format: Format }
const bytes =
  format === 'pdf'
    ? await (await import('./pdf.ts')).pdfOf(document)
    : await (await import('./docx.ts')).docxOf(document)
parentPort!.postMessage(bytes)
