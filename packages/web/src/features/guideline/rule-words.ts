import type { GuidelineRule, guidelineRoutes, ResponseOf } from '@resonanz/contracts'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#lib/use-language.ts'

export type ShippedRule = ResponseOf<typeof guidelineRoutes.read>['shipped'][number]

/** What a rule is called and why it is there, in the reader's words; a rule of one's own is called by its reason. */
export function useRuleWords(shipped: readonly ShippedRule[]) {
  const { t } = useTranslation('guideline')
  const language = useLanguage()
  const known = (id: string) => shipped.find((rule) => rule.id === id)
  return {
    nameOf: ({ id, reason, phrases }: Pick<GuidelineRule, 'id' | 'reason' | 'phrases'>): string => {
      const name = t(`rule.${id}` as 'rule.shouting', { defaultValue: '' })
      return name || reason || known(id)?.reason[language] || phrases[0] || id
    },
    reasonOf: ({ id, reason }: Pick<GuidelineRule, 'id' | 'reason'>): string =>
      reason ?? known(id)?.reason[language] ?? '',
    suggestionOf: ({ id, suggestion }: Pick<GuidelineRule, 'id' | 'suggestion'>): string =>
      suggestion ?? known(id)?.suggestion?.[language] ?? '',
  }
}
