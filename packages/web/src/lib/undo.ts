import i18next from 'i18next'

/** What was just done and how to take it back. One store, so `z` always undoes the last thing. */

export type Notice = {
  id: number
  text: string
  tone: 'neutral' | 'ok' | 'bad'
  /** Takes the action back. May fail; the bar then says so. */
  undo?: () => void | Promise<void>
  /** A way on, e.g. "Open" the case that was moved. */
  action?: { label: string; run: () => void }
  /** How long it stays, ms; it also stays while the pointer or the focus is on it. */
  durationMs: number
}

const SHOWN_AT_ONCE = 3
const listeners = new Set<() => void>()
let notices: readonly Notice[] = []
let lastId = 0

export function showNotice(notice: Pick<Notice, 'text'> & Partial<Omit<Notice, 'id' | 'text'>>): number {
  lastId += 1
  notices = [...notices, { tone: 'neutral' as const, durationMs: 6000, ...notice, id: lastId }].slice(-SHOWN_AT_ONCE)
  notify()
  return lastId
}

export function dismissNotice(id: number): void {
  notices = notices.filter((notice) => notice.id !== id)
  notify()
}

export function currentNotices(): readonly Notice[] {
  return notices
}

/** Undoes the newest notice that can be undone. False: there was none. */
export function undoLast(): boolean {
  const notice = notices.findLast((one) => one.undo)
  if (!notice) return false
  void undoNotice(notice)
  return true
}

/** Undoes one notice and says so when it was too late. */
export async function undoNotice(notice: Notice): Promise<void> {
  dismissNotice(notice.id)
  try {
    await notice.undo?.()
  } catch {
    showNotice({ text: i18next.t('ui:notice.undoFailed'), tone: 'bad' })
  }
}

export function onNotices(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function notify(): void {
  for (const listener of listeners) listener()
}
