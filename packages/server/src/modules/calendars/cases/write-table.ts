import { writeFileSync } from 'node:fs'
import { places } from './places.ts'
import { steppedDue } from './stepper.ts'

// The table of due times, worked out by walking minute by minute: never by what it is to check. Run by hand when a case
// is added; what stood there must not change (the test holds both against it).
const minutes = [1, 45, 480, 2_880]
const moments: Record<string, string[]> = {
  'clocks go forward': ['2026-03-27T15:50:00Z', '2026-03-28T23:30:00Z', '2026-03-29T00:59:30Z', '2024-03-30T22:10:00Z'],
  'clocks go back': ['2026-10-23T14:59:00Z', '2026-10-24T23:50:00Z', '2026-10-25T00:20:00Z', '2027-10-30T21:00:00Z'],
  'leap day': ['2024-02-28T16:30:00Z', '2028-02-29T09:59:59Z', '2025-02-28T16:30:00Z'],
  'year change': ['2026-12-31T10:00:00Z', '2026-12-31T23:59:00Z', '2027-01-01T00:00:00Z', '2024-12-30T17:00:00Z'],
  holidays: ['2026-04-02T14:45:00Z', '2026-05-22T15:00:00Z', '2026-12-23T16:30:00Z', '2025-10-30T15:59:00Z'],
  'half holidays': ['2026-05-01T08:00:00Z', '2026-05-01T11:00:00Z'],
  'special days': ['2026-12-24T08:30:00Z', '2026-04-03T07:30:00Z'],
  elsewhere: [
    '2026-03-08T05:00:00Z',
    '2026-11-01T05:30:00Z',
    '2026-04-04T14:40:00Z',
    '2026-10-03T14:40:00Z',
    '2026-09-06T02:30:00Z',
    '2011-12-29T10:00:00Z',
  ],
}
const asked: Record<string, string[]> = {
  'clocks go forward': ['hamburg', 'munich shop', 'always', 'night', 'small hours'],
  'clocks go back': ['hamburg', 'munich shop', 'always', 'night', 'small hours'],
  'leap day': ['hamburg', 'munich shop', 'kathmandu'],
  'year change': ['hamburg', 'munich shop', 'vienna', 'always but holidays', 'solothurn'],
  holidays: ['hamburg', 'vienna', 'solothurn', 'always but holidays'],
  'half holidays': ['solothurn'],
  'special days': ['munich shop'],
  elsewhere: ['new york', 'lord howe', 'santiago', 'apia'],
}
const lines = Object.entries(asked).flatMap(([about, names]) =>
  names.flatMap((place) =>
    moments[about]!.flatMap((from) =>
      minutes
        .filter((wanted) => wanted < 2_880 || !['small hours', 'lord howe', 'santiago'].includes(place))
        .map((wanted) => {
          const due = steppedDue(places[place]!, new Date(from), wanted).toISOString()
          return [about, place, from, wanted, due].join('\t')
        }),
    ),
  ),
)
writeFileSync(new URL('./due-times.tsv', import.meta.url), `${lines.join('\n')}\n`)
