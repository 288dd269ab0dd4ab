import type { BodyOf, PrivatePage, privatePageRoutes, ResponseOf } from '@resonanz/contracts'
import { accessCase, lockStandingCase } from '#cases'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { failPoint } from '#platform/fail-point'
import { append } from '#platform/journal'
import { queueAutomaticMail } from '#replies'
import { publicAddress, settingsOf } from '#settings'
import { linkOf, newCode } from './link.ts'
import { toPage } from './present.ts'
import * as store from './store.ts'
import { linkMail, presenceName, threadName } from './words.ts'

type Ask = BodyOf<typeof privatePageRoutes.ask>

/**
 * Opens a page of the case that asks for these things. The page, its conversation, the mail with its link and the entry
 * are one transaction; the same `clientKey` is the same page.
 */
export async function askPrivately(
  deps: Deps,
  actor: Actor,
  caseId: string,
  asked: Ask,
): Promise<ResponseOf<typeof privatePageRoutes.ask>> {
  await accessCase(deps.db.of(actor.workspaceId), actor, caseId)
  // Mail is counted across workspaces, so this works as the system; the case was looked up as the person.
  const { page, mail } = await inTransaction(deps.db.system, async (tx) => {
    const record = await lockStandingCase(tx, actor.workspaceId, caseId)
    const known = await store.pageByClientKey(tx, actor.workspaceId, asked.clientKey)
    if (known && known.case_id !== record.id) throw new Refusal('idempotency-reused')
    if (known) return { page: known, mail: null }
    const made = await makePage(tx, deps, {
      ...asked,
      workspaceId: actor.workspaceId,
      caseId: record.id,
      kind: 'questions',
      askedBy: actor.memberId,
    })
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'case', id: record.id },
        actor: journalActor(actor),
        kind: 'private-page.asked',
        data: { pageId: made.id, threadId: made.thread_id, questions: asked.questions.length, way: asked.way },
      },
    ])
    const queued = asked.way === 'mail' ? await mailLink(tx, deps, made) : null
    failPoint(deps.config, 'private-page.asked')
    return { page: made, mail: queued }
  })
  return { page: await toPage(deps, page, [], { withLink: true }), mail }
}

type NewPage = Pick<Ask, 'questions' | 'words' | 'language' | 'way' | 'validHours' | 'clientKey'> & {
  workspaceId: string
  caseId: string
  kind: PrivatePage['kind']
  askedBy: string | null
}
/** In the caller's transaction, on a case that stands. */
export async function makePage(tx: Db, deps: Deps, given: NewPage): Promise<store.PageRow> {
  const { workspaceId, caseId, kind, askedBy, language } = given
  const settings = await settingsOf(deps, workspaceId)
  const presenceId = await store.presenceOfPages(tx, workspaceId, {
    id: deps.newId(),
    name: presenceName[settings.language],
  })
  const id = deps.newId()
  await store.insertPage(tx, {
    id,
    workspace_id: workspaceId,
    thread_id: deps.newId(),
    presence_id: presenceId,
    case_id: caseId,
    kind,
    code: newCode(),
    language,
    words: given.words,
    way: given.way,
    asked_by: askedBy,
    questions: given.questions,
    clientKey: given.clientKey,
    validHours: given.validHours,
    subject: threadName[kind][settings.language],
  })
  return (await store.pageById(tx, id))!
}

async function mailLink(tx: Db, deps: Deps, page: store.PageRow): Promise<'queued' | 'capped' | 'no-address'> {
  const way = await store.mailWay(tx, page.workspace_id, page.case_id)
  if (!way) return 'no-address'
  const settings = await settingsOf(deps, page.workspace_id)
  return queueAutomaticMail(deps, tx, {
    workspaceId: page.workspace_id,
    presenceId: way.presence_id,
    to: way.address,
    ...linkMail(page.language, {
      link: await linkOf(deps, page.workspace_id, page.id),
      code: page.code,
      company: settings.name,
      checkAddress: `${publicAddress(deps, settings)}/p`,
    }),
    language: page.language,
    what: 'private-page',
    caseId: page.case_id,
  })
}
