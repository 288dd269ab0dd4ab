import type { CaseDetail, Sentiment } from '@resonanz/contracts'
import { Highlighter, Languages, Shapes, Sparkles } from 'lucide-react'
import { correctCases } from '#lib/correct-cases.ts'
import { sentimentIcons } from '#ui/sentiment.tsx'
import type { DialogName } from './dialogs/dialog-types.ts'
import { toggleMarks } from './timeline/marks-shown.ts'

export const sentimentKeys = { positive: '+', neutral: '0', negative: '-' } as const satisfies Record<Sentiment, string>

/** Saying what the model got wrong, and seeing what it went by. */
export function correctActions(detail: CaseDetail, openDialog: (name: DialogName) => void) {
  const when = detail.allowed.includes('correct')
  return [
    ...(['positive', 'neutral', 'negative'] as const).map((sentiment) => ({
      id: `case.${sentiment}`,
      labelKey: `cases:act.mood.${sentiment}`,
      icon: sentimentIcons[sentiment],
      key: sentimentKeys[sentiment],
      when,
      run: () => void correctCases([detail], { sentiment }),
    })),
    {
      id: 'case.moodAsModel',
      labelKey: 'cases:act.mood.asModel',
      icon: Sparkles,
      when: when && detail.corrected.includes('sentiment'),
      run: () => void correctCases([detail], { sentiment: null }),
    },
    {
      id: 'case.kind',
      labelKey: 'cases:act.kind',
      icon: Shapes,
      key: 'Shift+a',
      when,
      inMenu: 'work' as const,
      run: () => openDialog('kind'),
    },
    {
      id: 'case.language',
      labelKey: 'cases:act.language',
      icon: Languages,
      key: 'Shift+l',
      when,
      inMenu: 'work' as const,
      run: () => openDialog('language'),
    },
    {
      id: 'case.marks',
      labelKey: 'cases:act.marks',
      icon: Highlighter,
      key: 'w',
      when: true,
      inMenu: 'share' as const,
      run: toggleMarks,
    },
  ]
}
