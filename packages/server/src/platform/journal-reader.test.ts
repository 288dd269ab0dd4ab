import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../tests/deps.ts'
import { readUp } from '../../../../tests/journal.ts'
import type { Deps } from './deps.ts'
import { append } from './journal.ts'
import { readEntries } from './journal-reader.ts'

let deps: Deps
let cast: Cast
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
})
afterAll(() => deps.db.close())

test('an entry that cannot be worked is passed over alone; a database that is busy is waited for', async () => {
  const { workspaceId } = cast.nordlicht
  const done: unknown[] = []
  let busy = 2
  const turn = () =>
    readEntries(deps, { name: 'probe', limit: 100 }, async (_, entries) => {
      const mine = entries.filter(({ kind }) => kind === 'workspace.created').map(({ data }) => data.n)
      if (mine.includes(13)) throw new Error('this one never')
      if (mine.includes(27) && busy-- > 0) throw Object.assign(new Error('deadlock detected'), { code: '40P01' })
      done.push(...mine)
    })
  await turn()
  for (let n = 1; n <= 40; n += 1)
    await append(deps.db.system, [
      {
        workspaceId,
        subject: { kind: 'workspace', id: workspaceId },
        actor: { kind: 'job', id: 'probe' },
        kind: 'workspace.created',
        data: { n } as never,
      },
    ])
  await readUp(deps, 'probe', () => turn().catch(() => true))
  expect(done).toEqual(Array.from({ length: 40 }, (_, n) => n + 1).filter((n) => n !== 13))
  expect(busy).toBe(-1)
})
