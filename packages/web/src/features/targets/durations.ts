const hourMinutes = 60
const dayMinutes = 24 * hourMinutes
export const longestMinutes = 90 * dayMinutes

/** `30 min`, `6 h`, `6 Std`, `2 Tage`, `0:45`, or a plain number of hours; null for what is no time up to 90 days. */
export function minutesFrom(typed: string): number | null {
  const text = typed.trim().toLowerCase().replace(',', '.')
  const clock = /^(\d{1,4}):([0-5]\d)(?:\s*h)?$/.exec(text)
  if (clock) return within(Number(clock[1]) * hourMinutes + Number(clock[2]))
  const match = /^(\d{1,5}(?:\.\d{1,2})?)\s*(\p{L}*)\.?$/u.exec(text)
  if (!match) return null
  const unit = unitOf(match[2]!)
  return unit === null ? null : within(Math.round(Number(match[1]) * unit))
}

function unitOf(word: string): number | null {
  if (/^(m|min|minute|minuten|minutes)$/.test(word)) return 1
  if (/^(|h|std|stunde|stunden|hour|hours)$/.test(word)) return hourMinutes
  if (/^(t|tag|tage|tagen|d|day|days)$/.test(word)) return dayMinutes
  return null
}

function within(minutes: number): number | null {
  return minutes >= 1 && minutes <= longestMinutes ? minutes : null
}

/** The shortest form that is exact: `30 min`, `6 h`, `1:30`, `2 Tage`; no days where only service hours count. */
export function minutesShown(minutes: number, language: 'de' | 'en', inServiceHours = false): string {
  const whole = Math.round(minutes)
  if (!inServiceHours && whole >= 2 * dayMinutes && whole % dayMinutes === 0)
    return `${whole / dayMinutes} ${language === 'de' ? 'Tage' : 'days'}`
  if (whole < hourMinutes) return `${whole} min`
  if (whole % hourMinutes === 0) return `${whole / hourMinutes} h`
  return `${Math.floor(whole / hourMinutes)}:${String(whole % hourMinutes).padStart(2, '0')} h`
}
