import { textModuleRoutes } from '@resonanz/contracts'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'

/** Hands the modules of the house over as a file. */
export async function saveExport(kind: 'csv' | 'json'): Promise<void> {
  if (kind === 'csv') return handOver(textModuleRoutes.csv.path, 'text-modules.csv')
  try {
    const { items } = await call(textModuleRoutes.export)
    const url = URL.createObjectURL(new Blob([JSON.stringify({ items }, null, 2)], { type: 'application/json' }))
    handOver(url, 'text-modules.json')
    setTimeout(() => URL.revokeObjectURL(url), 60_000)
  } catch (error) {
    tellProblem(error)
  }
}

function handOver(url: string, name: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
}
