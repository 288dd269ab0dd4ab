import { isTimeZone, zoneSpans } from '#calendars'
import { Refusal } from '#platform/errors'

export type WallMoment = { at: Date; clockChange: 'twice' | 'skipped' | null }

/** No zone is further from UTC than this. */
const reachMs = 30 * 3_600_000

/**
 * The moment at which the clock on the wall of a zone shows a time. A time that is there twice (clocks go back) means the
 * first; one that is never shown (clocks go forward) means as much later as clocks jump: 02:30 becomes 03:30. Refuses
 * zones and days that do not exist.
 */
export function momentOf(localTime: string, timeZone: string): WallMoment {
  const shown = Date.parse(`${localTime}:00Z`)
  if (Number.isNaN(shown) || new Date(shown).toISOString().slice(0, 16) !== localTime)
    throw new Refusal('invalid-input', 'There is no such day.', { field: 'localTime' })
  if (!isTimeZone(timeZone)) throw new Refusal('invalid-input', 'There is no such time zone.', { field: 'timeZone' })
  const spans = zoneSpans(timeZone, shown - reachMs, shown + reachMs)
  const moments = spans.flatMap(({ from, to, offsetMs }) => {
    const at = shown - offsetMs
    return at >= from && at < to ? [at] : []
  })
  if (moments.length > 0) return { at: new Date(moments[0]!), clockChange: moments.length > 1 ? 'twice' : null }
  // Between two stretches: the clock before the jump, read on.
  const before = spans.findLast(({ to, offsetMs }) => to <= shown - offsetMs)!
  return { at: new Date(shown - before.offsetMs), clockChange: 'skipped' }
}
