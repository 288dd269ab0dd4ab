import type { LanguageAnswer, LanguageAsk, LanguageHelpOffer, LanguagePreview } from '@resonanz/contracts'
import { accessCase, type CaseRecord, entriesOf } from '#cases'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { hostOf } from './address.ts'
import { callModel } from './call-model.ts'
import { serverOf } from './manage.ts'
import { makeMask, type Mask } from './mask.ts'
import { refuseUse, usesFor } from './policy.ts'
import { promptFor } from './prompt.ts'
import * as store from './store.ts'
import { knownAround, wordsOf } from './words-of-case.ts'

/** What this person is offered with a case; nothing where it is off. */
export async function offerOf(deps: Deps, actor: Actor, caseId: string): Promise<LanguageHelpOffer> {
  const db = deps.db.of(actor.workspaceId)
  const record = await accessCase(db, actor, caseId)
  const settings = await store.readSettings(db, actor.workspaceId)
  const uses = record.merged_into ? [] : usesFor(settings, actor, record.channel)
  if (!settings || uses.length === 0) return { uses: [], model: '', processor: '', purpose: '', notice: '', left: 0 }
  const today = await store.callsToday(db, actor.workspaceId, actor.memberId)
  return {
    uses,
    model: settings.model,
    processor: settings.processor,
    purpose: settings.purpose,
    notice: settings.notice,
    left: Math.max(0, Math.min(settings.per_person_per_day - today.own, settings.per_day - today.all)),
  }
}

/** Word for word what a press would send; nothing leaves. */
export async function previewHelp(
  deps: Deps,
  actor: Actor,
  caseId: string,
  ask: LanguageAsk,
): Promise<LanguagePreview> {
  const db = deps.db.of(actor.workspaceId)
  const record = await accessCase(db, actor, caseId)
  const settings = await store.readSettings(db, actor.workspaceId)
  refuseUse(settings, actor, record.channel, ask.use)
  const { mask, ...prompt } = await prepare(deps, db, actor, record, settings, ask)
  return { ...prompt, masked: mask.masked(), host: hostOf(settings.base_url), model: settings.model }
}

/**
 * One press, one question. The press is on record before anything leaves, so that budgets hold under races and a crash
 * hides nothing; the words themselves are kept nowhere. The answer is text that a person may take over or leave.
 */
export async function askForHelp(deps: Deps, actor: Actor, caseId: string, ask: LanguageAsk): Promise<LanguageAnswer> {
  const db = deps.db.of(actor.workspaceId)
  const callId = deps.newId()
  const { settings, prompt } = await inTransaction(db, async (tx) => {
    const record = await accessCase(tx, actor, caseId)
    const locked = await store.readSettings(tx, actor.workspaceId, { lock: true })
    refuseUse(locked, actor, record.channel, ask.use)
    await refuseOverBudget(tx, actor, locked)
    const made = await prepare(deps, tx, actor, record, locked, ask)
    await store.insertCall(tx, actor.workspaceId, {
      id: callId,
      caseId,
      memberId: actor.memberId,
      use: ask.use,
      model: locked.model,
      host: hostOf(locked.base_url),
      characters: made.characters,
      masked: made.mask.masked().length,
    })
    await append(
      tx,
      entriesOf(actor.workspaceId, journalActor(actor), caseId, [
        { kind: 'language-help.asked', data: { callId, use: ask.use, characters: made.characters } },
      ]),
    )
    return { settings: locked, prompt: made }
  })
  const answer = await callModel(deps, serverOf(deps, settings), prompt.messages)
  await store.settleCall(db, callId, {
    code: answer.ok ? null : answer.code,
    received: answer.ok ? answer.text.length : null,
    tookMs: answer.tookMs,
  })
  if (!answer.ok)
    throw new Refusal('language-help-failed', 'The language model gave no answer that helps. Write it yourself.', {
      code: answer.code,
      tookMs: answer.tookMs,
    })
  const { text, unresolved } = prompt.mask.show(answer.text)
  return { callId, use: ask.use, text, unresolved, model: settings.model, isCut: answer.isCut }
}

async function prepare(
  deps: Deps,
  db: Db,
  actor: Actor,
  record: CaseRecord,
  settings: store.LanguageHelpRow,
  ask: LanguageAsk,
): Promise<ReturnType<typeof promptFor> & { mask: Mask }> {
  if (record.merged_into)
    throw new Refusal('conflict', 'This case was joined into another one.', { mergedInto: record.merged_into })
  const [known, words] = [await knownAround(db, actor.workspaceId, record.id), await wordsOf(db, record, ask)]
  if (words.said.length === 0) throw new Refusal('conflict', 'There are no words in this case yet.')
  const mask = makeMask(known)
  // The same for preview and press, and known to nobody who writes to us.
  const fence = deps.seal.mac('language-help-fence', `${record.id} ${record.version}`).toString('hex').slice(0, 16)
  return { ...promptFor(ask, words, { mask, fence, mostCharacters: settings.most_characters }), mask }
}

async function refuseOverBudget(tx: Db, actor: Actor, settings: store.LanguageHelpRow): Promise<void> {
  const { own, all } = await store.callsToday(tx, actor.workspaceId, actor.memberId)
  if (own >= settings.per_person_per_day)
    throw new Refusal('language-help-budget', 'Your presses for today are used up.', { of: 'person' })
  if (all >= settings.per_day)
    throw new Refusal('language-help-budget', 'All presses for today are used up.', { of: 'workspace' })
}

/** That a person took it over stands on record; what it became is theirs. */
export async function acceptHelp(deps: Deps, actor: Actor, id: string, as: 'draft' | 'note'): Promise<{ ok: true }> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const call = await store.ownCall(tx, actor.workspaceId, actor.memberId, id)
    if (!call) throw notFound()
    if (call.state !== 'done') throw new Refusal('conflict', 'There is no answer to take over.')
    if (call.accepted_as !== null) return
    await store.acceptCall(tx, id, as)
    await append(
      tx,
      entriesOf(actor.workspaceId, journalActor(actor), call.case_id, [
        { kind: 'language-help.accepted', data: { callId: id, use: call.use, as } },
      ]),
    )
  })
  return { ok: true }
}
