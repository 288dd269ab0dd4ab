import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from './database.ts'
import { makeCast, testDeps } from './deps.ts'

test('the cast: two houses, each seen only through its own connection', async () => {
  const deps = testDeps((await testDatabase()).url)
  const { nordlicht, suedwind } = await makeCast(deps)
  const seen = await sql<{ id: string }>`select id from member`.execute(deps.db.of(nordlicht.workspaceId))
  expect(seen.rows).toHaveLength(5)
  expect(seen.rows.map((row) => row.id)).toContain(nordlicht.agent.memberId)
  expect(seen.rows.map((row) => row.id)).not.toContain(suedwind.agent.memberId)
  expect(nordlicht.lead.teamIds).toEqual([nordlicht.teamId])
  await deps.db.close()
})
