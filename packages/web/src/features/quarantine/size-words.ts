import type { Language } from '#lib/time.ts'

/** `391 B`, `48 kB`, `4,1 MB`. */
export function sizeWords(bytes: number, language: Language): string {
  const [value, unit] =
    bytes < 1000 ? [bytes, 'B'] : bytes < 1_000_000 ? [bytes / 1000, 'kB'] : [bytes / 1_000_000, 'MB']
  const digits = unit === 'MB' ? 1 : 0
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value)} ${unit}`
}
