import { ConnectorError } from '../connector.ts'
import type { YoutubeContext, YoutubeSettings } from './settings.ts'

/** Units of the YouTube Data API by call, as its quota calculator lists them. Searching (100) is never done. */
const units = {
  'channels.list': 1,
  'commentThreads.list': 1,
  'comments.list': 1,
  'comments.insert': 50,
  'comments.setModerationStatus': 50,
  'comments.delete': 50,
} as const
export type YoutubeCall = keyof typeof units

const pacific = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/Los_Angeles',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

/** Google's day begins at midnight in California: which it is and how long it lasts still (a change of clocks aside). */
export function quotaDay(nowMs: number): { day: string; leftMs: number } {
  const part = Object.fromEntries(pacific.formatToParts(nowMs).map(({ type, value }) => [type, value]))
  const passed = Number(part['hour']) * 3_600 + Number(part['minute']) * 60 + Number(part['second'])
  return { day: `${part['year']}-${part['month']}-${part['day']}`, leftMs: (86_400 - passed) * 1_000 }
}

/** Takes the units of a call; reading leaves those that are kept for answers. Throws ConnectorError `quota-used-up`. */
export async function payUnits(context: YoutubeContext, kind: YoutubeCall, nowMs = Date.now()): Promise<void> {
  const { dailyQuota, keptForAnswers } = context.settings
  const { day, leftMs } = quotaDay(nowMs)
  const most = units[kind] > 1 ? dailyQuota : Math.max(0, dailyQuota - keptForAnswers)
  const isPaid = (await context.meter?.take({ day, kind, amount: units[kind], most })) ?? true
  if (!isPaid) throw new ConnectorError('transient', 'quota-used-up', { retryAfterMs: leftMs })
}

const shortestMs = 2 * 60_000
const longestMs = 30 * 60_000

/**
 * When to look again: soon after something came, less often while it is quiet, and never so often that the units for
 * reading would end before the day does. Pure.
 */
export function nextLookMs(
  { dailyQuota, keptForAnswers }: Pick<YoutubeSettings, 'dailyQuota' | 'keptForAnswers'>,
  seen: { used: number; cost: number; isNews: boolean; lastMs: number },
  nowMs: number,
): number {
  const left = Math.max(0, dailyQuota - keptForAnswers - seen.used)
  const looks = Math.floor(left / Math.max(1, seen.cost))
  const affordableMs = looks === 0 ? quotaDay(nowMs).leftMs : quotaDay(nowMs).leftMs / looks
  const wishedMs = seen.isNews ? shortestMs : Math.min(longestMs, Math.max(shortestMs, seen.lastMs * 1.5))
  return Math.round(Math.max(wishedMs, Math.min(affordableMs, quotaDay(nowMs).leftMs)))
}
