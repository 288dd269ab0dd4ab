import { describe } from 'vitest'
import type { Outgoing, OutgoingTarget } from '../connector.ts'
import { examineFaults } from '../testing/examine-faults.ts'
import { facebookConnector, instagramConnector, whatsAppConnector } from './connectors.ts'
import { startGraphStub, stubSecrets } from './testing/graph-stub.ts'
import { blankAnswer } from '../testing/blank-answer.ts'

const verifyToken = 'ein-langes-wort-zum-pruefen'
const answer = (target: Partial<Extract<OutgoingTarget, { kind: 'reply' }>>): Outgoing => ({
  ...blankAnswer,
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
})
const common = { startNetwork: startGraphStub, secrets: stubSecrets, cursor: { sinceMs: 1, tokenAskedMs: 9e15 } }

describe('Facebook by a stub of the documentation', () => {
  examineFaults({
    ...common,
    connector: facebookConnector,
    settingsFor: (apiRoot) => ({ pageId: '104000000000001', verifyToken, apiRoot }),
    writes: /^POST .*\/comments/,
    outgoing: answer({ threadKey: 'c/9001_1', replyTo: '9001_1', meta: { kind: 'comment', top: '9001_1' } }),
  })
})
describe('Instagram by a stub of the documentation', () => {
  examineFaults({
    ...common,
    connector: instagramConnector,
    settingsFor: (apiRoot) => ({ accountId: '17841400000000001', username: 'uferlinie', verifyToken, apiRoot }),
    writes: /^POST .*\/messages/,
    outgoing: answer({ threadKey: 'm/4001', visibility: 'private', replyTo: 'aWdf1' }),
  })
})
describe('WhatsApp by a stub of the documentation', () => {
  examineFaults({
    ...common,
    connector: whatsAppConnector,
    settingsFor: (apiRoot) => ({
      phoneNumberId: '106540000000001',
      businessAccountId: '102290000000001',
      verifyToken,
      apiRoot,
    }),
    writes: /^POST .*\/messages/,
    outgoing: answer({ threadKey: 'w/4943155501', visibility: 'private', replyTo: 'wamid.1' }),
  })
})
