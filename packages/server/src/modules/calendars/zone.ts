export type ZoneSpan = { from: number; to: number; offsetMs: number }

const dayMs = 86_400_000
const formats = new Map<string, Intl.DateTimeFormat>()

/** Throws a RangeError for a name that no time zone has. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(timeZone, format)
  }
  return format
}

export function isTimeZone(name: string): boolean {
  try {
    formatOf(name)
    return true
  } catch {
    return false
  }
}

/** What the clock on the wall shows, less what UTC shows, at a full second. */
function offsetAt(timeZone: string, at: number): number {
  const parts: Record<string, number> = {}
  for (const { type, value } of formatOf(timeZone).formatToParts(at)) parts[type] = Number(value)
  return Date.UTC(parts.year!, parts.month! - 1, parts.day, parts.hour, parts.minute, parts.second) - at
}

/**
 * The stretches of [from, to) in which a zone's offset stays the same. Looked at once a day and halved to the minute
 * where it differs: no zone goes there and back within a day.
 */
export function zoneSpans(timeZone: string, from: number, to: number): ZoneSpan[] {
  const spans: ZoneSpan[] = []
  let start = from
  let offsetMs = offsetAt(timeZone, from)
  for (let day = from; day < to; day += dayMs) {
    const end = Math.min(day + dayMs, to)
    const after = offsetAt(timeZone, end)
    if (after === offsetMs) continue
    const change = changeBetween(timeZone, day, end, offsetMs)
    spans.push({ from: start, to: change, offsetMs })
    start = change
    offsetMs = after
  }
  if (start < to) spans.push({ from: start, to, offsetMs })
  return spans
}

function changeBetween(timeZone: string, from: number, to: number, before: number): number {
  let [low, high] = [from, to]
  while (high - low > 60_000) {
    const middle = low + Math.floor((high - low) / 120_000) * 60_000
    if (offsetAt(timeZone, middle) === before) low = middle
    else high = middle
  }
  return high
}
