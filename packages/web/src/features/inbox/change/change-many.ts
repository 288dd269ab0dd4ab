import { type BodyOf, type CaseRow, caseRoutes, type ResponseOf } from '@resonanz/contracts'
import i18next from 'i18next'
import { call } from '#lib/api.ts'
import { patchCaseRow } from '#lib/case-cache.ts'
import { tellProblem } from '#lib/change-case.ts'
import type { Names } from '#lib/people.ts'
import { queryClient } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import type { ListSpec } from '../list-spec.ts'
import { dropRows } from '../list/case-list.ts'
import { type BulkChange, leavesView, rowAfter } from './plan.ts'

export type Select = BodyOf<typeof caseRoutes.bulk>['select']
type Wish = {
  select: Select
  change: BulkChange
  /** The rows of it that are loaded. */
  rows: readonly CaseRow[]
  spec: ListSpec
  names: Names
  myId: string | undefined
  /** What was done, in words, for this many. */
  words: (count: number) => string
}

const UNDO_ONE_MS = 12_000
const UNDO_MANY_MS = 30_000

/** Changes one or many cases: shown at once, sent, and offered back. False: it did not work, everything stands as before. */
export async function changeMany({ select, change, rows, spec, names, myId, words }: Wish): Promise<boolean> {
  const leaving = rows.filter((row) => leavesView(row, change, { ...spec, myId }))
  for (const row of rows) patchCaseRow(queryClient, row.id, rowAfter(row, change, names))
  dropRows(new Set(leaving.map((row) => row.id)), spec)
  try {
    const { changed, matched, undoId, refused, refusedCount } = await call(caseRoutes.bulk, {
      body: { select, change, dryRun: false },
    })
    showNotice({
      text: [changed === 0 && refusedCount > 0 ? '' : words(changed), refusedWords(refused, refusedCount)]
        .filter(Boolean)
        .join(' '),
      tone: changed === 0 ? 'neutral' : 'ok',
      durationMs: matched > 1 ? UNDO_MANY_MS : UNDO_ONE_MS,
      ...(undoId ? { undo: () => takeBack(undoId) } : {}),
    })
    return true
  } catch (error) {
    tellProblem(error)
    return false
  } finally {
    refresh()
  }
}

const namedMost = 5

/** Which cases stayed as they are because their customer would be left in silence. */
export function refusedWords(refused: Effect['refused'], count: number): string {
  if (count === 0) return ''
  const numbers = refused.slice(0, namedMost).map(({ number }) => `#${number}`)
  const because = [...new Set(refused.flatMap((one) => one.because))]
  return i18next.t('inbox:done.refused', {
    count,
    numbers: numbers.join(', ') + (count > namedMost ? ' …' : ''),
    why: because.map((code) => i18next.t(`inbox:silence.${code}`)).join(', '),
  })
}

type Effect = ResponseOf<typeof caseRoutes.bulk>
/** How many it would change; nothing is changed. */
export async function effectOf(select: Select, change: BulkChange): Promise<Effect> {
  return call(caseRoutes.bulk, { body: { select, change, dryRun: true } })
}

async function takeBack(undoId: string): Promise<void> {
  await call(caseRoutes.bulkUndo, { body: { undoId } })
  refresh()
}

function refresh(): void {
  for (const route of [caseRoutes.list, caseRoutes.counts, caseRoutes.read])
    void queryClient.invalidateQueries({ queryKey: [route.id] })
}
