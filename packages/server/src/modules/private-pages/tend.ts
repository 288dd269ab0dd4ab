import { inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { failPoint } from '#platform/fail-point'
import { append } from '#platform/journal'
import { type Loop, startLoop } from '#platform/loop'
import { queueAutomaticMail } from '#replies'
import { settingsOf } from '#settings'
import { linkOf } from './link.ts'
import { openAnswer } from './sealed.ts'
import * as answers from './store-answers.ts'
import { mailWay } from './store.ts'
import { newsMail } from './words.ts'

const job = { kind: 'job', id: 'private-pages' } as const

/** Ends what is over, deletes what is due, tells customers of answers; any number of processes may do it at once. */
export function startTendingPrivatePages(deps: Deps): Loop {
  return startLoop({
    name: 'private-pages',
    log: deps.log.child({ part: 'private-pages' }),
    idleMs: 5_000,
    turn: () => tendOnce(deps),
  })
}

/** Says whether there may be more. */
export async function tendOnce(deps: Deps): Promise<boolean> {
  const ended = await endExpired(deps)
  const deleted = await deleteNext(deps)
  const told = await tellNext(deps)
  return ended || deleted || told
}

async function endExpired(deps: Deps): Promise<boolean> {
  return inTransaction(deps.db.system, async (tx) => {
    const ended = await answers.markExpired(tx)
    await append(
      tx,
      ended.map((page) => ({
        workspaceId: page.workspace_id,
        subject: { kind: 'case', id: page.case_id },
        actor: job,
        kind: 'private-page.expired',
        data: { pageId: page.id },
      })),
    )
    return ended.length > 0
  })
}

async function deleteNext(deps: Deps): Promise<boolean> {
  return inTransaction(deps.db.system, async (tx) => {
    const gone = await answers.deleteDue(tx)
    if (!gone) return false
    await append(tx, [
      {
        workspaceId: gone.workspace_id,
        subject: { kind: 'case', id: gone.case_id },
        actor: job,
        kind: 'private-page.deleted',
        data: { pageId: gone.page_id, answers: gone.ids.length },
      },
    ])
    failPoint(deps.config, 'private-page.deleted')
    return true
  })
}

/** By mail where an address is known, else not: then only the colleague can say it where the customer spoke. */
async function tellNext(deps: Deps): Promise<boolean> {
  return inTransaction(deps.db.system, async (tx) => {
    const page = await answers.claimUntold(tx)
    if (!page) return false
    await answers.markTold(tx, page.id, page.message_id)
    const way = await mailWay(tx, page.workspace_id, page.case_id)
    const sealed = await answers.sealedAddress(tx, page.id)
    const own = sealed ? openAnswer(deps, sealed) : null
    const to = own && 'value' in own ? own.value : way?.address
    const presenceId = way?.presence_id ?? (await answers.anyMailbox(tx, page.workspace_id))
    if (!to || !presenceId) return true
    const { name: company } = await settingsOf(deps, page.workspace_id)
    const link = await linkOf(deps, page.workspace_id, page.id)
    await queueAutomaticMail(deps, tx, {
      workspaceId: page.workspace_id,
      presenceId,
      to,
      ...newsMail(page.language, { link, code: page.code, company }),
      language: page.language,
      what: 'private-page',
      caseId: page.case_id,
    })
    return true
  })
}
