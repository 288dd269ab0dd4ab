// Languages that their script alone tells: no model is needed for Greek or Korean letters.

type ByScript = { code: string; confidence: number }

const charsRead = 300

/** The language of a text mostly written in another script than Latin; null for Latin letters and for no letters. */
export function foreignScript(text: string): ByScript | null {
  let latin = 0
  let counts: Map<string, number> | null = null
  const end = Math.min(text.length, charsRead)
  for (let index = 0; index < end; index++) {
    const code = text.charCodeAt(index)
    if (code < 0x250) {
      if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code >= 0xc0) latin++
      continue
    }
    const script = scriptOf(code)
    if (script === null) continue
    counts ??= new Map()
    counts.set(script, (counts.get(script) ?? 0) + 1)
  }
  if (counts === null) return null
  // Japanese is written with Chinese signs between its own.
  if (counts.has('ja')) counts.set('ja', (counts.get('ja') ?? 0) + (counts.get('zh') ?? 0))
  let best = ''
  let most = 0
  for (const [script, count] of counts)
    if (count > most) {
      best = script
      most = count
    }
  if (most < 2 || most <= latin / 2) return null
  const code = best === 'ru' ? cyrillic(text.slice(0, charsRead)) : best === 'ar' ? arabic(text) : best
  return { code, confidence: Math.round((0.95 * most * 100) / (most + latin)) / 100 }
}

function scriptOf(code: number): string | null {
  if (code >= 0x370 && code < 0x400) return 'el'
  if (code >= 0x400 && code < 0x530) return 'ru'
  if (code >= 0x530 && code < 0x590) return 'hy'
  if (code >= 0x590 && code < 0x600) return 'he'
  if (code >= 0x600 && code < 0x780) return 'ar'
  if (code >= 0x900 && code < 0x980) return 'hi'
  if (code >= 0xe00 && code < 0xe80) return 'th'
  if (code >= 0x10a0 && code < 0x1100) return 'ka'
  if (code >= 0x3040 && code < 0x3100) return 'ja'
  if (code >= 0x4e00 && code < 0xa000) return 'zh'
  if (code >= 0xac00 && code < 0xd7a4) return 'ko'
  return null
}

/** Letters that only one of the Cyrillic languages has. */
function cyrillic(text: string): string {
  if (/[іїєґ]/i.test(text)) return 'uk'
  if (/[ђћџљњј]/i.test(text)) return 'sr'
  if (/ъ[^еёюя\s]/i.test(text)) return 'bg'
  return 'ru'
}

function arabic(text: string): string {
  return /[پچژگ]/.test(text.slice(0, charsRead)) ? 'fa' : 'ar'
}
