import { type CaseFile, CaseFilePart, type CaseFileWish, Masking } from '@resonanz/contracts'
import { houseZone } from '#calendars'
import { accessCase, entriesOf } from '#cases'
import { renderPdf } from '#documents'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { collect, type Wish } from './collect.ts'
import { documentOf } from './document.ts'
import { redact } from './redact.ts'

/** The case as PDF. The journal names who took it out, why, and what was left out, before a byte leaves. */
export async function caseFilePdf(
  deps: Deps,
  actor: Actor,
  caseId: string,
  asked: CaseFileWish,
): Promise<{ name: string; bytes: Buffer }> {
  const { file, wish } = await fileFor(deps, actor, caseId, asked)
  const document = documentOf(
    redact(file, wish.mask, 'bar'),
    await houseZone(deps.db.of(actor.workspaceId), actor.workspaceId),
  )
  const bytes = await renderPdf(document)
  await tell(deps, actor, caseId, 'pdf', wish)
  return { name: `resonanz-${file.case.number}-${wish.language === 'de' ? 'fallakte' : 'case-file'}.pdf`, bytes }
}

export async function caseFileJson(deps: Deps, actor: Actor, caseId: string, asked: CaseFileWish): Promise<CaseFile> {
  const { file, wish } = await fileFor(deps, actor, caseId, asked)
  await tell(deps, actor, caseId, 'json', wish)
  return redact(file, wish.mask, 'brackets')
}

async function fileFor(deps: Deps, actor: Actor, caseId: string, asked: CaseFileWish) {
  const record = await accessCase(deps.db.of(actor.workspaceId), actor, caseId)
  const wish: Wish = {
    ...asked,
    leaveOut: listOf(asked.leaveOut, CaseFilePart.options),
    mask: listOf(asked.mask, Masking.options),
  }
  return { file: await collect(deps, actor, record, wish), wish }
}

/** A word that is not known would leave in what somebody wanted out: refused. */
function listOf<T extends string>(list: string, known: readonly T[]): T[] {
  const named = [...new Set(list.split(',').filter(Boolean))]
  const wrong = named.filter((each) => !(known as readonly string[]).includes(each))
  if (wrong.length > 0)
    throw new Refusal('invalid-input', 'This part of a case file is not known.', { known: [...known] })
  return named as T[]
}

async function tell(deps: Deps, actor: Actor, caseId: string, format: 'pdf' | 'json', wish: Wish): Promise<void> {
  await inTransaction(deps.db.of(actor.workspaceId), (tx) =>
    append(
      tx,
      entriesOf(actor.workspaceId, journalActor(actor), caseId, [
        {
          kind: 'case.exported',
          data: { format, purpose: wish.purpose, note: wish.note, leftOut: wish.leaveOut, masked: wish.mask },
        },
      ]),
    ),
  )
}
