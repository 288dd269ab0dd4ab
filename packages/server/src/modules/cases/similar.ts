import type { understandingRoutes, ResponseOf } from '@resonanz/contracts'
import type { Actor, Deps } from '#platform/deps'
import { accessCase } from './case.ts'
import { caseIdsOfCluster, casesWithWords, tellingWords } from './store-correct.ts'
import { listRows } from './store-rows.ts'

const duplicatesShown = 50
const similarShown = 8

/** The same again (one group of near-duplicates), and other cases that share the words which tell this one apart. */
export async function similarCases(
  deps: Deps,
  actor: Actor,
  caseId: string,
): Promise<ResponseOf<typeof understandingRoutes.similar>> {
  const db = deps.db.of(actor.workspaceId)
  const record = await accessCase(db, actor, caseId)
  const [group, words] = await Promise.all([
    caseIdsOfCluster(db, record, duplicatesShown),
    tellingWords(db, actor, caseId),
  ])
  const alike = await casesWithWords(db, actor, record, words, similarShown)
  const shown = await listRows(db, actor, [...group.ids, ...alike.map(({ id }) => id)])
  const rowOf = new Map(shown.map((row) => [row.id, row]))
  return {
    duplicates: group.ids.flatMap((id) => rowOf.get(id) ?? []),
    duplicateCount: group.count,
    similar: alike.flatMap(({ id, words: shared }) => {
      const row = rowOf.get(id)
      return row ? [{ case: row, words: shared }] : []
    }),
  }
}
