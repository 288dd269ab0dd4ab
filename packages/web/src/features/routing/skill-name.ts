import type { Skill } from '@resonanz/contracts'
import { languageName } from '#lib/language-name.ts'
import type { Language } from '#lib/time.ts'
import type { Places } from './rules-words.ts'
import type { Say } from './use-say.ts'

/** What a skill is called: the topic's or the channel's name, the language, the word of a product. */
export function skillName({ kind, value }: Omit<Skill, 'level'>, places: Places, language: Language, say: Say): string {
  if (kind === 'language') return languageName(value, language)
  if (kind === 'channel') return say(`ui:channel.${value}`)
  if (kind === 'product') return value
  if (kind === 'presence') return places.presences.find(({ id }) => id === value)?.name ?? say('gone')
  return places.topics.find(({ id }) => id === value)?.name[language] ?? say('gone')
}
