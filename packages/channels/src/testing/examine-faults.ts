import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ConnectorContext, ConnectorError, type Outgoing, type SendOutcome } from '../connector.ts'
import { type Egress, makeEgress } from '../kit/egress.ts'
import { examineClock } from './examine-clock.ts'
import type { FaultCase, Ground, Network } from './fault-case.ts'
import { type Fault, type FaultServer, faultsAfter, faultsBefore, startFaultServer } from './fault-server.ts'

const readingKinds: Record<Fault, ConnectorError['kind'][]> = {
  throttled: ['transient'],
  'throttled-clock-ahead': ['transient'],
  'throttled-clock-behind': ['transient'],
  'throttled-until-past': ['transient'],
  'server-error': ['transient'],
  unavailable: ['transient'],
  unauthorised: ['sign_in'],
  redirect: ['permanent', 'transient'],
  reset: ['transient'],
  html: ['transient', 'permanent'],
  'half-body': ['transient'],
  'reset-after': ['transient'],
}

/** What may be said of a sending. `retry` only where it is certain that nothing was taken. */
function sendingStates({ knowsRepeats = false }: FaultCase): Record<Fault, SendOutcome['state'][]> {
  const perhapsTaken: SendOutcome['state'][] = knowsRepeats ? ['unclear', 'retry'] : ['unclear']
  return {
    throttled: ['retry'],
    'throttled-clock-ahead': ['retry'],
    'throttled-clock-behind': ['retry'],
    'throttled-until-past': ['retry'],
    'server-error': perhapsTaken,
    unavailable: ['retry', ...perhapsTaken],
    unauthorised: ['retry', 'failed'],
    redirect: ['failed'],
    reset: perhapsTaken,
    html: perhapsTaken,
    'half-body': perhapsTaken,
    'reset-after': perhapsTaken,
  }
}

/** The same breaks for every connector: what is said of them is true, and no attempt writes twice. Inside a `describe`. */
export function examineFaults(given: FaultCase): void {
  let network: Network
  let between: FaultServer
  let egress: Egress
  const context = (): ConnectorContext => ({
    // A channel of its own each time: what one was refused holds back no other.
    presenceId: randomUUID(),
    settings: given.connector.settings.parse(given.settingsFor(between.url)),
    secrets: given.secrets,
    egress,
    split: async () => ({ ok: false, code: 'not-here', feeds: [] }),
    renewSecrets: async (renew) => (await renew(given.secrets)).secrets,
    signal: AbortSignal.timeout(60_000),
  })
  beforeAll(async () => {
    network = await given.startNetwork()
    between = await startFaultServer(network.url)
    egress = makeEgress({ allow: [network.url, between.url].map((url) => new URL(url).host) })
  })
  afterAll(async () => {
    await between.close()
    await network.close?.()
    await egress.close()
  })

  const ground: Ground = { given, context, between: () => between, network: () => network }
  if (given.connector.open) examineReading(ground)
  if (given.outgoing) examineSending(ground, given.outgoing)
  examineClock(ground)
}

function examineReading({ given, context, between }: Ground): void {
  describe('reading', () => {
    test.each([...faultsBefore, ...faultsAfter])('%s: told as what it is, and well afterwards', async (fault) => {
      between().set(fault, given.reads)
      const error = await readOnce(given, context()).then(
        () => null,
        (thrown: unknown) => thrown,
      )
      expect(error).toBeInstanceOf(ConnectorError)
      expect(readingKinds[fault]).toContain((error as ConnectorError).kind)
      if (fault.startsWith('throttled')) expectWait(fault, (error as ConnectorError).retryAfterMs)
      between().set(null)
      await expect(readOnce(given, context())).resolves.toBeDefined()
    })
  })
}

function examineSending({ given, context, between }: Ground, outgoing: Outgoing): void {
  describe('sending', () => {
    test.each([...faultsBefore, ...faultsAfter])('%s: one attempt, and what is said of it is true', async (fault) => {
      between().set(fault, given.writes)
      const before = between().writes.filter((call) => given.writes.test(call)).length
      const token = `${outgoing.clientToken}-${fault}`
      const outcome = await sendOnce(given, context(), { ...outgoing, clientToken: token })
      between().set(null)
      expect(sendingStates(given)[fault], `${fault}: ${JSON.stringify(outcome)}`).toContain(outcome.state)
      if (fault.startsWith('throttled') && outcome.state === 'retry') expectWait(fault, outcome.afterMs ?? null)
      const taken = between().writes.filter((call) => given.writes.test(call)).length - before
      expect(taken).toBe((faultsAfter as readonly string[]).includes(fault) ? 1 : 0)
    })
    test('without a fault it is handed over by one call', async () => {
      const before = between().writes.filter((call) => given.writes.test(call)).length
      expect(await sendOnce(given, context(), outgoing)).toMatchObject({ state: 'handed_over' })
      expect(between().writes.filter((call) => given.writes.test(call)).length - before).toBe(1)
    })
  })
}

/** As the network means it, whatever its clock says; where it names a moment that is over, there is nothing to wait for. */
function expectWait(fault: Fault, waitMs: number | null): void {
  if (waitMs === null) return
  expect(waitMs).toBeGreaterThanOrEqual(fault === 'throttled-until-past' ? 0 : 6_000)
  expect(waitMs).toBeLessThan(3_600_000)
}

async function readOnce({ connector, cursor = {} }: FaultCase, context: ConnectorContext) {
  const session = await connector.open!(context)
  try {
    return await session.fetch(cursor)
  } finally {
    await session.close()
  }
}

/** As the outbox takes it: a thrown ConnectorError is an attempt that did not begin. */
async function sendOnce({ connector }: FaultCase, context: ConnectorContext, outgoing: Outgoing): Promise<SendOutcome> {
  try {
    return await connector.send!(context, outgoing)
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    return error.kind === 'permanent'
      ? { state: 'failed', code: error.code, detail: '' }
      : { state: 'retry', code: error.code }
  }
}
