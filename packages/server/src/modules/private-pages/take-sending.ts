import { sniffType } from '@resonanz/channels'
import type { PageSending, Question } from '@resonanz/contracts'
import { type Db, inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { failPoint } from '#platform/fail-point'
import { append } from '#platform/journal'
import { browserHash, pageOfToken } from './link.ts'
import { isOtherBrowser, refuseOver } from './policy.ts'
import { sealAnswer } from './sealed.ts'
import * as store from './store.ts'
import { answersOf, insertAnswers, type NewAnswer } from './store-answers.ts'
import { checkValue, endingOf } from './values.ts'
import { answerLine } from './words.ts'

/** How what came in goes on; the intake's own, given by who wires the modules. */
export type StoreItem = (
  tx: Db,
  presence: { id: string; workspaceId: string },
  item: { sourceKey: string; contentType: string; source: Record<string, unknown>; raw: Uint8Array },
) => Promise<{ fresh: boolean }>
export type SentFile = { name: string; declared: string; bytes: Buffer }

/** Whoever got hold of a page fills no case without end. */
const mostSends = 60
/** Seen by their bytes, whatever they call themselves. Nothing that unpacks, nothing that runs. */
const takenTypes: ReadonlySet<string> = new Set([
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/heic',
  'image/heif',
])

/**
 * Takes answers and words of a customer: sealed answers, the words for the intake and the entry are one transaction on
 * the locked page. The same `clientKey` counts once, a question takes its first answer; what is wrong is named by its
 * question and nothing of that sending is kept.
 */
export async function takeSending(
  deps: Deps & { storeItem: StoreItem },
  token: string,
  browserKey: string | null,
  sending: PageSending,
  files: ReadonlyMap<string, SentFile>,
): Promise<{ ok: true; missing: number }> {
  const pageId = pageOfToken(deps, token)
  if (!pageId) throw new Refusal('token-invalid')
  const types = new Map<string, string>()
  for (const [key, file] of files) types.set(key, (await sniffType(file.bytes, file.declared, file.name)).type)
  return inTransaction(deps.db.system, async (tx) => {
    const page = await store.lockPage(tx, pageId)
    refuseOver(page)
    const hash = browserKey === null ? null : browserHash(deps, page.id, browserKey)
    if (page.kind === 'questions' && (hash === null || page.browser_hash === null || isOtherBrowser(page, hash)))
      throw new Refusal('token-invalid')
    const answered = new Set((await answersOf(tx, [page.id])).map((answer) => answer.question_key))
    const sourceKey = `${page.id}:${sending.clientKey}`
    if (await store.isKnownSending(tx, page.presence_id, sourceKey))
      return { ok: true, missing: missingOf(page, answered) }
    if (page.sends >= mostSends) throw new Refusal('too-many-requests', 'This page has said enough.')
    const given = page.questions
      .filter(({ key }) => !answered.has(key))
      .flatMap((question) => {
        const answer = readAnswer(deps, page.language, question, {
          text: sending.answers[question.key],
          file: files.get(question.key),
          type: types.get(question.key) ?? '',
        })
        return answer ? [answer] : []
      })
    const wrong = given.flatMap((answer) => ('wrong' in answer ? [{ key: answer.key, code: answer.wrong }] : []))
    if (wrong.length > 0) throw new Refusal('invalid-input', 'Some answers cannot be right.', { wrong })
    const taken = given.flatMap((answer) => ('wrong' in answer ? [] : [answer]))
    const words = sending.words.trim()
    if (taken.length === 0 && words === '') {
      // A second tab sent the same again: everything is there already.
      if (Object.keys(sending.answers).some((key) => answered.has(key)))
        return { ok: true, missing: missingOf(page, answered) }
      throw new Refusal('invalid-input', 'There is nothing to send yet.')
    }
    await insertAnswers(tx, page, taken)
    for (const { key } of taken) answered.add(key)
    const lines = taken.map(({ label, shown }) => answerLine(page.language, label, shown))
    const text = [words, lines.join('\n')].filter((part) => part !== '').join('\n\n')
    const raw = { id: sourceKey, pageId: page.id, text, language: page.language, isUnsure: page.way === 'public' }
    await deps.storeItem(
      tx,
      { id: page.presence_id, workspaceId: page.workspace_id },
      { sourceKey, contentType: 'application/json', source: {}, raw: Buffer.from(JSON.stringify(raw)) },
    )
    // The first who writes under a status link reads our answers there, nobody else who was sent the link.
    if (page.kind === 'status') await store.bindBrowser(tx, page.id, hash)
    await store.countSending(tx, page.id)
    const missing = missingOf(page, answered)
    await append(tx, [
      {
        workspaceId: page.workspace_id,
        subject: { kind: 'case', id: page.case_id },
        actor: { kind: 'customer', id: null },
        kind: 'private-page.answered',
        data: { pageId: page.id, answers: taken.length, missing, hasWords: words !== '' },
      },
    ])
    failPoint(deps.config, 'private-page.taken')
    return { ok: true, missing }
  })
}

function missingOf(page: Pick<store.PageRow, 'questions'>, answered: ReadonlySet<string>): number {
  return page.questions.filter(({ key }) => !answered.has(key)).length
}

type Taken = NewAnswer & { label: string; shown: string | null }
type Wrong = { key: string; wrong: string }

function readAnswer(
  deps: Deps,
  language: 'de' | 'en',
  question: Question,
  { text, file, type }: { text: string | undefined; file: SentFile | undefined; type: string },
): Taken | Wrong | null {
  const { key, kind, isMasked, keepDays } = question
  const label = question.label[language]
  const common = { id: deps.newId(), key, kind, isMasked, keepDays, label }
  if (kind === 'file') {
    if (!file || file.bytes.length === 0) return null
    if (!takenTypes.has(type)) return { key, wrong: 'file-type' }
    const sealed = sealAnswer(deps, { name: file.name, type, base64: file.bytes.toString('base64') })
    return { ...common, isMasked: true, sealed, ending: `${type} ${file.bytes.length}`, shown: null }
  }
  if (text === undefined || text.trim() === '') return null
  const checked = checkValue(question, text)
  if (!checked.ok) return { key, wrong: checked.code }
  return {
    ...common,
    sealed: sealAnswer(deps, { value: checked.value }),
    ending: isMasked ? endingOf(kind, checked.value) : '',
    shown: isMasked ? null : checked.value,
  }
}
