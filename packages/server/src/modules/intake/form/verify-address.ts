import { createHash } from 'node:crypto'
import { FormSettings } from '@resonanz/contracts'
import { settingsOf } from '#settings'
import { append } from '#platform/journal'
import { inTransaction } from '#platform/db/database'
import { Refusal } from '#platform/errors'
import { type IntakeDeps, processNow } from '../process.ts'
import { acknowledgementOf } from '#acknowledgements'
import { acknowledgementMail } from './mails.ts'
import { queueAutomaticMail } from '#replies'
import { caseOfItem, markVerified, submissionByToken } from './store-form.ts'

/** The visitor shows that the address is theirs; only now goes out a word that no person wrote. */
export async function verifyAddress(deps: IntakeDeps, token: string): Promise<{ number: number }> {
  const submission = await submissionByToken(deps.db.system, createHash('sha256').update(token).digest())
  if (!submission) throw new Refusal('token-invalid')
  if (submission.expired) throw new Refusal('token-expired')
  const { workspace_id: workspaceId, inlet_item_id: itemId } = submission
  let taken = await caseOfItem(deps.db.system, workspaceId, itemId)
  if (!taken) {
    await processNow(deps, itemId)
    taken = await caseOfItem(deps.db.system, workspaceId, itemId)
  }
  if (!taken) throw new Refusal('unavailable', 'The message is still being taken in. Try again in a moment.')
  const { caseId, number, threadId } = taken
  const settings = FormSettings.parse(submission.settings)
  const workspace = await settingsOf(deps, workspaceId)
  await inTransaction(deps.db.system, async (tx) => {
    if (!(await markVerified(tx, submission)) || !submission.email || !settings.mailPresenceId) return
    const { language } = submission
    const words = await acknowledgementOf(tx, deps, workspaceId, caseId, language)
    const mail =
      words ??
      acknowledgementMail({
        language,
        company: workspace.name,
        number,
        answerWithinHours: settings.answerWithinHours,
      })
    const queued = await queueAutomaticMail(deps, tx, {
      workspaceId,
      presenceId: settings.mailPresenceId,
      to: submission.email,
      ...mail,
      language,
      what: 'acknowledgement',
      caseId,
      threadId,
    })
    if (queued !== 'queued') return
    await append(tx, [
      {
        workspaceId,
        subject: { kind: 'case', id: caseId },
        actor: { kind: 'connector', id: submission.presence_id },
        kind: 'reply.automatic',
        data: { what: 'acknowledgement' },
      },
    ])
  })
  return { number }
}
