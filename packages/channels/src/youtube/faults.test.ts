import { describe } from 'vitest'
import { examineFaults } from '../testing/examine-faults.ts'
import { channelId } from './conformance-case.ts'
import { youtubeConnector } from './connector.ts'
import { startYoutube } from './testing/stub.ts'
import { blankAnswer } from '../testing/blank-answer.ts'

describe('YouTube by its description', () => {
  examineFaults({
    connector: youtubeConnector,
    startNetwork: () => startYoutube(channelId),
    settingsFor: (apiRoot) => ({ channelId, apiRoot }),
    secrets: {
      clientId: 'app',
      clientSecret: 'geheim',
      refreshToken: 'r',
      accessToken: 'access',
      accessTokenExpiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    },
    writes: /^POST \/comments/,
    outgoing: {
      ...blankAnswer,
      text: 'Eine 12-fache.',
      target: {
        kind: 'reply',
        threadKey: 'Ugx1',
        visibility: 'public',
        replyTo: 'Ugx1',
        meta: {},
        person: null,
        privately: false,
        lastInboundAt: null,
      },
    },
  })
})
