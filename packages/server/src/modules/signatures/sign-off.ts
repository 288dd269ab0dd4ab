import type { Signature, SignOff } from '@resonanz/contracts'
import { accessCase } from '#cases'
import type { Db } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { notFound } from '#platform/errors'
import { initialsOfAll, keptInitials } from './initials.ts'
import { shippedSignature } from './shipped.ts'
import { peopleWhoAnswer, type Place, placeOf, signaturesOf } from './store.ts'

/** What will stand below my answer in a thread. Writes nothing. */
export async function signOffOfCase(
  deps: Deps,
  actor: Actor,
  caseId: string,
  threadId: string,
): Promise<{ signOff: SignOff | null }> {
  const db = deps.db.of(actor.workspaceId)
  await accessCase(db, actor, caseId)
  if (!(await placeOf(db, actor.workspaceId, caseId, threadId))) throw notFound()
  return { signOff: await signOffFor(db, actor, { caseId, threadId }) }
}

type Writer = Pick<Actor, 'workspaceId' | 'memberId' | 'name'>

/**
 * What stands below this member's answer in a thread: on public channels who wrote, where the house says so; below mails
 * and answers to forms the signature; nothing below a note of what was said. `keep`: the initials are theirs from now on.
 */
export async function signOffFor(
  db: Db,
  writer: Writer,
  where: { caseId: string; threadId: string },
  options: { keep?: boolean } = {},
): Promise<SignOff | null> {
  const { workspaceId, memberId: id, name } = writer
  const rows = await signaturesOf(db, workspaceId)
  if (rows.length === 0) return null
  const place = await placeOf(db, workspaceId, where.caseId, where.threadId)
  if (!place) return null
  const house = rows.find((row) => row.presence_id === null) ?? shippedSignature
  const own = rows.find((row) => row.presence_id === place.presence_id)
  if (place.visibility === 'public') {
    if (!(own?.initials ?? house.initials)) return null
    const initials = options.keep
      ? await keptInitials(db, workspaceId, { id, name })
      : initialsOfAll(await peopleWhoAnswer(db, workspaceId)).get(id)
    return initials ? { kind: 'initials', text: `^${initials}` } : null
  }
  if (place.channel !== 'email' && place.channel !== 'form') return null
  const signature = own ?? house
  if (!signature.signs) return null
  const text = signatureText(signature, writer, place)
  return text === '' ? null : { kind: 'signature', text }
}

/** In the language and form of address of the customer. A line that would have a hole is left out. */
function signatureText({ texts }: Pick<Signature, 'texts'>, { name }: Writer, place: Place): string {
  const spoken = place.language === 'de' || place.language === 'en' ? place.language : place.language ? 'en' : null
  const text = (spoken ?? place.house_language) === 'de' ? texts.de[place.address_form] : texts.en
  const values: Record<string, string> = {
    'agent.name': name,
    'agent.firstName': name.trim().split(/\s+/)[0] ?? '',
    'team.name': place.team ?? '',
    'company.name': place.company,
  }
  return text
    .split('\n')
    .flatMap((line) => {
      let isWhole = true
      const filled = line.replace(/\{\{([^{}\n]{0,60})\}\}/g, (_, given: string) => {
        const value = (values[given.trim()] ?? '').replace(/\s+/g, ' ')
        if (value === '') isWhole = false
        return value
      })
      return isWhole ? [filled.trimEnd()] : []
    })
    .join('\n')
    .trim()
}
