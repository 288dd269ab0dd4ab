import type { Expert } from '@resonanz/contracts'
import { toDayInput } from '#lib/moments.ts'

/** What the dialog edits: days instead of moments, ids instead of names. */
export type ExpertDraft = {
  kind: 'member' | 'outside'
  memberId: string | null
  name: string
  email: string
  /** In the company's chat. */
  chatAddress: string
  phone: string
  department: string
  teamId: string | null
  topicIds: string[]
  products: string[]
  languages: string[]
  deputyIds: string[]
  /** `id` tells the rows of the form apart. */
  absences: { id: number; first: string; last: string }[]
}

export function draftOf(expert: Expert | null, topicId?: string): ExpertDraft {
  return {
    kind: expert && expert.memberId === null ? 'outside' : 'member',
    memberId: expert?.memberId ?? null,
    name: expert?.name ?? '',
    email: expert?.email ?? '',
    chatAddress: expert?.chatAddress ?? '',
    phone: expert?.phone ?? '',
    department: expert?.department ?? '',
    teamId: expert?.team?.id ?? null,
    topicIds: expert?.topicIds ?? (topicId ? [topicId] : []),
    products: expert?.products ?? [],
    languages: expert?.languages ?? ['de'],
    deputyIds: expert?.deputies.map(({ id }) => id) ?? [],
    absences: (expert?.absences ?? []).map(({ from, to }, id) => ({
      id,
      first: toDayInput(new Date(from)),
      last: toDayInput(new Date(new Date(to).getTime() - 1)),
    })),
  }
}

export type Mistake = 'who' | 'name' | 'email' | 'chatAddress' | 'absence'

/** What is missing before it can be saved. */
export function mistakesIn(draft: ExpertDraft): Set<Mistake> {
  const found = new Set<Mistake>()
  if (draft.kind === 'member') {
    if (!draft.memberId) found.add('who')
    return found
  }
  if (draft.name.trim() === '') found.add('name')
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(draft.email.trim())) found.add('email')
  if (!/^(?:[^\s@/"&'<>:]+@[A-Za-z0-9.-]+)?$/.test(draft.chatAddress.trim())) found.add('chatAddress')
  if (draft.absences.some(({ first, last }) => first === '' || last === '' || last < first)) found.add('absence')
  return found
}

/** As the contract takes it. */
export function inputOf(draft: ExpertDraft) {
  const isOutside = draft.kind === 'outside'
  return {
    name: isOutside ? draft.name.trim() : '',
    email: isOutside ? draft.email.trim() : null,
    chatAddress: isOutside ? draft.chatAddress.trim() || null : null,
    phone: draft.phone.trim(),
    department: draft.department.trim(),
    teamId: draft.teamId,
    topicIds: draft.topicIds,
    products: draft.products,
    languages: draft.languages,
    deputyIds: draft.deputyIds,
    absences: isOutside
      ? draft.absences.map(({ first, last }) => ({ from: startOf(first, 0), to: startOf(last, 1) }))
      : [],
  }
}

/** Midnight of a day here, or of the one so many days later. */
function startOf(day: string, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + daysLater).toISOString()
}
