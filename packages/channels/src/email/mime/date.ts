/**
 * A mail date in milliseconds since 1970, null when unreadable. Takes RFC 5322 with all it ever allowed (comments,
 * two-digit years, named zones), the ctime form, ISO 8601, dots for colons and month names in the languages we meet.
 */
export function readMailDate(value: string): number | null {
  const text = withoutComments(value.slice(0, 500)).replace(/\s+/g, ' ').trim()
  const iso = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d{1,9})? ?(Z|[+-]\d{2}:?\d{2})?/i.exec(
    text,
  )
  if (iso) return moment(num(iso[1]), num(iso[2]), num(iso[3]), num(iso[4]), num(iso[5]), num(iso[6]), iso[7] ?? '')
  const mail =
    /(\d{1,2})[ -]+(\p{L}{3,12}|\d{1,2})\.?[ -]+(\d{2,4})[, ]+(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2}))?(?:\.\d{1,6})? ?([+-] ?\d{1,4}|[+-]\d{2}:\d{2}|[A-Za-z]{1,5})?/u.exec(
      text,
    )
  if (mail)
    return moment(
      fullYear(mail[3] ?? ''),
      monthOf(mail[2] ?? ''),
      num(mail[1]),
      num(mail[4]),
      num(mail[5]),
      num(mail[6]),
      mail[7] ?? '',
    )
  const american =
    /(\p{L}{3,12}),? (\d{1,2})(?:,? (\d{4}))?,? (\d{1,2}):(\d{2})(?::(\d{2}))? ?([+-]\d{4}|[A-Za-z]{1,5})?,? ?(\d{4})?(?: ([+-]\d{4}))?/u.exec(
      text,
    )
  if (american) {
    const year = american[3] ?? american[8]
    if (year)
      return moment(
        num(year),
        monthOf(american[1] ?? ''),
        num(american[2]),
        num(american[4]),
        num(american[5]),
        num(american[6]),
        american[9] ?? american[7] ?? '',
      )
  }
  return null
}

function moment(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  zone: string,
): number | null {
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 61) return null
  const time = new Date(0)
  time.setUTCFullYear(year, month - 1, day)
  time.setUTCHours(hour, minute, second)
  return time.getTime() - offsetMinutes(zone) * 60_000
}

function offsetMinutes(zone: string): number {
  const digits = /^([+-]) ?(\d{1,2}):?(\d{2})?$/.exec(zone)
  if (digits) return (digits[1] === '-' ? -1 : 1) * (num(digits[2]) * 60 + num(digits[3]))
  return (zones.get(zone.toUpperCase()) ?? 0) * 60
}

function fullYear(text: string): number {
  const year = num(text)
  if (text.length >= 4) return year
  return text.length === 3 || year >= 50 ? 1900 + year : 2000 + year
}

function monthOf(word: string): number {
  if (word <= '9') return num(word)
  const lower = word.toLowerCase()
  return months.get(lower.slice(0, 3)) ?? months.get(lower.slice(0, 4)) ?? 0
}

function num(digits: string | undefined): number {
  return digits ? Number.parseInt(digits, 10) : 0
}

/** Comments may nest and may be cut off; what stands in them is nothing of the date. */
function withoutComments(text: string): string {
  if (!text.includes('(')) return text
  let out = ''
  let depth = 0
  for (const char of text) {
    if (char === '(') depth++
    else if (char === ')') depth = Math.max(0, depth - 1)
    else if (depth === 0) out += char
  }
  return out
}

const months = new Map<string, number>([
  ...['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].map(
    (name, i) => [name, i + 1] as const,
  ),
  ['mär', 3],
  ['mrz', 3],
  ['mai', 5],
  ['okt', 10],
  ['dez', 12],
  ['ene', 1],
  ['fév', 2],
  ['avr', 4],
  ['abr', 4],
  ['mag', 5],
  ['mei', 5],
  ['maj', 5],
  ['juin', 6],
  ['giu', 6],
  ['juil', 7],
  ['lug', 7],
  ['aoû', 8],
  ['ago', 8],
  ['set', 9],
  ['ott', 10],
  ['out', 10],
  ['déc', 12],
  ['dic', 12],
])
const zones = new Map([
  ['EST', -5],
  ['EDT', -4],
  ['CST', -6],
  ['CDT', -5],
  ['MST', -7],
  ['MDT', -6],
  ['PST', -8],
  ['PDT', -7],
  ['CET', 1],
  ['CEST', 2],
  ['MET', 1],
  ['MEST', 2],
  ['MEZ', 1],
  ['MESZ', 2],
  ['BST', 1],
  ['EET', 2],
  ['EEST', 3],
  ['MSK', 3],
  ['JST', 9],
  ['KST', 9],
  ['IST', 5.5],
])
