import { describe } from 'vitest'
import { examineFaults } from '../testing/examine-faults.ts'
import { telegramConnector } from './connector.ts'
import { hookSecretOf } from './settings.ts'
import { startBotApi } from './testing/stub.ts'
import { blankAnswer } from '../testing/blank-answer.ts'

const token = '1234:TEST-token_of_nobody'

describe('Telegram by the published description', () => {
  examineFaults({
    connector: telegramConnector,
    startNetwork: async () => {
      const api = await startBotApi(token, 'uferlinie_bot')
      let id = 0
      const say = (at: Date) => {
        const date = Math.floor(at.getTime() / 1_000)
        const person = { id: 501, is_bot: false, first_name: 'Gerda' }
        const chat = { id: 501, type: 'private' }
        api.push({ update_id: (id += 1), message: { message_id: id, date, from: person, chat, text: `Frage ${id}` } })
      }
      return { url: api.url, say, close: () => api.close() }
    },
    pushed: {
      raw: Buffer.from('{"update_id":9}'),
      headers: { 'x-telegram-bot-api-secret-token': hookSecretOf({ token })! },
    },
    settingsFor: (apiRoot) => ({ username: 'uferlinie_bot', apiRoot }),
    secrets: { token },
    writes: /^POST \/bot[^/]+\/send/,
    outgoing: {
      ...blankAnswer,
      target: {
        kind: 'reply',
        threadKey: '501',
        visibility: 'private',
        replyTo: '501/11',
        meta: {},
        person: null,
        privately: false,
        lastInboundAt: null,
      },
    },
  })
})
