import { expect, test } from 'vitest'
import { facebookConnector } from './connectors.ts'
import { ago, facebook, page, stub, useGraphStub } from './test-scene.ts'

useGraphStub()

test('more stands there than is read at once: what was not reached is told with its time', async () => {
  const list = (updated_time: string) => ({
    data: [
      { id: `${page}_9`, message: 'Neu', created_time: updated_time, updated_time, from: { id: page, name: 'U' } },
    ],
    paging: { cursors: { after: 'next' }, next: 'https://graph.invalid/next' },
  })
  const session = await facebookConnector.open!(facebook())
  const first = await session.fetch({})
  expect(first.gap).toBeUndefined()
  const sinceMs = Date.parse(ago(48))
  stub.answers['feed'] = list(ago(3))
  expect((await session.fetch({ ...first.cursor, sinceMs })).gap).toEqual({ from: ago(48), to: ago(3) })
  // Down to where the last reading ended nothing is missing.
  stub.answers['feed'] = list(ago(49))
  expect((await session.fetch({ ...first.cursor, sinceMs })).gap).toBeUndefined()
  await session.close()
})
