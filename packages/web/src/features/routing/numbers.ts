/** A whole number within its bounds; null for an empty field, `wrong` for anything else. */
export function wholeFrom(typed: string, least: number, most: number): number | null | 'wrong' {
  const text = typed.trim()
  if (text === '') return null
  const number = Number(text)
  return Number.isInteger(number) && number >= least && number <= most ? number : 'wrong'
}
