import { type FittingModule, fillTemplate, textModuleRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { read } from './query.ts'

/** Text modules as they fit a case, and what their variables say there. Asked once something shows them. */
export function useCaseModules(caseId: string, options: { threadId?: string | undefined; isWanted?: boolean } = {}) {
  const { threadId, isWanted = true } = options
  return useQuery({
    ...read(textModuleRoutes.ofCase, { params: { id: caseId }, query: threadId ? { threadId } : {} }),
    enabled: isWanted,
  })
}

/** The text as it goes into the answer; what nobody knows stays between its braces. */
export function filledText({ text }: Pick<FittingModule, 'text'>, values: Record<string, string>): string {
  return fillTemplate(text, values).text
}
