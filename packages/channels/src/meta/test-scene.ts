import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { ConnectorContext, Outgoing, OutgoingTarget } from '../connector.ts'
import { type Egress, makeEgress } from '../kit/egress.ts'
import { facebookConnector, instagramConnector, whatsAppConnector } from './connectors.ts'
import { type GraphStub, startGraphStub, stubSecrets } from './testing/graph-stub.ts'
import { blankAnswer } from '../testing/blank-answer.ts'

export const page = '104000000000001'
export const account = '17841400000000001'
export const number = '106540000000001'
export const verifyToken = 'ein-langes-wort-zum-pruefen'
export const hourMs = 3_600_000
export const nowMs = Date.now()
export const ago = (hours: number) => new Date(nowMs - hours * hourMs).toISOString()

export let stub: GraphStub
let egress: Egress
/** Another for each test: what Meta refused one holds back no other. */
export let presenceId = ''
/** A stub of the Graph API for the tests of a file, empty before each. */
export function useGraphStub(): void {
  beforeAll(async () => {
    stub = await startGraphStub()
    egress = makeEgress({ allow: [new URL(stub.url).host] })
  })
  afterAll(async () => {
    await egress.close()
    await stub.close()
  })
  beforeEach(() => {
    presenceId = randomUUID()
    stub.seen.length = 0
    for (const name of Object.keys(stub.answers)) delete stub.answers[name]
  })
}

export const ends: (string | null)[] = []
function contextWith<S>(settings: S): ConnectorContext<S, typeof stubSecrets> {
  return {
    presenceId,
    settings,
    secrets: stubSecrets,
    egress,
    split: async () => ({ ok: false, code: 'not-here', feeds: [] }),
    renewSecrets: async (renew) => {
      const renewed = await renew(stubSecrets)
      ends.push(renewed.tokenExpiresAt)
      return renewed.secrets
    },
    signal: AbortSignal.timeout(30_000),
  }
}
export const facebook = () =>
  contextWith(facebookConnector.settings.parse({ pageId: page, verifyToken, apiRoot: stub.url }))
export const instagram = () =>
  contextWith(
    instagramConnector.settings.parse({ accountId: account, username: 'uferlinie', verifyToken, apiRoot: stub.url }),
  )
export const whatsApp = () =>
  contextWith(
    whatsAppConnector.settings.parse({
      phoneNumberId: number,
      businessAccountId: '102290000000001',
      verifyToken,
      apiRoot: stub.url,
    }),
  )

export const answer = (
  target: Partial<Extract<OutgoingTarget, { kind: 'reply' }>>,
  more: Partial<Outgoing> = {},
): Outgoing => ({
  ...blankAnswer,
  clientToken: 'tok-1',
  target: {
    kind: 'reply',
    threadKey: '',
    visibility: 'public',
    replyTo: null,
    meta: {},
    person: null,
    privately: false,
    lastInboundAt: null,
    ...target,
  },
  ...more,
})
