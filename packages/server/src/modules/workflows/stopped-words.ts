import type { Language, WorkflowDefinition } from '@resonanz/contracts'
import { mailsToCustomers } from '#actions'
import { checkWords } from '#guideline'
import type { Db } from '#platform/db/database'

/** Which steps of a rule the guideline would stop, and why: read before anybody lives with it. */
export async function stoppedWords(
  db: Db,
  workspaceId: string,
  { then }: WorkflowDefinition,
  language: Language,
): Promise<{ step: number; reason: string }[]> {
  const mails = await mailsToCustomers(
    db,
    workspaceId,
    then.flatMap((action) => (action.do === 'mail' ? [action.actionId] : [])),
  )
  const texts = then.flatMap((action, step) => {
    if (action.do === 'reply') return [{ step, text: action.text }]
    const mail = action.do === 'mail' ? mails.get(action.actionId) : undefined
    return mail ? [{ step, text: `${mail.subject}\n\n${mail.text}` }] : []
  })
  const found = await checkWords(
    db,
    workspaceId,
    // A variable stands for a word.
    texts.map(({ text }) => ({
      text: text.replace(/\{\{[^{}\n]{0,60}\}\}/g, '–'),
      channel: 'email',
      audience: 'private',
    })),
    language,
  )
  return texts.flatMap(({ step }, at) => {
    const reasons = found[at]!.flatMap(({ level, reason }) => (level === 'stop' ? [reason] : []))
    return [...new Set(reasons)].map((reason) => ({ step, reason }))
  })
}
