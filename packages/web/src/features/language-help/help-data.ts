import { type CaseDetail, type LanguageHelpOffer, languageHelpRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { isProblem } from '#lib/problem.ts'
import { read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'

const nothing: LanguageHelpOffer = { uses: [], model: '', processor: '', purpose: '', notice: '', left: 0 }

/** What a language model may help with here; nothing while it is off, and nothing is asked of it to know that. */
export function useOffer(detail: Pick<CaseDetail, 'id' | 'allowed'>): LanguageHelpOffer {
  const may = useMay('language-help.use')
  const { data } = useQuery({ ...read(languageHelpRoutes.offer, { params: { id: detail.id } }), enabled: may })
  return data ?? nothing
}

/** Why there is no answer, in words that say what to do. */
export function useFailureWords() {
  const { t } = useTranslation(['language-help', 'ui'])
  return (error: unknown): string => {
    if (!isProblem(error)) return t('failure.unreachable')
    const { code } = error.extra as { code?: string }
    if (error.code === 'language-help-failed')
      return t([`failure.${code ?? 'unreachable'}`, 'failure.unreachable'] as never)
    if (error.code === 'language-help-budget') return t(error.extra.of === 'person' ? 'failure.own' : 'failure.all')
    return `${t(`ui:problem.${error.code}.title`)}. ${t(`ui:problem.${error.code}.now`)}`
  }
}

/** Placeholders that a person has to put something in for. */
export function openPlaceholders(text: string): string[] {
  return [...new Set(text.match(/\[[A-Z]{2,12}_\d+\]/g) ?? [])]
}
