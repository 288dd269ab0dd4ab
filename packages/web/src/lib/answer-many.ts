import type { ManyContent } from '@resonanz/contracts'
import { useNavigate } from '@tanstack/react-router'

/** Which cases get one answer, and words to begin with. It travels in the history: a thousand ids fit no address. */
export type ManyStart = { caseIds: string[]; words?: Pick<ManyContent, 'title' | 'text' | 'language' | 'address'> }

declare module '@tanstack/react-router' {
  interface HistoryState {
    many?: ManyStart
  }
}

export const manyMost = 1000

/** Leads to one answer for cases chosen by hand. */
export function useAnswerMany(): (start: ManyStart) => void {
  const navigate = useNavigate()
  return (many) => void navigate({ to: '/answers/new', state: { many } })
}
