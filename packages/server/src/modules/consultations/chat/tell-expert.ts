import { houseZone } from '#calendars'
import { publicAddress, settingsOf } from '#settings'
import type { Db } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { linkToken } from '../link.ts'
import { moment } from '../mails.ts'
import { sendMail } from '../send-mail.ts'
import { factsOf } from '../store-people.ts'
import { chatAddressOf, countToday, insertSaying } from './store.ts'
import { questionInChat } from './words.ts'

const perDayMost = 50

/** A question or a reminder to somebody without an account: in the company's chat where they read it, else by mail. Each once. */
export async function tellExpert(
  tx: Db,
  deps: Deps,
  workspaceId: string,
  requestId: string,
  what: 'question' | 'half' | 'due',
): Promise<'queued' | 'capped' | 'no-mailbox'> {
  const address = await chatAddressOf(tx, workspaceId, requestId)
  const facts = address === null ? undefined : await factsOf(tx, requestId, workspaceId)
  if (address === null || !facts) return sendMail(tx, deps, workspaceId, requestId, what)
  if ((await countToday(tx, workspaceId, address)) >= perDayMost) return 'capped'
  const { language, company, number, question, context } = facts
  const settings = await settingsOf(deps, workspaceId)
  const text = questionInChat({
    language,
    what,
    insteadOf: facts.instead_of,
    asker: facts.asker ?? company,
    company,
    number,
    question,
    context,
    due: moment(facts.due_at, language, await houseZone(tx, workspaceId)),
    link: `${publicAddress(deps, settings)}/c/${linkToken(deps, requestId)}`,
  })
  await insertSaying(tx, workspaceId, { id: deps.newId(), requestId, what, address, text })
  return 'queued'
}
