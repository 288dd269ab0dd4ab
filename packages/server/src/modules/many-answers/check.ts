import { capabilitiesOf, type ManyContent, type ManyReason } from '@resonanz/contracts'
import { nameOf } from './personal.ts'
import type { Candidate } from './store.ts'

export type Checked = { reason: ManyReason | null; isOptional: boolean; hints: ManyReason[] }

/** May this case get it, and what speaks against it? `seen` holds addresses that get it already. */
export function checkCase(
  content: ManyContent,
  to: Candidate,
  text: { text: string; isFilled: boolean },
  seen: Set<string>,
): Checked {
  const must = whyNot(to, text)
  if (must) return { reason: must, isOptional: false, hints: [] }
  const doubts: ManyReason[] = []
  if (to.is_already) doubts.push('already')
  if (to.to && seen.has(to.to)) doubts.push('same-person')
  if (to.category === 'done' || to.category === 'closed') doubts.push('closed')
  if (to.language !== null && to.language !== content.language) doubts.push('language')
  if (to.address_form && (to.address_form === 'du') !== (content.address === 'informal')) doubts.push('address-form')
  if (to.to && doubts.length === 0) seen.add(to.to)
  return { reason: doubts[0] ?? null, isOptional: true, hints: doubts.slice(1) }
}

function whyNot(to: Candidate, { text, isFilled }: { text: string; isFilled: boolean }): ManyReason | null {
  if (to.merged_into) return 'joined'
  const way = capabilitiesOf[to.channel].reply
  if (!to.thread_id || way === 'none') return 'no-way'
  if (way === 'log' || (to.channel === 'form' && !to.mail_presence_id)) return 'by-hand'
  if (!to.to?.includes('@')) return 'no-way'
  if (!isFilled) return 'unfilled'
  const limit = capabilitiesOf.email.maxLength
  return limit && [...text].length > limit.count ? 'too-long' : null
}

const shortestName = 5

/** Recipients whose whole name stands in the words that go to everybody. */
export function namedInText(text: string, all: readonly Candidate[]): Candidate[] {
  const lower = text.toLowerCase()
  return all.filter((to) => {
    const name = nameOf(to)
    return name.includes(' ') && name.length >= shortestName && lower.includes(name.toLowerCase())
  })
}
