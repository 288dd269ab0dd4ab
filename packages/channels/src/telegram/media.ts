import { z } from 'zod'
import { type AttachmentContent, ConnectorError, type RemoteMedia } from '../connector.ts'
import { safeFileName } from '../kit/file-type.ts'
import { answerFault, callNetwork, readingFault } from '../kit/network-call.ts'
import { ask, fileAddress } from './api.ts'
import type { TelegramContext } from './settings.ts'

/** Bots get no larger files. */
const largestBytes = 20 * 1024 * 1024
const FilePath = z.object({ file_path: z.string().min(1).max(500), file_size: z.number().optional().catch(undefined) })

/** The bytes behind a `file_id`: where they lie is asked anew each time, for it holds the token and ends after an hour. */
export async function fetchTelegramFile(context: TelegramContext, { ref }: RemoteMedia): Promise<AttachmentContent> {
  if (!ref) throw new ConnectorError('permanent', 'gone')
  const found = await ask(context, { method: 'getFile', fields: { file_id: ref } }, FilePath).catch(
    (error: unknown) => {
      const detail = error instanceof ConnectorError ? error.message : ''
      if (/too big/i.test(detail)) throw new ConnectorError('permanent', 'too-large')
      throw error instanceof ConnectorError && error.code === 'refused'
        ? new ConnectorError('permanent', 'gone')
        : error
    },
  )
  if ((found.file_size ?? 0) > largestBytes) throw new ConnectorError('permanent', 'too-large')
  const answer = await callNetwork(context, fileAddress(context, found.file_path), {
    maxBytes: largestBytes,
    timeoutMs: 60_000,
  }).catch((error: unknown) => {
    throw readingFault(error)
  })
  if (answer.status === 404) throw new ConnectorError('permanent', 'gone')
  // The bytes are a file, not JSON: only the status counts.
  const fault = answerFault({ ...answer, json: null })
  if (fault) throw fault
  if (answer.status !== 200) throw new ConnectorError('permanent', 'gone')
  return {
    name: safeFileName(found.file_path, 'file'),
    type: answer.headers['content-type']?.split(';', 1)[0] ?? 'application/octet-stream',
    content: answer.body,
  }
}
