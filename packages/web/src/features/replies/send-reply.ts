import { type BodyInput, caseRoutes, type Message, replyRoutes } from '@resonanz/contracts'
import i18next from 'i18next'
import { call } from '#lib/api.ts'
import { refreshAround } from '#lib/change-case.ts'
import { queryClient, read } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { returnDraft } from './returned-draft.ts'
import type { UploadedFile } from './use-uploads.ts'

export type NewReply = BodyInput<typeof replyRoutes.send>

/** Files of answers sent from here, by outbox id: an answer taken back knows their names again. */
const filesOf = new Map<string, UploadedFile[]>()

/** Sends (or logs) an answer; the bar offers to take it back while its undo time runs. Throws Problem. */
export async function sendReply(
  caseId: string,
  reply: NewReply,
  files: UploadedFile[],
  idempotencyKey: string,
): Promise<Message> {
  const { message, outboxId, undoUntil } = await call(replyRoutes.send, {
    params: { id: caseId },
    body: reply,
    idempotencyKey,
  })
  if (outboxId) filesOf.set(outboxId, files)
  refreshCase(caseId)
  // By the server's own two times: the clock of this device may go wrong.
  const undoMs = undoUntil ? Date.parse(undoUntil) - Date.parse(message.receivedAt) : 0
  showNotice({
    text: i18next.t(outboxId ? (undoMs > 0 ? 'replies:sent.queued' : 'replies:sent.sending') : 'replies:sent.logged'),
    tone: 'ok',
    durationMs: Math.max(4_000, undoMs),
    ...(outboxId && undoMs > 0 ? { undo: () => undoReply(caseId, outboxId) } : {}),
  })
  return message
}

/** Takes an answer back; its words go to the field of its case. Throws Problem when it is on its way already. */
export async function undoReply(caseId: string, outboxId: string): Promise<void> {
  const { draft } = await call(replyRoutes.undo, { params: { id: outboxId } })
  refreshAround(caseId)
  // First the case as it is again, so that the field knows the newest word that is left.
  await queryClient.invalidateQueries({ queryKey: read(caseRoutes.read, { params: { id: caseId } }).queryKey })
  const files = filesOf.get(outboxId)
  returnDraft(caseId, { ...draft, extra: files ? { ...draft.extra, files } : draft.extra })
  showNotice({ text: i18next.t('replies:sent.undone'), tone: 'ok' })
}

export async function resolveSending(
  caseId: string,
  outboxId: string,
  decision: 'was_sent' | 'send_again' | 'discard',
): Promise<void> {
  await call(replyRoutes.resolve, { params: { id: outboxId }, body: { decision } })
  refreshCase(caseId)
}

function refreshCase(caseId: string): void {
  void queryClient.invalidateQueries({ queryKey: read(caseRoutes.read, { params: { id: caseId } }).queryKey })
  refreshAround(caseId)
}
