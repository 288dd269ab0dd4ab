import type { AlarmPoint, AlarmVerdict } from '@resonanz/text'
import type { Command } from 'commander'
import type { CliLanguage } from '../language.ts'
import { answerLines, type ReadLine } from './answer-lines.ts'

const words = {
  de: {
    alarm: 'warnt früh: liest je Zeile „Zeit,Anzahl[,negative[,Reichweite[,Quellen]]]“ in der Folge der Zeit',
    badLine: 'Erwartet: Zeit,Anzahl[,negative], etwa 2026-03-02T08:05:00Z,17,3.',
  },
  en: {
    alarm: 'warn early: reads lines of “time,count[,negative[,reach[,sources]]]” in the order of time',
    badLine: 'Expected: time,count[,negative], like 2026-03-02T08:05:00Z,17,3.',
  },
} as const

type Step = { time: string; point: AlarmPoint }

export function alarmCommand(parent: Command, language: CliLanguage): void {
  const w = words[language]
  parent
    .command('alarm')
    .description(w.alarm)
    .action(async () => {
      const { openAlarm } = await import('@resonanz/text')
      const alarm = openAlarm()
      const times = recentTimes()
      await answerLines(language, stepLine(w.badLine), (steps) =>
        steps.map(({ time, point }) => {
          times.keep(point.timeMs, time)
          return answerOf(time, alarm.observe(point), times.asGiven)
        }),
      )
    })
}

/** More than anybody can count: one such figure would silence every alarm after it. */
const countMost = 1e15

function stepLine(badLine: string): ReadLine<Step> {
  return (line, number) => {
    const [time = '', ...counts] = line.split(/[,;\t]/).map((field) => field.trim().replace(/^"(.*)"$/, '$1'))
    const timeMs = readTime(time)
    const [count, negative, reach, sources] = counts.map((field) => (field === '' ? undefined : Number(field)))
    const isGood = [count ?? Number.NaN, negative ?? 0, reach ?? 0, sources ?? 0].every((n) => n >= 0 && n <= countMost)
    if (!Number.isNaN(timeMs) && isGood && counts.length <= 4)
      return { value: { time, point: { timeMs, count: count!, negative, reach, sources } } }
    // The first line of a table names its columns.
    return number === 1 && Number.isNaN(timeMs) && !/\d/.test(line) ? null : { error: badLine }
  }
}

/** ISO 8601, without a zone in UTC, also with a blank for the T; or seconds or milliseconds since 1970. */
function readTime(text: string): number {
  if (/^\d{9,10}(\.\d+)?$/.test(text)) return Number(text) * 1000
  if (/^\d{12,13}$/.test(text)) return Number(text)
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:?\d\d)?)?$/.exec(text)
  if (!match) return Number.NaN
  const [, day, clock = '00:00', zone = 'Z'] = match
  return Date.parse(`${day}T${clock}${zone}`)
}

function answerOf(time: string, verdict: AlarmVerdict, asGiven: (timeMs: number) => string): object {
  const { level, expected, observed, score, sinceMs } = verdict
  return {
    time,
    level,
    expected: Math.round(expected * 100) / 100,
    observed,
    score,
    since: sinceMs === null ? null : asGiven(sinceMs),
  }
}

/** A rise begins at a step that was read: it is named as it was there. */
function recentTimes() {
  const given = new Map<number, string>()
  return {
    keep(timeMs: number, text: string) {
      given.set(timeMs, text)
      if (given.size > 10_000) given.delete(given.keys().next().value!)
    },
    asGiven: (timeMs: number) => given.get(timeMs) ?? new Date(timeMs).toISOString(),
  }
}
