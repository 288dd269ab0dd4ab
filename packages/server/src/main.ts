import { connectorOf } from '@resonanz/channels'
import { startAcknowledging } from '#acknowledgements'
import { startApprovals } from '#approvals'
import { startBringingBack, startCaseClocks, subscribeActivity } from '#cases'
import { demoSignIn } from '#auth'
import { startClocks } from '#clocks'
import { startCompanyChat, startKeepingConsultations } from '#consultations'
import { loadDemo } from '#demo'
import { startKeepingCourse } from '#handovers'
import { freeAllLeases, intakeChannel, noteGap, startIntake, startPolling, storeItems } from '#intake'
import { startHousekeeping } from '#health'
import { startHoldingReplies } from '#holding-replies'
import { startSendingMany } from '#many-answers'
import { mediaChannel, startFetchingMedia } from '#media'
import { chatChannel, startCarryingOn } from '#chat'
import { messageActionsChannel, startMessageActions } from '#message-actions'
import { startMorningMail } from '#morning'
import { startReadingAgain } from '#understanding'
import { startNotifying } from '#notifications'
import { ensureSetupToken } from '#organisation'
import { collectGarbage } from '#platform/collect-garbage'
import type { Config } from '#platform/config'
import { inTransaction } from '#platform/db/database'
import { migrate } from '#platform/db/migrate'
import { forgetUnfinished } from '#platform/http/idempotency'
import { openDeps } from '#platform/open-deps'
import { journalChannel } from '#platform/journal'
import { makeListener } from '#platform/listen'
import { makeSender, startReadingStandings, startWarningOfExpiry } from '#presences'
import { startPosting } from '#publishing'
import { queueAutomaticMail, startSending } from '#replies'
import { startRouting } from '#routing'
import { startSelfTests } from '#self-tests'
import { startKeepingEvidence } from '#case-records'
import { startTendingPrivatePages } from '#private-pages'
import { startWatchingStalled } from '#progress'
import { trainingJobs } from '#text-quality'
import { actionChannel, startActions } from '#actions'
import { startWorkflows } from '#workflows'
import { makeApp, makeParts } from './app.ts'

export type Running = {
  url: string
  /** Printed once, for whoever sets the installation up. Null when somebody did. */
  setupToken: string | null
  demo: { email: string; password: string } | null
  stop(): Promise<void>
}

/** Starts the whole product: database, schema, loops of the chosen roles, web server. Resolves when it is ready. */
export async function serve(config: Config): Promise<Running> {
  const opened = await openDeps(config)
  const { deps, embedded } = opened
  try {
    await migrate(opened.adminUrl)
    const alone = embedded !== null
    if (alone) {
      await freeAllLeases(deps.db.system)
      await forgetUnfinished(deps.db.system)
    }
    if (alone && config.demo) await loadDemo(deps, { onlyIfEmpty: true })
    const setupToken = await ensureSetupToken(deps)
    const parts = await makeParts(deps)
    const listener = makeListener(opened.adminUrl, deps.log)
    const roles = new Set(config.roles.split(',').map((role) => role.trim()))
    const stops: (() => Promise<void>)[] = []

    if (roles.has('intake')) {
      const intake = startIntake(parts)
      const polling = await startPolling(parts, {
        connectorOf,
        store: (presence, items, cursor, gap) =>
          inTransaction(deps.db.system, async (tx) => {
            await storeItems(tx, presence, items, { cursor })
            if (gap) await noteGap(tx, presence, gap)
          }),
      })
      const media = startFetchingMedia(parts, { connectorOf })
      listener.on(mediaChannel, media.wake)
      listener.on(intakeChannel, intake.wake)
      listener.on('resonanz_presence', (presenceId) => polling.wake(presenceId))
      stops.push(polling.stop, intake.stop, media.stop)
    }
    if (roles.has('outbox')) {
      const sender = makeSender(deps, connectorOf)
      const sending = startSending({ ...parts, sender }, { alone })
      const acting = startMessageActions({ ...parts, act: sender.act })
      listener.on(messageActionsChannel, acting.wake)
      stops.push(acting.stop)
      listener.on('resonanz_outbox', sending.wake)
      const posting = startPosting({ ...parts, sender: makeSender(deps, connectorOf) }, { alone })
      stops.push(posting.stop)
      const many = startSendingMany(deps)
      stops.push(many.stop)
      stops.push(sending.stop)
    }
    if (roles.has('jobs')) {
      const clocks = startCaseClocks(deps)
      const targets = startClocks(deps)
      const back = startBringingBack(deps)
      listener.on(journalChannel, back.wake)
      stops.push(back.stop)
      listener.on(journalChannel, targets.wake)
      const consultations = startKeepingConsultations(deps)
      const companyChat = startCompanyChat(deps)
      stops.push(companyChat.stop)
      const course = startKeepingCourse(deps)
      const selfTests = startSelfTests({ ...parts, sender: makeSender(deps, connectorOf) })
      listener.on(journalChannel, selfTests.wake)
      stops.push(selfTests.stop)
      const expiry = startWarningOfExpiry(deps)
      stops.push(expiry.stop)
      const standings = startReadingStandings(deps, { connectorOf })
      stops.push(standings.stop)
      const approvals = startApprovals(deps, (tx, mail) => queueAutomaticMail(deps, tx, { ...mail, what: 'approval' }))
      const housekeeping = await startHousekeeping(deps, trainingJobs(deps))
      const notifying = startNotifying(parts)
      const reading = await startReadingAgain(parts)
      listener.on(journalChannel, notifying.wake)
      const stalled = startWatchingStalled(deps)
      const evidence = startKeepingEvidence(deps)
      listener.on(journalChannel, evidence.wake)
      stops.push(evidence.stop)
      const acknowledging = startAcknowledging(deps)
      listener.on(journalChannel, acknowledging.wake)
      stops.push(acknowledging.stop)
      const holding = startHoldingReplies(deps)
      listener.on(journalChannel, holding.wake)
      stops.push(holding.stop)
      const privatePages = startTendingPrivatePages(deps)
      stops.push(privatePages.stop)
      const carrying = startCarryingOn(deps)
      listener.on(journalChannel, carrying.wake)
      stops.push(carrying.stop)
      const morning = startMorningMail(deps)
      stops.push(morning.stop)
      listener.on(journalChannel, stalled.wake)
      stops.push(stalled.stop)
      const workflows = startWorkflows(parts)
      const actions = startActions(parts)
      listener.on(journalChannel, workflows.wake)
      listener.on(actionChannel, actions.wake)
      const routing = startRouting(deps)
      listener.on(journalChannel, routing.wake)
      stops.push(workflows.stop, actions.stop, routing.stop)
      stops.push(approvals.stop, clocks.stop, targets.stop, consultations.stop, course.stop)
      stops.push(housekeeping.stop, notifying.stop, reading.stop)
    }
    let url = ''
    if (roles.has('web')) {
      const app = await makeApp(deps, parts)
      listener.on(journalChannel, parts.hub.loop.wake)
      subscribeActivity(deps, listener, ({ workspaceId, caseId, others }) =>
        parts.hub.publish(workspaceId, { type: 'activity', caseId, others }, 'case.read'),
      )
      listener.on(chatChannel, parts.chatHub.heard)
      listener.on('resonanz_notification', (payload) => {
        const [workspaceId, memberId, id] = payload.split(' ')
        if (workspaceId && memberId && id) parts.hub.publish(workspaceId, { type: 'notification', id }, null, memberId)
      })
      url = await app.listen({ port: config.port, host: config.host })
      stops.push(() => app.close())
    }
    parts.pool.warm()
    collectGarbage()
    deps.log.info({ url, roles: [...roles] }, 'ready')
    return {
      url,
      setupToken,
      demo: await demoSignIn(deps),
      async stop() {
        // The web first, so that nothing new comes in while the loops finish what they hold.
        for (const stop of stops.toReversed()) await stop()
        await parts.chatHub.stop()
        await parts.hub.loop.stop()
        await listener.close()
        await parts.pool.close()
        await opened.close()
      },
    }
  } catch (error) {
    await opened.close().catch(() => {})
    throw error
  }
}
