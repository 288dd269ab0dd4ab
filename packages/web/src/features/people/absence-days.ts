/** Days as date fields write them (`2026-11-27`) and the moments they mean where the browser is. */

export function firstMoment(day: string): string {
  return midnight(day, 0).toISOString()
}

/** The midnight that ends the day; a day of 23 or 25 hours is one day too. */
export function momentAfter(day: string): string {
  return midnight(day, 1).toISOString()
}

function midnight(day: string, daysLater: number): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + daysLater)
}
