import { clock, longDate, shortDate, workdayAfter } from './calendar.ts'
import type { Random } from './prng.ts'
import type { Language } from './types.ts'
import type { Slots } from './world.ts'

/** Chooses one of `[a|b|c]` each time, then fills `{name}`. A missing slot is a mistake of ours and throws. */
export function spin(text: string, random: Random, slots: Slots): string {
  const chosen = text.replace(/\[([^\]|]*(?:\|[^\]|]*)+)\]/g, (_, options: string) => random.pick(options.split('|')))
  return fillSlots(chosen, slots)
}

export function fillSlots(text: string, slots: Slots): string {
  return text.replace(/\{([a-zA-Z]+)\}/g, (mark, name: string) => {
    if (name === 'bis') return mark
    const value = slots[name]
    if (value === undefined) throw new Error(`no slot ${name} for: ${text}`)
    return value
  })
}

/** Fills the dates of a text by the time its message was written. */
export function fillDates(text: string, writtenAt: Date, language: Language, dueAt: Date | null): string {
  return text
    .replace(/\{w([+-]\d+)\}/g, (_, days: string) => longDate(workdayAfter(writtenAt, Number(days)), language))
    .replace(/\{d([+-]\d+)\}/g, (_, days: string) => shortDate(workdayAfter(writtenAt, Number(days)), language))
    .replaceAll('{bis}', () => {
      if (dueAt === null) throw new Error(`a promised time without a promise: ${text}`)
      return promisedTime(dueAt, writtenAt, language)
    })
    .replace(/(\d\d\.\d\d\.)\./g, '$1')
}

/** "heute 16:30 Uhr", "morgen 9:00 Uhr", "Donnerstag, 14. März, 9:00 Uhr" */
function promisedTime(dueAt: Date, writtenAt: Date, language: Language): string {
  const day = longDate(dueAt, language)
  const time = clock(dueAt, language)
  const today = day === longDate(writtenAt, language)
  const tomorrow = day === longDate(new Date(writtenAt.getTime() + 86_400_000), language)
  if (language === 'en') return `${time} ${today ? 'today' : tomorrow ? 'tomorrow' : `on ${day}`}`
  return today ? `heute ${time}` : tomorrow ? `morgen ${time}` : `${day}, ${time}`
}
