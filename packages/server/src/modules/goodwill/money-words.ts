import type { Language } from '@resonanz/contracts'

/** Minor units as an amount with its currency, as people write it. */
export function moneyWords(minor: number, currency: string, language: Language): string {
  const format = new Intl.NumberFormat(language === 'de' ? 'de-DE' : 'en-GB', { style: 'currency', currency })
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

/** The plain number for a table: decimals of the currency, no grouping. */
export function decimalOf(minor: number, currency: string, language: Language): string {
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  const text = (minor / 10 ** digits).toFixed(digits)
  return language === 'de' ? text.replace('.', ',') : text
}
