/** The last cases opened on this device, newest first: ids only, the words are read again with today's rights. */

const STORAGE_KEY = 'resonanz.recent'
const KEPT = 6

export function recentCases(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '[]')
    return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string').slice(0, KEPT) : []
  } catch {
    return []
  }
}

export function rememberCase(id: string): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify([id, ...recentCases().filter((one) => one !== id)].slice(0, KEPT)))
  } catch {
    // Nothing to remember with.
  }
}

export function forgetRecent(): void {
  try {
    localStorage.removeItem(STORAGE_KEY)
  } catch {
    // There was nothing.
  }
}
