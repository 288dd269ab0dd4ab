import { describe, expect, test } from 'vitest'
import type { Outgoing } from '../connector.ts'
import { examineFaults } from '../testing/examine-faults.ts'
import { wordpressCase } from './conformance-case.ts'
import { wordpressConnector } from './connector.ts'
import { startWordpressStub } from './testing/stub.ts'
import { blankAnswer } from '../testing/blank-answer.ts'

const parse = (n: number) =>
  wordpressConnector.parse(wordpressCase.items[n]!, {
    presenceId: 'p',
    ownAddresses: [],
    nowMs: 0,
    settings: wordpressConnector.settings.parse(wordpressCase.settings),
  })

test('who waits is hidden, an address that anybody may type joins nobody, our own words are ours', () => {
  expect(parse(0)).toMatchObject([
    {
      text: 'Wann kommt das Lastenrad?',
      meta: { postTitle: 'Unsere neuen Räder' },
      author: { kind: 'name', scope: 'p', key: 'karl@kunde.example' },
      occurredAt: '2026-11-19T08:00:00.000Z',
    },
  ])
  expect(parse(1)).toMatchObject([{ threadKey: 'comment/21', threadHints: { references: ['21'] } }])
  expect(parse(2)).toMatchObject([
    { flags: ['pending'], author: null },
    { type: 'hide', hidden: true },
  ])
  expect(parse(3)).toMatchObject([{ own: true }])
})

const outgoing: Outgoing = {
  ...blankAnswer,
  text: 'Im März.',
  target: {
    kind: 'reply',
    threadKey: 'comment/21',
    visibility: 'public',
    replyTo: '22',
    meta: { postId: 5 },
    person: null,
    privately: false,
    lastInboundAt: null,
  },
}

describe('faults (stub)', () => {
  examineFaults({
    connector: wordpressConnector,
    startNetwork: async () => {
      const stub = await startWordpressStub()
      return { url: stub.url, say: (at) => stub.add({ at }), close: () => stub.close() }
    },
    settingsFor: (url) => ({ url, username: 'service' }),
    secrets: { applicationPassword: 'nur fuer tests' },
    writes: /^POST .*comments/,
    outgoing,
  })
})
