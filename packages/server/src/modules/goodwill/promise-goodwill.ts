import type { Goodwill, GoodwillKind, Language } from '@resonanz/contracts'
import { lockStandingCase, makePromise } from '#cases'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { settingsOf } from '#settings'
import { contentOf, present } from './goodwill.ts'
import { refuseWhileObjected } from './objections.ts'
import { moneyWords } from './money-words.ts'
import { type Content, findGoodwill, setPromise } from './store.ts'

/** Promises a grant to the customer until a moment: from then on it is kept like every promise. */
export async function promiseGoodwill(deps: Deps, actor: Actor, id: string, until: string): Promise<Goodwill> {
  const db = deps.db.of(actor.workspaceId)
  const seen = await findGoodwill(db, actor.workspaceId, id)
  if (!seen) throw notFound()
  await inTransaction(db, async (tx) => {
    const record = await lockStandingCase(tx, actor.workspaceId, seen.case_id)
    const row = await findGoodwill(tx, actor.workspaceId, id, { lock: true })
    if (row?.state !== 'granted') throw new Refusal('conflict', 'Only what was granted can be promised.')
    if (row.reverses_id) throw new Refusal('conflict', 'A reversal is nothing to promise.')
    await refuseWhileObjected(tx, row)
    if (row.promise_id) throw new Refusal('conflict', 'It is promised already.')
    await promiseIn(tx, deps, actor, { id, caseId: record.id, content: contentOf(row), until: new Date(until) })
  })
  const [made] = await present(db, actor, [(await findGoodwill(db, actor.workspaceId, id))!])
  return made!
}

/** In the caller's transaction, which holds the case. */
export async function promiseIn(
  tx: Db,
  deps: Deps,
  actor: Actor,
  grant: { id: string; caseId: string; content: Content; until: Date },
): Promise<void> {
  if (grant.until.getTime() <= Date.now()) throw new Refusal('invalid-input', 'Promise it for a time to come.')
  const { language } = await settingsOf(deps, actor.workspaceId)
  const promiseId = deps.newId()
  const text = promiseWords(grant.content, language)
  await makePromise(
    tx,
    { workspaceId: actor.workspaceId, actor: journalActor(actor) },
    {
      id: promiseId,
      caseId: grant.caseId,
      kind: grant.content.kind === 'refund' ? 'refund' : 'other',
      text,
      what: '',
      dueAt: grant.until,
      madeBy: actor.memberId,
      ownerId: null,
    },
  )
  await setPromise(tx, grant.id, promiseId)
}

const kindWords: Record<Language, Record<GoodwillKind, string>> = {
  de: {
    refund: 'Erstattung',
    voucher: 'Gutschein',
    replacement: 'Ersatz',
    fee_waived: 'Gebühr erlassen',
    other: 'Kulanz',
  },
  en: { refund: 'Refund', voucher: 'Voucher', replacement: 'Replacement', fee_waived: 'Fee waived', other: 'Goodwill' },
}
function promiseWords({ kind, what, amountMinor, currency }: Content, language: Language): string {
  const amount = amountMinor > 0 ? `, ${moneyWords(amountMinor, currency, language)}` : ''
  return `${kindWords[language][kind]}${amount}${what ? `: ${what}` : ''}`.slice(0, 300)
}
