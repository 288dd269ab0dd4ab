import type { FastifyInstance } from 'fastify'
import { connectorOf } from '@resonanz/channels'
import { absenceBindings } from '#absences'
import { approvalBindings, type ApprovalHandlers } from '#approvals'
import { acknowledgementBindings } from '#acknowledgements'
import { actionBindings } from '#actions'
import { makeAuthenticate, mountSignIn } from '#auth'
import { calendarBindings } from '#calendars'
import { caseBindings } from '#cases'
import { caseFileBindings } from '#case-files'
import { caseRecordBindings } from '#case-records'
import { channelSignInBindings, mountSignInPages } from '#channel-sign-in'
import { chatBindings, type ChatHub, makeChatHub, mountChatPages } from '#chat'
import { clockBindings } from '#clocks'
import { closingBindings } from '#closing'
import { consultationBindings, mountAnswerPage } from '#consultations'
import { customerBindings } from '#customers'
import { loadDemoFor } from '#demo'
import { expertBindings } from '#experts'
import { fileBindings } from '#files'
import { handoverBindings } from '#handovers'
import { healthBindings, mountProbes } from '#health'
import { holdingReplyBindings } from '#holding-replies'
import {
  type IntakeDeps,
  intakeBindings,
  makeDuplicatesPool,
  makeFindDuplicates,
  makeReadTexts,
  mountFormPages,
  storeItems,
  type ReadTexts,
  type WorkerResult,
  type WorkerTask,
} from '#intake'
import { incidentBindings } from '#incidents'
import { manyAnswerBindings, manyApprovals } from '#many-answers'
import { goodwillApprovals, goodwillBindings } from '#goodwill'
import { guidelineBindings } from '#guideline'
import { languageHelpBindings } from '#language-help'
import { type Hub, liveBindings, makeHub } from '#live'
import { mentionBindings } from '#mentions'
import { messageActionBindings } from '#message-actions'
import { morningBindings } from '#morning'
import { notificationBindings } from '#notifications'
import { organisationBindings } from '#organisation'
import type { Deps } from '#platform/deps'
import { makeServer } from '#platform/http/server'
import { mountWebApp } from '#platform/http/web-app'
import { makeWorkerPool } from '#platform/worker-pool'
import { presenceBindings, presenceHealthBindings } from '#presences'
import { postApprovals, publishingBindings } from '#publishing'
import { mountPrivatePages, privatePageBindings, type StoreItem } from '#private-pages'
import { progressBindings } from '#progress'
import { promiseBindings } from '#promises'
import { replyApprovals, replyBindings, threadOfToken } from '#replies'
import { routingBindings } from '#routing'
import { searchBindings } from '#search'
import { selfTestBindings, takeTests } from '#self-tests'
import { mountNotePage, serviceNoteBindings } from '#service-notes'
import { mountLogo, settingsBindings } from '#settings'
import { signatureBindings } from '#signatures'
import { caseChecklistBindings } from '#case-checklists'
import { checklistBindings } from '#checklists'
import { taskBindings } from '#tasks'
import { textModuleBindings } from '#text-modules'
import { textQualityBindings } from '#text-quality'
import { workflowBindings } from '#workflows'

/** What each kind of approval means; publishing, export and erasure are used by their modules with `useApproval`. */
const approvalHandlers: ApprovalHandlers = {
  reply: replyApprovals,
  goodwill: goodwillApprovals,
  publishing: postApprovals(manyApprovals),
}

/** What customers send on private pages goes on like everything that comes in. */
const storeItem: StoreItem = async (tx, presence, item) => {
  const [stored] = await storeItems(tx, presence, [item])
  return { fresh: stored!.fresh }
}

/** Parts that live as long as the process, beside plain deps. */
export type Parts = IntakeDeps & { hub: Hub; chatHub: ChatHub; readTexts: ReadTexts }

export async function makeParts(deps: Deps): Promise<Parts> {
  const threads = makeWorkerPool<WorkerTask, WorkerResult>({
    entry: new URL('./modules/intake/parse-worker.ts', import.meta.url),
    size: deps.config.workers,
    memoryMb: 384,
    itemTimeoutMs: 3_000,
  })
  const duplicates = makeDuplicatesPool()
  const pool = { ...threads, close: async () => void (await Promise.all([threads.close(), duplicates.close()])) }
  const hub = await makeHub(deps)
  return {
    ...deps,
    pool,
    readTexts: makeReadTexts({ ...deps, pool }),
    findDuplicates: makeFindDuplicates(deps, duplicates),
    threadOfToken: threadOfToken(deps.seal),
    takeTests,
    processName: `${process.pid}-${deps.newId().slice(-8)}`,
    hub,
    chatHub: makeChatHub(deps, hub),
  }
}

/** The whole HTTP application: every contract bound to its use case, wired here and nowhere else. */
export async function makeApp(deps: Deps, given?: Parts): Promise<FastifyInstance> {
  const parts = given ?? (await makeParts(deps))
  const app = await makeServer(deps, {
    authenticate: makeAuthenticate(deps),
    bindings: [
      ...organisationBindings(deps, { loadSampleData: (workspaceId) => loadDemoFor(deps, workspaceId) }),
      ...absenceBindings(deps),
      ...settingsBindings(deps),
      ...customerBindings(deps),
      ...caseBindings(parts),
      ...promiseBindings(deps),
      ...progressBindings(deps),
      ...privatePageBindings({ ...deps, storeItem }),
      ...morningBindings(deps),
      ...acknowledgementBindings(deps),
      ...holdingReplyBindings(deps),
      ...caseFileBindings(deps),
      ...caseRecordBindings(deps),
      ...closingBindings(deps),
      ...languageHelpBindings(deps),
      ...incidentBindings(deps),
      ...manyAnswerBindings(deps),
      ...expertBindings(deps),
      ...consultationBindings(deps),
      ...handoverBindings(deps),
      ...guidelineBindings(deps),
      ...textModuleBindings(deps),
      ...checklistBindings(deps),
      ...caseChecklistBindings(deps),
      ...taskBindings(deps),
      ...workflowBindings(deps),
      ...routingBindings(deps),
      ...actionBindings(deps),
      ...calendarBindings(deps),
      ...clockBindings(deps),
      ...textQualityBindings(deps),
      ...replyBindings(deps),
      ...messageActionBindings(deps),
      ...serviceNoteBindings(deps),
      ...signatureBindings(deps),
      ...approvalBindings(deps, approvalHandlers),
      ...goodwillBindings(deps),
      ...presenceBindings(deps, { connectorOf }),
      ...presenceHealthBindings(deps),
      ...channelSignInBindings(deps, { connectorOf }),
      ...selfTestBindings(deps),
      ...publishingBindings(deps),
      ...intakeBindings(parts),
      ...chatBindings(deps, parts.chatHub),
      ...mentionBindings(deps),
      ...fileBindings(parts),
      ...searchBindings(deps),
      ...notificationBindings(deps),
      ...liveBindings(deps, parts.hub),
      ...healthBindings(deps),
    ],
  })
  mountSignIn(app, deps)
  mountSignInPages(app, deps, { connectorOf }, makeAuthenticate(deps))
  mountFormPages(app, parts)
  mountChatPages(app, deps)
  mountAnswerPage(app, deps)
  mountNotePage(app, deps)
  mountPrivatePages(app, { ...deps, storeItem })
  mountLogo(app, deps)
  mountProbes(app, deps)
  await mountWebApp(app)
  if (!given)
    app.addHook(
      'onClose',
      async () => void (await Promise.all([parts.pool.close(), parts.chatHub.stop(), parts.hub.loop.stop()])),
    )
  return app
}
