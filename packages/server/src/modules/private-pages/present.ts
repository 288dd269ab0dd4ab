import type { PageState, PrivateAnswer, PrivatePage } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { settingsOf } from '#settings'
import { linkOf } from './link.ts'
import { isOver } from './policy.ts'
import type { PageRow } from './store.ts'
import type { AnswerRow } from './store-answers.ts'
import { pageWords } from './words.ts'

export async function toPage(
  deps: Deps,
  row: PageRow,
  answers: readonly AnswerRow[],
  { withLink }: { withLink: boolean },
): Promise<PrivatePage> {
  const own = new Map(
    answers.filter((answer) => answer.page_id === row.id).map((answer) => [answer.question_key, answer]),
  )
  const link = withLink && !isOver(row) ? await linkOf(deps, row.workspace_id, row.id) : null
  return {
    id: row.id,
    threadId: row.thread_id,
    kind: row.kind,
    state: stateOf(row, own),
    way: row.way,
    code: row.code,
    language: row.language,
    askedBy: row.asked_by && row.asker !== null ? { id: row.asked_by, name: row.asker } : null,
    askedAt: row.asked_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    openedAt: row.opened_at?.toISOString() ?? null,
    link,
    words: link === null ? null : pageWords(row, link, (await settingsOf(deps, row.workspace_id)).name),
    questions: row.questions.map((question) => {
      const answer = own.get(question.key)
      return { ...question, answer: answer ? toAnswer(answer) : null }
    }),
  }
}

function stateOf(row: PageRow, answers: ReadonlyMap<string, AnswerRow>): PageState {
  if (row.revoked_at !== null) return 'revoked'
  if (answers.size > 0 && row.questions.every(({ key, isRequired }) => !isRequired || answers.has(key)))
    return 'answered'
  if (row.is_expired) return 'expired'
  return row.opened_at === null ? 'waiting' : 'opened'
}

function toAnswer(row: AnswerRow): PrivateAnswer {
  return {
    id: row.id,
    givenAt: row.given_at.toISOString(),
    isMasked: row.is_masked,
    ending: row.ending,
    deleteAt: row.delete_at?.toISOString() ?? null,
    deletedAt: row.deleted_at?.toISOString() ?? null,
  }
}
