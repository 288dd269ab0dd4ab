import { describe } from 'vitest'
import { examineFaults } from '../testing/examine-faults.ts'
import { xConnector } from './connector.ts'
import { startX } from './testing/stub.ts'
import { blankAnswer } from '../testing/blank-answer.ts'

const secrets = {
  clientId: 'app',
  clientSecret: 'geheim',
  refreshToken: 'refresh-0',
  accessToken: '',
  accessTokenExpiresAt: '',
}

describe('X by its description', () => {
  examineFaults({
    connector: xConnector,
    async startNetwork() {
      const x = await startX()
      // Signed in once; the examination itself renews nothing.
      const answer = await fetch(`${x.url}/2/oauth2/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from('app:geheim').toString('base64')}` },
        body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: x.refreshToken }),
      })
      secrets.accessToken = ((await answer.json()) as { access_token: string }).access_token
      secrets.accessTokenExpiresAt = new Date(Date.now() + 3_600_000).toISOString()
      return x
    },
    settingsFor: (apiRoot) => ({ username: 'uferlinie', apiRoot }),
    secrets,
    writes: /^POST \/2\/tweets/,
    outgoing: {
      ...blankAnswer,
      target: {
        kind: 'reply',
        threadKey: '9001',
        visibility: 'public',
        replyTo: '9003',
        meta: {},
        person: null,
        privately: false,
        lastInboundAt: null,
      },
    },
  })
})
