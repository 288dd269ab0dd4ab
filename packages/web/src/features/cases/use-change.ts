import type { CaseChange, CaseDetail, Silence } from '@resonanz/contracts'
import { changeCase, tellProblem } from '#lib/change-case.ts'
import { useNames } from '#lib/people.ts'
import { isProblem } from '#lib/problem.ts'
import { holdBack } from './silence.ts'

/**
 * Changes this case with the undo bar. True when it worked; what did not is told, and what would leave the customer in
 * silence is shown with its way out.
 */
export function useChange(detail: CaseDetail) {
  const names = useNames()
  return async function change(what: CaseChange, words: string): Promise<boolean> {
    try {
      await changeCase(detail, what, { words, names })
      return true
    } catch (error) {
      const { because, maySilently } = (isProblem(error) ? (error.extra ?? {}) : {}) as {
        because?: Silence[]
        maySilently?: boolean
      }
      if (because?.length)
        holdBack({ caseId: detail.id, change: what, words, because, maySilently: maySilently === true })
      else tellProblem(error)
      return false
    }
  }
}
