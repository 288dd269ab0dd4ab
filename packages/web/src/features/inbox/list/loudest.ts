import type { CaseRow } from '@resonanz/contracts'

type Heard = Pick<CaseRow, 'offence' | 'isRepeatedContact' | 'isStalled' | 'anger' | 'urgency'>
export type Loudest = 'threat' | 'stalled' | 'repeated' | 'offence' | 'angry' | 'urgent'

/**
 * The one thing of what was said that a row tells in words: a list in which every row shouts tells nothing. Dangers
 * come first, then what seems to stall, who asked before and was not answered, then the tone.
 */
export function loudest({ offence, isRepeatedContact, isStalled, anger, urgency }: Heard): Loudest | null {
  if (offence === 'threat') return 'threat'
  if (isStalled) return 'stalled'
  if (isRepeatedContact) return 'repeated'
  if (offence) return 'offence'
  if (anger === 'high') return 'angry'
  return urgency === 'high' ? 'urgent' : null
}
