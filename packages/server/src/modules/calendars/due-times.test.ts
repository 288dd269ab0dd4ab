import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../../../../tests/database.ts'
import { testDeps } from '../../../../../tests/deps.ts'
import type { Deps } from '#platform/deps'
import { openHoursOf } from './calendar.ts'
import { places } from './cases/places.ts'
import { steppedDue } from './cases/stepper.ts'
import { holidaysOf } from './holidays/holidays.ts'
import { workingTime } from './working-time.ts'

type Row = { about: string; place: string; from: Date; minutes: number; due: Date }
const table: Row[] = readFileSync(new URL('./cases/due-times.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split('\t') as [string, string, string, string, string])
  .map(([about, place, from, minutes, due]) => ({
    about,
    place,
    from: new Date(from),
    minutes: Number(minutes),
    due: new Date(due),
  }))

let deps: Deps
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
})
afterAll(() => deps.db.close())

const byPlace = [...Map.groupBy(table, (row) => row.place)]

test('the table has its cases: every place, every occasion', () => {
  expect(table.length).toBeGreaterThanOrEqual(300)
  expect(new Set(table.map((row) => row.place))).toEqual(new Set(Object.keys(places)))
})

test.each(byPlace)('due times as in the table: %s', (place, rows) => {
  const hours = workingTime(openHoursOf(places[place]!))
  const found = rows.map((row) => ({ ...row, due: new Date(hours.after(row.from.getTime(), row.minutes * 60_000)) }))
  expect(found).toEqual(rows)
})

test('a walk along the clock on the wall finds the same', () => {
  for (const row of table.filter((_, index) => index % 23 === 0))
    expect(steppedDue(places[row.place]!, row.from, row.minutes), JSON.stringify(row)).toEqual(row.due)
})

// A second opinion with another time zone database: PostgreSQL counts the open minutes until each due time.
const dayMs = 86_400_000
// Walking is slow: a fifth of those that are near.
const walkable = table
  .filter(({ from, due }) => due.getTime() - from.getTime() < dayMs * 1.5)
  .filter((_, index) => index % 5 === 0)
const parts = Array.from({ length: Math.ceil(walkable.length / 15) }, (_, n) => ({
  part: n + 1,
  asking: walkable.slice(n * 15, n * 15 + 15),
}))

test.each(parts)('PostgreSQL counts as many open minutes until each due time, part $part', async ({ asking }) => {
  const years = [2011, 2024, 2025, 2026, 2027, 2028]
  const asked = JSON.stringify(
    asking.map(({ place, from, minutes, due }, n) => ({
      n,
      place,
      from,
      minutes,
      due,
      zone: places[place]!.timeZone,
    })),
  )
  const open = JSON.stringify(
    Object.entries(places).flatMap(([place, given]) =>
      openHoursOf(given).week.map((time) => ({ place, day: time.weekday, f: time.from, t: time.to })),
    ),
  )
  const special = JSON.stringify(
    Object.entries(places).flatMap(([place, given]) =>
      openHoursOf(given).specialDays.map(({ date, yearly, hours }) => ({ place, date, yearly, hours })),
    ),
  )
  const holidays = JSON.stringify(
    Object.entries(places).flatMap(([place, { holidays: region }]) =>
      region === null
        ? []
        : years.flatMap((year) =>
            [...holidaysOf(region, year)].map(([date, day]) => ({ place, date, f: day.fromMinute })),
          ),
    ),
  )
  const wrong = await sql<{ n: number; counted: number; minutes: number; last: boolean }>`
    with asked as materialized (select * from jsonb_to_recordset(${asked}::jsonb) as e(n int, place text, "from" timestamptz, minutes int, due timestamptz, zone text)),
    open as materialized (select * from jsonb_to_recordset(${open}::jsonb) as e(place text, day int, f int, t int)),
    special as materialized (select * from jsonb_to_recordset(${special}::jsonb) as e(place text, date text, yearly boolean, hours jsonb)),
    holiday as materialized (select * from jsonb_to_recordset(${holidays}::jsonb) as e(place text, date text, f int)),
    walked as (
      select a.n, a.place, a.minutes, greatest(g, a."from") as starts, least(g + interval '1 minute', a.due) as ends, a.due,
        extract(isodow from g at time zone a.zone)::int as day, to_char(g at time zone a.zone, 'YYYY-MM-DD') as date,
        (extract(hour from g at time zone a.zone) * 60 + extract(minute from g at time zone a.zone))::int as minute
      from asked a, lateral generate_series(date_trunc('minute', a."from"), a.due - interval '1 millisecond', interval '1 minute') g
    ), seen as (
      select w.*, case
          when s.hours is not null then exists (select from jsonb_to_recordset(s.hours) as h("from" int, "to" int) where w.minute >= h."from" and w.minute < h."to")
          when exists (select from holiday h where h.place = w.place and h.date = w.date and w.minute >= h.f) then false
          else exists (select from open o where o.place = w.place and o.day = w.day and w.minute >= o.f and w.minute < o.t) end as is_open
      from walked w left join lateral (
        select s.hours from special s where s.place = w.place and (s.date = w.date or s.yearly and right(s.date, 5) = right(w.date, 5)) order by s.yearly limit 1) s on true
    ), counted as (
      select n, minutes, sum(case when is_open then extract(epoch from ends - starts) else 0 end) / 60 as counted, bool_or(is_open and ends = due) as last
      from seen group by n, minutes
    ) select n, counted::float8 as counted, minutes, last from counted where abs(counted - minutes) > 0.00001 or not last`.execute(
    deps.db.system,
  )
  expect(wrong.rows.map((row) => ({ ...row, case: asking[row.n] }))).toEqual([])
})

test('a hundred thousand due times a second, and the year worked out once', () => {
  const hours = workingTime(openHoursOf(places.hamburg!))
  let sum = 0
  for (let n = 0; n < 100_000; n += 1) sum += hours.after(1_790_000_000_000 + n * 300_000, 480 * 60_000)
  expect(sum).toBeGreaterThan(0)
})
