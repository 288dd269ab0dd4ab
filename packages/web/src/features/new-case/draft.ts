import type { Priority } from '@resonanz/contracts'

export const channels = ['phone', 'letter', 'visit', 'found', 'email'] as const
export type NewChannel = (typeof channels)[number]
export const wishes = ['same', 'phone', 'email', 'letter', 'visit', 'none'] as const
export type Wish = (typeof wishes)[number]
export const moments = ['now', 'ago10', 'ago60', 'own'] as const
export type When = (typeof moments)[number]

export type NewCaseDraft = {
  channel: NewChannel
  customer: { id: string; name: string } | null
  who: string
  reach: string
  link: string
  title: string
  text: string
  when: When
  /** As `datetime-local` writes it. */
  at: string
  wish: Wish
  ownerId: string
  teamId: string
  priority: Priority
  topicId: string
  nextUpdate: string
}

export const emptyDraft: NewCaseDraft = {
  channel: 'phone',
  customer: null,
  who: '',
  reach: '',
  link: '',
  title: '',
  text: '',
  when: 'now',
  at: '',
  wish: 'same',
  ownerId: '',
  teamId: '',
  priority: 'normal',
  topicId: '',
  nextUpdate: '',
}

const STORAGE_KEY = 'resonanz.new-case'

// Kept for this tab only: it holds a customer's words, so it must not outlive the session on a shared machine.
export function keptDraft(): NewCaseDraft {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? 'null')
    return typeof kept === 'object' && kept ? { ...emptyDraft, ...kept } : emptyDraft
  } catch {
    return emptyDraft
  }
}

export function keepDraft(draft: NewCaseDraft): void {
  try {
    if (isEmpty(draft)) sessionStorage.removeItem(STORAGE_KEY)
    else sessionStorage.setItem(STORAGE_KEY, JSON.stringify(draft))
  } catch {
    // No room: the form still holds it.
  }
}

export function isEmpty(draft: NewCaseDraft): boolean {
  return !draft.text && !draft.who && !draft.customer && !draft.link && !draft.reach
}
