import { type BodyOf, may, type ResponseOf, type SelfTest, type selfTestRoutes } from '@resonanz/contracts'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { publicAddress, settingsOf } from '#settings'
import { handLink } from './hand-link.ts'
import { handText, handWord, type Ways, waysOf } from './self-test.ts'
import * as store from './store.ts'

/** Long enough to find the telephone, too short for who saw it over a shoulder. */
const wordMinutes = 30

export async function listSelfTests(deps: Deps, actor: Actor): Promise<ResponseOf<typeof selfTestRoutes.list>> {
  const db = deps.db.of(actor.workspaceId)
  const mayManage = may(actor.role, 'self-test.manage')
  const [tests, presences, testers, shown] = await Promise.all([
    store.listTests(db, actor.workspaceId),
    store.livePresences(db, actor.workspaceId),
    mayManage ? store.testers(db, actor.workspaceId) : [],
    showing(deps, actor),
  ])
  const tried = new Set(tests.map(({ presence }) => presence.id))
  const own = presences.filter(({ isSample }) => !isSample)
  const possible = own.flatMap((presence) => {
    const ways = waysOf(presence.kind)
    if (!ways || tried.has(presence.id)) return []
    const { alone, byHand, asCase } = ways
    const from = alone ? own.filter(({ id, kind }) => id !== presence.id && alone.senders.includes(kind)) : []
    return [
      {
        presence: placeOf(presence),
        alone: alone && { from: from.map(placeOf), needsSender: alone.needsSender, isPublic: alone.isPublic },
        byHand,
        asCase,
      },
    ]
  })
  return { items: tests.map(shown), possible, testers, mayManage }
}

export async function createSelfTest(
  deps: Deps,
  actor: Actor,
  wanted: BodyOf<typeof selfTestRoutes.create>,
): Promise<SelfTest> {
  const id = deps.newId()
  const show = await showing(deps, actor)
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const presences = await store.livePresences(tx, actor.workspaceId)
    const presence = presences.find((one) => one.id === wanted.presenceId && !one.isSample)
    const ways = presence && waysOf(presence.kind)
    if (!ways || !(wanted.byHand ? ways.byHand : ways.alone))
      throw new Refusal('invalid-input', 'This channel cannot be tried that way.', { field: 'presenceId' })
    if (!isRightSender(wanted, ways, presences, presence.id))
      throw new Refusal('invalid-input', 'Choose another account of ours that can write there.', {
        field: 'fromPresenceId',
      })
    await guardTester(tx, actor, wanted)
    const asCase = ways.asCase === 'choice' ? wanted.asCase : ways.asCase === 'always'
    if (!(await store.insertTest(tx, { ...wanted, asCase, workspaceId: actor.workspaceId, id, by: actor.memberId })))
      throw new Refusal('conflict', 'This channel is tried already.')
    await tell(tx, actor, id, presence.id, 'created')
    return show(await found(tx, actor, id))
  })
}

function isRightSender(
  { byHand, fromPresenceId }: { byHand: boolean; fromPresenceId: string | null },
  { alone }: Ways,
  presences: Awaited<ReturnType<typeof store.livePresences>>,
  ofPresence: string,
): boolean {
  if (byHand || !alone?.needsSender) return fromPresenceId === null
  const sender = presences.find(({ id, isSample }) => id === fromPresenceId && id !== ofPresence && !isSample)
  return sender !== undefined && alone.senders.includes(sender.kind)
}

/** A test by hand names who is reminded; one that runs alone reminds nobody. */
async function guardTester(
  tx: Db,
  actor: Actor,
  { byHand, testerId }: { byHand: boolean; testerId: string | null },
): Promise<void> {
  const isRight = byHand
    ? (await store.testers(tx, actor.workspaceId)).some(({ id }) => id === testerId)
    : testerId === null
  if (!isRight) throw new Refusal('invalid-input', 'Name somebody who may set up tests.', { field: 'testerId' })
}

export async function changeSelfTest(
  deps: Deps,
  actor: Actor,
  id: string,
  { version, ...to }: BodyOf<typeof selfTestRoutes.change>,
): Promise<SelfTest> {
  const show = await showing(deps, actor)
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const test = await locked(tx, actor, id)
    if (test.version !== version) throw new Refusal('stale-version', 'Somebody changed it meanwhile. Look again.')
    const testerId = to.testerId === undefined ? (test.tester?.id ?? null) : to.testerId
    if (to.testerId !== undefined) await guardTester(tx, actor, { byHand: test.by_hand, testerId })
    const isChoice = waysOf(test.presence.kind)?.asCase === 'choice'
    const asCase = isChoice ? (to.asCase ?? test.as_case) : test.as_case
    await store.updateTest(tx, id, { ...to, testerId, asCase })
    await tell(tx, actor, id, test.presence.id, 'changed')
    return show(await found(tx, actor, id))
  })
}

/** The sending takes it up with its next turn. By hand: a fresh word, and the one before counts no more. */
export async function startSelfTest(deps: Deps, actor: Actor, id: string): Promise<SelfTest> {
  const show = await showing(deps, actor)
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const test = await locked(tx, actor, id)
    if (!test.by_hand) await store.dueNow(tx, id)
    else {
      const run = { workspaceId: actor.workspaceId, id: deps.newId(), testId: id }
      await store.showWord(tx, { ...run, text: handWord(), minutes: wordMinutes })
      await append(tx, [
        {
          workspaceId: actor.workspaceId,
          subject: { kind: 'self-test', id },
          actor: journalActor(actor),
          kind: 'self-test.started',
          data: { runId: run.id, presenceId: test.presence.id },
        },
      ])
    }
    return show(await found(tx, actor, id))
  })
}

/** The person says that the word is on its way: from now on it is missed. Said twice, it counts once. */
export async function noteSent(deps: Deps, actor: Actor, id: string): Promise<SelfTest> {
  const show = await showing(deps, actor)
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await locked(tx, actor, id)
    await store.markSent(tx, id)
    return show(await found(tx, actor, id))
  })
}

export async function removeSelfTest(deps: Deps, actor: Actor, id: string): Promise<{ ok: true }> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const test = await locked(tx, actor, id)
    await store.removeTest(tx, id)
    await tell(tx, actor, id, test.presence.id, 'removed')
  })
  return { ok: true }
}

async function locked(tx: Db, actor: Actor, id: string): Promise<store.TestRow> {
  await store.lockTest(tx, actor.workspaceId, id)
  const test = await store.findTest(tx, actor.workspaceId, id)
  if (!test) throw notFound()
  return test
}

async function found(tx: Db, actor: Actor, id: string): Promise<store.TestRow> {
  return (await store.findTest(tx, actor.workspaceId, id))!
}

/** The word that waits is for who may send it. */
async function showing(deps: Deps, actor: Actor): Promise<(row: store.TestRow) => SelfTest> {
  const settings = await settingsOf(deps, actor.workspaceId)
  const home = publicAddress(deps, settings)
  const mayManage = may(actor.role, 'self-test.manage')
  return (row) => {
    const text = row.waiting && handText(row.waiting.word, settings.language)
    return {
      id: row.id,
      presence: row.presence,
      from: row.sender,
      byHand: row.by_hand,
      tester: row.tester,
      asCase: row.as_case,
      hand: mayManage && row.waiting && text ? { ...row.waiting, text, link: handLink(row.reached, text, home) } : null,
      everyMinutes: row.every_minutes,
      alarmMinutes: row.alarm_minutes,
      enabled: row.enabled,
      nextAt: row.next_at.toISOString(),
      version: row.version,
      runs: row.runs,
      median: row.median,
    }
  }
}

const placeOf = <P extends SelfTest['presence']>({ id, name, kind }: P) => ({ id, name, kind })

async function tell(tx: Db, actor: Actor, id: string, presenceId: string, what: 'created' | 'changed' | 'removed') {
  await append(tx, [
    {
      workspaceId: actor.workspaceId,
      subject: { kind: 'self-test', id },
      actor: journalActor(actor),
      kind: 'self-test.changed',
      data: { presenceId, what },
    },
  ])
}
