import type { CaseRow } from '@resonanz/contracts'

type Heard = Pick<CaseRow, 'offence' | 'isRepeatedContact' | 'anger' | 'urgency'>
export type Loudest = 'threat' | 'repeated' | 'offence' | 'angry' | 'urgent'

/**
 * The one thing of what was said that a row tells in words: a list in which every row shouts tells nothing. Dangers
 * come first, then who asked before and was not answered, then the tone.
 */
export function loudest({ offence, isRepeatedContact, anger, urgency }: Heard): Loudest | null {
  if (offence === 'threat') return 'threat'
  if (isRepeatedContact) return 'repeated'
  if (offence) return 'offence'
  if (anger === 'high') return 'angry'
  return urgency === 'high' ? 'urgent' : null
}
