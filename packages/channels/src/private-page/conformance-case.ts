import type { ConformanceCase } from '../conformance.ts'
import type { RawItem } from '../connector.ts'
import { privatePageConnector } from './connector.ts'

const item = (id: string, value: object): RawItem => ({
  sourceKey: id,
  contentType: 'application/json',
  source: {},
  raw: Buffer.from(JSON.stringify({ id, pageId: '01990000-0000-7000-8000-00000000000a', language: 'de', ...value })),
})

export const privatePageCase: ConformanceCase = {
  connector: privatePageConnector,
  settings: {},
  items: [
    item('a', { text: 'Bestellnummer: 4711\nIBAN: angegeben (verdeckt)' }),
    item('b', { text: 'Ist das Geld schon unterwegs?', isUnsure: true }),
  ],
}
