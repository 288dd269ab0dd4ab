import type { Language, privatePageRoutes, ResponseOf } from '@resonanz/contracts'
import { accessCase, lockStandingCase } from '#cases'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { append, type Entry } from '#platform/journal'
import { makePage } from './ask.ts'
import { linkOf } from './link.ts'
import { isOver } from './policy.ts'
import { toPage } from './present.ts'
import * as store from './store.ts'

/** A concern may take its time; who holds the link sees nothing that a finished one would not say. */
const validHours = 90 * 24

export async function giveStatusPage(
  deps: Deps,
  actor: Actor,
  caseId: string,
  { language }: { language: Language },
): Promise<ResponseOf<typeof privatePageRoutes.status>> {
  await accessCase(deps.db.of(actor.workspaceId), actor, caseId)
  const page = await inTransaction(deps.db.system, async (tx) => {
    const record = await lockStandingCase(tx, actor.workspaceId, caseId)
    return statusPageOf(tx, deps, {
      workspaceId: actor.workspaceId,
      caseId: record.id,
      language,
      askedBy: actor.memberId,
      actor: journalActor(actor),
    })
  })
  return { page: await toPage(deps, page, [], { withLink: true }) }
}

/** For an automatic word that carries the link; the case is locked or was just made. */
export async function statusLinkFor(
  tx: Db,
  deps: Deps,
  given: { workspaceId: string; caseId: string; language: Language },
): Promise<string> {
  const actor = { kind: 'rule', id: 'acknowledgement' } as const
  const page = await statusPageOf(tx, deps, { ...given, askedBy: null, actor })
  return linkOf(deps, given.workspaceId, page.id)
}

type Given = { workspaceId: string; caseId: string; language: Language; askedBy: string | null; actor: Entry['actor'] }

/** The one that holds, else a new one. */
async function statusPageOf(tx: Db, deps: Deps, given: Given): Promise<store.PageRow> {
  const pages = await store.pagesOfCase(tx, given.workspaceId, given.caseId)
  const known = pages.find((page) => page.kind === 'status' && page.language === given.language && !isOver(page))
  if (known) return known
  const page = await makePage(tx, deps, {
    ...given,
    kind: 'status',
    questions: [],
    words: '',
    way: 'hand',
    validHours,
    clientKey: deps.newId(),
  })
  await append(tx, [
    {
      workspaceId: given.workspaceId,
      subject: { kind: 'case', id: given.caseId },
      actor: given.actor,
      kind: 'private-page.status',
      data: { pageId: page.id },
    },
  ])
  return page
}
