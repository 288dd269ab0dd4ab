import { type Acknowledgements, type acknowledgementRoutes, type BodyOf, may } from '@resonanz/contracts'
import { checkText } from '#guideline'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import * as store from './store.ts'
import { type Address, filled, missingPlaces, shipped } from './words.ts'

const languages = ['de', 'en'] as const
const addresses: readonly Address[] = ['formal', 'informal']

export async function readAcknowledgements(deps: Deps, actor: Actor): Promise<Acknowledgements> {
  const db = deps.db.of(actor.workspaceId)
  const [own, presences] = await Promise.all([
    store.ownTexts(db, actor.workspaceId),
    store.mailboxes(db, actor.workspaceId),
  ])
  return {
    texts: languages.flatMap((language) =>
      addresses.map((address) => {
        const found = own.find((one) => one.language === language && one.address === address)
        return { language, address, text: found?.text ?? shipped[language][address], isOwn: found !== undefined }
      }),
    ),
    presences,
    allowed: [
      ...(may(actor.role, 'guideline.manage') ? (['text'] as const) : []),
      ...(may(actor.role, 'presence.manage') ? (['switch'] as const) : []),
    ],
  }
}

/** Own words are checked like every other of ours, and must say which case, who and until when. */
export async function saveText(
  deps: Deps,
  actor: Actor,
  { language, address, text }: BodyOf<typeof acknowledgementRoutes.saveText>,
): Promise<Acknowledgements> {
  const db = deps.db.of(actor.workspaceId)
  if (text !== null) {
    const missing = missingPlaces(text)
    if (missing.length > 0) throw new Refusal('invalid-input', 'Say which number, who and until when.', { missing })
    const example = filled(text, {
      number: 4711,
      who: 'Team',
      time: '12:00',
      company: actor.name,
      status: 'https://example.com/p',
    })
    const { findings } = await checkText(db, actor, example, {
      channel: 'email',
      audience: 'private',
      language,
      hasNextUpdate: true,
      isSolved: false,
      isPraise: false,
    })
    const against = findings.filter(({ level }) => level !== 'hint')
    if (against.length > 0)
      throw new Refusal('guideline-warning', 'The guideline speaks against these words.', { findings: against })
  }
  await inTransaction(db, async (tx) => {
    await store.writeText(tx, { workspaceId: actor.workspaceId, language, address, text, by: actor.memberId })
    await append(tx, [changed(actor, 'acknowledgement.text')])
  })
  return readAcknowledgements(deps, actor)
}

export async function switchPresence(deps: Deps, actor: Actor, id: string, isOn: boolean): Promise<Acknowledgements> {
  const db = deps.db.of(actor.workspaceId)
  const kind = await store.kindOfPresence(db, actor.workspaceId, id)
  if (kind === undefined) throw notFound()
  if (kind !== 'email') throw new Refusal('conflict', 'Only mailboxes say at once that a message arrived.')
  await inTransaction(db, async (tx) => {
    await store.writeSwitch(tx, actor.workspaceId, id, isOn)
    await append(tx, [changed(actor, 'acknowledgement.presence')])
  })
  return readAcknowledgements(deps, actor)
}

function changed(actor: Actor, field: string) {
  return {
    workspaceId: actor.workspaceId,
    subject: { kind: 'workspace', id: actor.workspaceId } as const,
    actor: journalActor(actor),
    kind: 'settings.changed' as const,
    data: { fields: [field] },
  }
}
