import { caseRoutes, customerRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { tellProblem } from '#lib/change-case.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'

export function useCustomer(id: string | null) {
  return useQuery({ ...read(customerRoutes.read, { params: { id: id ?? '' } }), enabled: id !== null })
}

/** Does something with a customer and says so; every place that shows customers reads anew. True when it worked. */
export async function doWithCustomer(
  run: () => Promise<unknown>,
  words: string,
  undo?: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await run()
    refreshCustomers()
    showNotice({
      text: words,
      tone: 'ok',
      ...(undo
        ? {
            undo: async () => {
              await undo()
              refreshCustomers()
            },
          }
        : {}),
    })
    return true
  } catch (error) {
    tellProblem(error)
    return false
  }
}

export function refreshCustomers(): void {
  invalidateRoute(queryClient, customerRoutes.read, customerRoutes.list, caseRoutes.read, caseRoutes.list)
}
