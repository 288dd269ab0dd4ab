import { createHash } from 'node:crypto'
import { inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { takeAnswer } from '../take-answer.ts'
import type { ChatMessage } from './connection.ts'
import { type AskedThere, askedThere, countAnswers, noteArchive } from './store.ts'
import { thanks, whichOne } from './words.ts'

const answersMost = 20

/**
 * What somebody wrote to us in the chat. Who they are the server has proven: only whoever was asked at this address answers,
 * and only what they were asked. The place in the archive is noted with it, so that nothing is lost between the two. Says
 * what to reply, null for nothing: to strangers never.
 */
export async function takeChatAnswer(deps: Deps, workspaceId: string, message: ChatMessage): Promise<string | null> {
  return inTransaction(deps.db.system, async (tx) => {
    if (message.archiveId !== null) await noteArchive(tx, workspaceId, message.archiveId)
    const asked = await askedThere(tx, workspaceId, message.from)
    const { meant, text } = meantBy(message, asked)
    if (!meant) {
      const open = asked.filter(({ isOpen }) => isOpen)
      return open.length > 1
        ? whichOne(
            open[0]!.language,
            open.map(({ number }) => number),
          )
        : null
    }
    // Whoever got hold of the account fills no case without end, and two automatons do not talk for ever.
    if ((await countAnswers(tx, meant.requestId)) >= answersMost) return null
    const isNew = await takeAnswer(tx, deps, {
      workspaceId,
      consultationId: meant.consultationId,
      requestId: meant.requestId,
      way: 'chat',
      nature: 'answer',
      text,
      author: meant.name,
      memberId: null,
      sourceKey: `chat:${message.archiveId ?? keyOf(message)}`,
      actor: { kind: 'connector', id: null },
    })
    return isNew && meant.isOpen ? thanks(meant.language, meant.number) : null
  })
}

/** By its thread, by what it replies to, by the number in front; else the only open question, else the last one. */
function meantBy(message: ChatMessage, asked: readonly AskedThere[]): { meant: AskedThere | undefined; text: string } {
  const [, number, rest] = /^#(\d{1,9})[\s:.,–-]*([\s\S]*)$/.exec(message.text) ?? []
  const named = number === undefined ? undefined : asked.find((one) => one.number === Number(number))
  if (named && rest) return { meant: named, text: rest.trim() }
  const { text, thread, answerTo } = message
  const open = asked.filter(({ isOpen }) => isOpen)
  const meant =
    asked.find(({ requestId, sayings }) => requestId === thread || (answerTo !== null && sayings.includes(answerTo))) ??
    (open.length === 1 ? open[0] : open.length === 0 ? asked[0] : undefined)
  return { meant, text }
}

function keyOf({ from, id, text }: ChatMessage): string {
  return createHash('sha256')
    .update(JSON.stringify([from, id, id === null ? text : null]))
    .digest('hex')
}
