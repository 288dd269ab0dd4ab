/** `Firefox, Windows` from what a browser says of itself; null when it says nothing we know. For display only. */
export function deviceOf(userAgent: string): string | null {
  const browser = first(userAgent, [
    ['Edg/', 'Edge'],
    ['OPR/', 'Opera'],
    ['Firefox/', 'Firefox'],
    ['SamsungBrowser/', 'Samsung Internet'],
    ['Chrome/', 'Chrome'],
    ['Safari/', 'Safari'],
  ])
  const system = first(userAgent, [
    ['iPhone', 'iPhone'],
    ['iPad', 'iPad'],
    ['Android', 'Android'],
    ['Windows', 'Windows'],
    ['Mac OS X', 'macOS'],
    ['CrOS', 'ChromeOS'],
    ['Linux', 'Linux'],
  ])
  return [browser, system].filter(Boolean).join(', ') || null
}

export function isHandheld(userAgent: string): boolean {
  return /iPhone|Android|iPad/.test(userAgent)
}

function first(text: string, known: [string, string][]): string | undefined {
  return known.find(([sign]) => text.includes(sign))?.[1]
}
