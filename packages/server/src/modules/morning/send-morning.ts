import { readCalendars } from '#calendars'
import { inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { failPoint } from '#platform/fail-point'
import { type Loop, startLoop } from '#platform/loop'
import { queueAutomaticMail } from '#replies'
import { mailWords } from './mail-words.ts'
import { watchedCases } from './store.ts'
import * as store from './store-mail.ts'

export function startMorningMail(deps: Deps): Loop {
  return startLoop({
    name: 'morning-mail',
    log: deps.log.child({ part: 'morning-mail' }),
    idleMs: 30_000,
    turn: () => sendMorningOnce(deps),
  })
}

/**
 * Sends the list of one house whose hour has come to everybody who gets it. The day is taken and the mails are queued in
 * one transaction: with any number of processes and after any crash each person gets one a day, or none on days on which
 * nobody works. Says whether there may be more. `now` by the database's clock unless told.
 */
export async function sendMorningOnce(deps: Deps, now: Date | null = null): Promise<boolean> {
  return inTransaction(deps.db.system, async (tx) => {
    const due = await store.nextDueHouse(tx, now)
    if (!due) return false
    const { workspace_id: workspaceId, day } = due
    if (!(await store.takeDay(tx, workspaceId, day))) return true
    const { house } = await readCalendars(tx, workspaceId)
    if (house.openBetween(due.from_at.getTime(), due.to_at.getTime()) === 0) return true
    const [lines, receivers] = [await watchedCases(tx, workspaceId, day), await store.receiversOf(tx, workspaceId)]
    failPoint(deps.config, 'morning.taken')
    for (const { member_id: memberId, email, language, even_empty } of receivers) {
      const note = { workspaceId, memberId, day, cases: lines.length }
      if (lines.length === 0 && !even_empty) await store.noteMail(tx, { ...note, why: 'empty' })
      else if (!due.presence_id || !due.public_url) await store.noteMail(tx, { ...note, why: 'no-way' })
      else {
        const words = mailWords(lines, { language, day, zone: due.zone, publicUrl: due.public_url })
        const mail = {
          workspaceId,
          presenceId: due.presence_id,
          to: email,
          ...words,
          language,
          what: 'morning',
        } as const
        await store.noteMail(tx, { ...note, why: await queueAutomaticMail(deps, tx, mail) })
      }
      failPoint(deps.config, 'morning.queued')
    }
    return true
  })
}
