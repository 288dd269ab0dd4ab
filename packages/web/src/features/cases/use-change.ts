import type { CaseChange, CaseDetail } from '@resonanz/contracts'
import { changeCase, tellProblem } from '#lib/change-case.ts'
import { useNames } from '#lib/people.ts'
import { isProblem } from '#lib/problem.ts'

/** Open promises that stand against closing, as the server names them. */
export type BlockingPromise = { id: string; text: string; dueAt: string }

/** Changes this case with the undo bar. True when it worked; what did not is told, and blocking promises are handed on. */
export function useChange(detail: CaseDetail, onBlocked?: (promises: BlockingPromise[]) => void) {
  const names = useNames()
  return async function change(what: CaseChange, words: string): Promise<boolean> {
    try {
      await changeCase(detail, what, { words, names })
      return true
    } catch (error) {
      const promises = isProblem(error, 'conflict')
        ? (error.extra.openPromises as BlockingPromise[] | undefined)
        : undefined
      if (promises && onBlocked) onBlocked(promises)
      else tellProblem(error)
      return false
    }
  }
}
