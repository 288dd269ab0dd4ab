import type { Outgoing, OutgoingTarget } from '../connector.ts'
import { makeEgress } from '../kit/egress.ts'
import { whatsAppConnector } from './connectors.ts'
import { startGraphStub, stubSecrets } from './testing/graph-stub.ts'
import { blankAnswer } from '../testing/blank-answer.ts'

type Sending = { name: string /** The schema of the description it must keep. */; type: string; body: unknown }
type Target = Extract<OutgoingTarget, { kind: 'reply' }>

/** Answers of every kind we send by WhatsApp, as the stub of the Graph API got them. For suites and tests. */
export async function exampleSendings(): Promise<Sending[]> {
  const stub = await startGraphStub()
  const egress = makeEgress({ allow: [new URL(stub.url).host] })
  const settings = whatsAppConnector.settings.parse({
    phoneNumberId: '106540000000001',
    businessAccountId: '102290000000001',
    verifyToken: 'ein-langes-wort-zum-pruefen',
    apiRoot: stub.url,
  })
  const context = {
    presenceId: '',
    settings,
    secrets: stubSecrets,
    egress,
    split: async () => ({ ok: false as const, code: 'not-here', feeds: [] }),
    renewSecrets: async () => stubSecrets,
    signal: AbortSignal.timeout(30_000),
  }
  const made: Sending[] = []
  for (const { name, type, target, ...more } of examples) {
    stub.seen.length = 0
    await whatsAppConnector.send!(context, { ...empty, ...more, target: { ...place, ...target } })
    const body = stub.seen.find(({ path }) => path.endsWith('/messages'))?.json
    made.push({ name, type, body })
  }
  await egress.close()
  await stub.close()
  return made
}

const empty: Outgoing = {
  ...blankAnswer,
  clientToken: '0198f0a0-0000-7000-8000-000000000001',
}
const place: Target = {
  kind: 'reply',
  threadKey: 'w/4943155501',
  visibility: 'private',
  replyTo: 'wamid.1',
  meta: {},
  person: null,
  privately: false,
  lastInboundAt: null,
}
const file = (type: string) => [{ name: 'Beleg', type, content: Buffer.from('x') }]
const template = { name: 'fahrrad_da', language: 'de', values: { '1': 'Gerda' }, headerValues: { '1': '4711' } }

type Example = { name: string; type: string; target?: Partial<Target> } & Partial<Omit<Outgoing, 'target'>>
const examples: Example[] = [
  { name: 'words', type: 'TextMessage' },
  { name: 'words to a group', type: 'TextMessage', target: { threadKey: 'g/120363418770915618', replyTo: null } },
  { name: 'picture', type: 'ImageMessage', attachments: file('image/png') },
  { name: 'film', type: 'VideoMessage', attachments: file('video/mp4') },
  { name: 'recording', type: 'AudioMessage', attachments: file('audio/ogg'), text: '' },
  { name: 'document', type: 'DocumentMessage', attachments: file('application/pdf') },
  { name: 'template', type: 'TemplateMessage', target: { meta: { template } } },
  {
    name: 'template without places',
    type: 'TemplateMessage',
    target: { meta: { template: { ...template, values: {}, headerValues: {} } } },
  },
]
