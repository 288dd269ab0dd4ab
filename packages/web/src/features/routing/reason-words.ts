import type { CaseRouting, RoutingReason } from '@resonanz/contracts'
import { languageName } from '#lib/language-name.ts'
import type { Language } from '#lib/time.ts'
import type { Say } from './use-say.ts'

type Names = CaseRouting['decisions'][number]['names']

/** Reasons as one line of words: "spricht Englisch (Stufe 3), 3 von 8 Plätzen belegt". */
export function reasonWords(reasons: readonly RoutingReason[], names: Names, language: Language, say: Say): string {
  return reasons.map((reason) => wordsOf(reason, names, language, say)).join(', ')
}

function wordsOf({ code, value, level, used, places }: RoutingReason, names: Names, language: Language, say: Say) {
  if (code === 'free') return places === null ? say('why.reason.turn') : say('why.reason.free', { used, places })
  const name = nameOf(code, value, names, language, say)
  // A line of the table names what fitted; nobody has a level there.
  if (level === null && ['topic', 'language', 'presence'].includes(code))
    return say('why.reason.plain', { name: `${say(`skill.${code}`)} ${name}` })
  return say(`why.reason.${code}`, { name, level })
}

function nameOf(code: RoutingReason['code'], value: string | null, names: Names, language: Language, say: Say): string {
  if (value === null) return ''
  if (code === 'language') return languageName(value, language)
  if (code === 'channel') return say(`ui:channel.${value}`)
  if (code === 'product') return value
  return names[value]?.[language] ?? say('gone')
}
