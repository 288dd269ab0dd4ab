import { expect, test } from 'vitest'
import { holdBackMs, readAllowance, untilReset } from './allowance.ts'

const nowMs = Date.UTC(2026, 10, 22, 12)
const iso = (ms: number) => new Date(nowMs + ms).toISOString()
const seconds = (ms: number) => String((nowMs + ms) / 1_000)

test.each<[string, Record<string, string>, ReturnType<typeof readAllowance>]>([
  [
    'Bluesky: seconds since 1970',
    {
      'ratelimit-limit': '3000',
      'ratelimit-remaining': '2990',
      'ratelimit-reset': seconds(300_000),
      'ratelimit-policy': '3000;w=300',
    },
    { unit: 'calls', used: 10, most: 3_000, resetsAt: iso(300_000) },
  ],
  [
    'Mastodon: a date',
    { 'x-ratelimit-limit': '300', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2026-11-22T12:05:00.123Z' },
    { unit: 'calls', used: 300, most: 300, resetsAt: iso(300_123) },
  ],
  [
    'X: another name',
    { 'x-rate-limit-limit': '15', 'x-rate-limit-remaining': '14', 'x-rate-limit-reset': seconds(900_000) },
    { unit: 'calls', used: 1, most: 15, resetsAt: iso(900_000) },
  ],
  [
    'others: seconds from now, several windows',
    { 'ratelimit-limit': '100, 100;w=60', 'ratelimit-remaining': '50', 'ratelimit-reset': '30' },
    { unit: 'calls', used: 50, most: 100, resetsAt: iso(30_000) },
  ],
  [
    'Meta: per cent, the highest of them',
    { 'x-app-usage': '{"call_count":28,"total_time":25,"total_cputime":95}' },
    { unit: 'percent', used: 95, most: 100, resetsAt: iso(3_600_000) },
  ],
  [
    'Meta: of a business',
    {
      'x-business-use-case-usage':
        '{"17":[{"type":"pages","call_count":41,"total_cputime":5,"estimated_time_to_regain_access":0}]}',
    },
    { unit: 'percent', used: 41, most: 100, resetsAt: iso(3_600_000) },
  ],
  ['nothing', { date: 'Sun, 22 Nov 2026 12:00:00 GMT' }, null],
  [
    'nonsense',
    { 'ratelimit-limit': 'viel', 'ratelimit-remaining': '-1', 'ratelimit-reset': 'bald', 'x-app-usage': '[' },
    null,
  ],
  ['more left than there is', { 'ratelimit-limit': '5', 'ratelimit-remaining': '9', 'ratelimit-reset': '1' }, null],
])('%s', (_name, headers, expected) => expect(readAllowance(headers, nowMs)).toEqual(expected))

test('a clock that is a day off, theirs or ours, changes nothing: their answer tells their time', () => {
  for (const off of [-86_400_000, 86_400_000]) {
    const headers = {
      date: new Date(nowMs + off).toUTCString(),
      'ratelimit-limit': '100',
      'ratelimit-remaining': '1',
      'ratelimit-reset': seconds(off + 60_000),
    }
    expect(untilReset(headers, nowMs)).toBe(60_000)
    const told = readAllowance(headers, nowMs)
    expect(told).toMatchObject({ used: 99, resetsAt: iso(60_000) })
    expect(holdBackMs(told, nowMs)).toBe(60_000)
  }
  expect(holdBackMs({ unit: 'calls', used: 50, most: 100, resetsAt: iso(60_000) }, nowMs)).toBeNull()
})
