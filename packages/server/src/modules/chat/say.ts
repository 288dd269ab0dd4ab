import type { ChatMessage } from '@resonanz/channels'
import type { BodyOf, chatRoutes } from '@resonanz/contracts'
import { storeItems } from '#intake'
import { inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { failPoint } from '#platform/fail-point'
import { Refusal } from '#platform/errors'
import type { Chat } from './chat-of.ts'
import { freeFiles, holdFiles, insertLine, itemOfLine, noteWord, type SessionRow } from './store.ts'

type Said = BodyOf<typeof chatRoutes.say>

/** Takes one message: on disk when this returns. The same clientId is the same message, however often it comes. */
export async function say(
  deps: Deps,
  chat: Chat,
  session: SessionRow,
  said: Said,
): Promise<{ id: string; at: string }> {
  if (said.text.trim() === '' && said.fileIds.length === 0)
    throw new Refusal('invalid-input', 'Write something or add a file.')
  const taken = await inTransaction(deps.db.system, async (tx) => {
    const known = await itemOfLine(tx, session.id, said.clientId)
    if (known) return { id: known.inlet_item_id, at: known.at }
    const files = said.fileIds.length === 0 ? [] : await freeFiles(tx, session.id, said.fileIds)
    if (files.length !== new Set(said.fileIds).size) throw new Refusal('not-found', 'A file is gone. Add it again.')
    const message: ChatMessage = {
      sessionId: session.id,
      clientId: said.clientId,
      text: said.text.trim() === '' ? files.map(({ name }) => name).join(', ') : said.text,
      language: session.language,
      name: session.name,
      identity: session.identity,
      emailVouched: session.email_vouched,
      ...(session.email ? { email: session.email } : {}),
      ...(session.user_key ? { userKey: session.user_key } : {}),
      ...(session.page ? { page: session.page } : {}),
      files,
    }
    const [item] = await storeItems(tx, { id: chat.presence.id, workspaceId: chat.presence.workspace_id }, [
      {
        sourceKey: `${session.id}:${said.clientId}`,
        contentType: 'application/json',
        source: {},
        raw: Buffer.from(JSON.stringify(message)),
      },
    ])
    const at = await insertLine(tx, session, said.clientId, item!.id)
    await holdFiles(tx, said.fileIds, item!.id)
    await noteWord(tx, session.id)
    return { id: item!.id, at }
  })
  failPoint(deps.config, 'chat.stored')
  return { id: taken.id, at: taken.at.toISOString() }
}
