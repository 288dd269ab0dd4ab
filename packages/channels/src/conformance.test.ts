import { describe, expect, test } from 'vitest'
import { allConnectors, connectorOf } from './catalog.ts'
import { conformanceCases, exampleFeed } from './conformance-cases.ts'
import { examine } from './conformance.ts'

describe.each(allConnectors.map((connector) => [connector.kind, connector] as const))('%s', (kind, connector) => {
  examine({ connector, ...conformanceCases[kind] })
})

test('edits in a feed come as edits of the same item', () => {
  if (!exampleFeed.ok) throw new Error('the feed was not read')
  const [item] = exampleFeed.items
  const context = {
    presenceId: 'p',
    settings: connectorOf('feed').settings.parse({ url: 'https://forum.example/rss' }),
    ownAddresses: [],
    nowMs: 0,
  }
  const [edit] = connectorOf('feed').parse({ ...item!, source: { ...item!.source, edited: true } }, context)
  expect(edit).toMatchObject({ type: 'edit', externalId: item!.sourceKey })
})
