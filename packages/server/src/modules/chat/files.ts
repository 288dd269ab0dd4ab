import { safeFileName, sniffType } from '@resonanz/channels'
import { type ChatFile, chatFileLimits } from '@resonanz/contracts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { download } from '#files'
import type { Chat } from './chat-of.ts'
import { fileOfSession, filesWaiting, insertFile, type SessionRow } from './store.ts'

/** In a day and a conversation. */
const mostFiles = 30
const mostBytes = 60 * 1024 * 1024

/** A visitor's file: of the kinds we take, by its bytes. It is seen by us only with the message it is sent with. */
export async function takeFile(
  deps: Deps,
  chat: Chat,
  session: SessionRow,
  request: FastifyRequest,
  name: string,
): Promise<ChatFile> {
  if (!chat.settings.files) throw new Refusal('not-allowed', 'This chat takes no files.')
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  if (bytes.length === 0) throw new Refusal('invalid-input', 'The file is empty.')
  if (bytes.length > chatFileLimits.maxBytes)
    throw new Refusal('too-large', undefined, { maxBytes: chatFileLimits.maxBytes })
  const { type } = await sniffType(bytes, '', name)
  if (!(chatFileLimits.types as readonly string[]).includes(type))
    throw new Refusal('invalid-input', 'Pictures, PDF and plain text are taken.', { types: chatFileLimits.types })
  const file = { id: deps.newId(), name: safeFileName(name), type, size: bytes.length }
  await inTransaction(deps.db.system, async (tx) => {
    const before = await filesWaiting(tx, session.id)
    if (before.count >= mostFiles || before.bytes + bytes.length > mostBytes)
      throw new Refusal('too-many-requests', 'That is a lot of files for one day. Send the others by mail.')
    await insertFile(tx, session, { ...file, bytes })
  })
  return file
}

export async function sendFile(deps: Deps, session: SessionRow, fileId: string, reply: FastifyReply): Promise<Buffer> {
  const file = await fileOfSession(deps.db.system, session, fileId)
  if (!file) throw notFound()
  return download(reply, { name: file.name, type: file.type, content: file.bytes })
}
