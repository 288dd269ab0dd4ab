import type { Sentiment } from '@resonanz/contracts'
import type { Correction } from '#lib/correct-cases.ts'
import { sentimentIcons } from '#ui/sentiment.tsx'

const keys = { positive: '+', neutral: '0', negative: '-' } as const satisfies Record<Sentiment, string>

/** `+ 0 -`: the tonality as a person hears it. */
export function moodActions(correct: (correction: Correction) => void, when: boolean) {
  return (['positive', 'neutral', 'negative'] as const).map((sentiment) => ({
    id: `case.${sentiment}`,
    key: keys[sentiment],
    label: `keys.${sentiment}` as const,
    labelKey: `inbox:keys.${sentiment}`,
    icon: sentimentIcons[sentiment],
    when,
    run: () => correct({ sentiment }),
  }))
}
