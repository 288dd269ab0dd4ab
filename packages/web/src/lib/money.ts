import type { Language } from './time.ts'

/** Minor units (cents) as an amount people read; whole amounts without decimals. */
export function formatMoney(minor: number, currency: string, language: Language): string {
  const locale = language === 'de' ? 'de-DE' : 'en-GB'
  const parts = new Intl.NumberFormat(locale, { style: 'currency', currency })
  const digits = parts.resolvedOptions().maximumFractionDigits ?? 2
  const amount = minor / 10 ** digits
  if (!Number.isInteger(amount)) return parts.format(amount)
  return new Intl.NumberFormat(locale, { style: 'currency', currency, minimumFractionDigits: 0 }).format(amount)
}

/** What a person typed („49,90“, „1.200“, "49.90") as minor units of a currency with two decimals; null when it is no amount. */
export function parseMoney(text: string, language: Language): number | null {
  const bare = text.replace(/[\s€$£]|EUR|CHF|USD/g, '')
  const [thousands, decimal] = language === 'de' ? ['.', ','] : [',', '.']
  const grouped = new RegExp(`^\\d{1,3}(\\${thousands}\\d{3})+(\\${decimal}\\d{1,2})?$`)
  const plain = grouped.test(bare) ? bare.replaceAll(thousands!, '') : bare
  const match = /^(\d{1,10})(?:[.,](\d{1,2}))?$/.exec(plain)
  if (!match) return null
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
}
