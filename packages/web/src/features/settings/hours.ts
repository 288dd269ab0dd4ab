const shortest = 0.25
const longest = 720

/** `0,5` or `0.5` or `8` → hours; null for what is no number of hours between a quarter and thirty days. */
export function hoursFrom(typed: string): number | null {
  const text = typed.trim().replace(',', '.')
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(text)) return null
  const hours = Number(text)
  return hours >= shortest && hours <= longest ? hours : null
}

export function hoursShown(hours: number, language: string): string {
  const locale = language.startsWith('en') ? 'en-GB' : 'de-DE'
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2, useGrouping: false }).format(hours)
}
