import type { ConformanceCase } from '../conformance.ts'
import type { RawItem } from '../connector.ts'
import { chatConnector, type ChatMessage } from './connector.ts'

const said = (message: ChatMessage): RawItem => ({
  sourceKey: `${message.sessionId}:${message.clientId}`,
  contentType: 'application/json',
  source: {},
  raw: Buffer.from(JSON.stringify(message)),
  occurredAt: '2026-11-19T09:00:00.000Z',
})

/** Two visitors: one who gave no name, one whom the host site vouches for. */
export const chatCase: ConformanceCase = {
  connector: chatConnector,
  settings: { allowedOrigins: ['https://www.firma.example'] },
  items: [
    said({ sessionId: 's1', clientId: 'c1', text: 'Ist das Rad noch da?' }),
    said({ sessionId: 's1', clientId: 'c2', text: 'In Größe M.' }),
    said({
      sessionId: 's2',
      clientId: 'c1',
      text: 'My order has not arrived yet. Could you please have a look where it is?',
      language: 'en',
      name: 'Gerda Lund',
      identity: 'verified',
      userKey: 'kunde-4711',
      email: 'gerda@kunde.example',
      emailVouched: true,
      page: 'https://www.firma.example/bestellung',
    }),
    said({ sessionId: 's3', clientId: 'c1', text: 'Ich bin Karl', identity: 'refused', email: 'karl@kunde.example' }),
  ],
}
