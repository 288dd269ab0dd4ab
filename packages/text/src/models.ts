const folder = new URL('../models/', import.meta.url)

const names = ['language', 'sentiment', 'relevance', 'aspects', 'kind', 'offence'] as const
export type ModelName = (typeof names)[number]

/** Where the shipped models lie. This package reads no files: whoever uses it hands in their bytes. */
export const modelFiles: readonly URL[] = names.map(modelFile)

export function modelFile(name: ModelName): URL {
  return new URL(`${name}.bin`, folder)
}
