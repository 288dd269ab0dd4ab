import { useTranslation } from 'react-i18next'
import { formatMoney } from '#lib/money.ts'
import { isProblem } from '#lib/problem.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Banner, ErrorState } from '#ui/states.tsx'

type Facts = {
  limitMinor?: number | null
  leftMinor?: number | null
  currency?: string
  why?: string
  unit?: string | null
}

/** Why it was refused, with the amounts that count and what to do now. */
export function GoodwillTrouble({ error }: { error: unknown }) {
  const { t } = useTranslation(['goodwill', 'ui'])
  const language = useLanguage()
  const facts = (isProblem(error) ? error.extra : undefined) as Facts | undefined
  const money = (minor: number | null | undefined) => formatMoney(minor ?? 0, facts?.currency ?? 'EUR', language)
  if (isProblem(error, 'over-limit'))
    return (
      <Banner tone="bad">
        {facts?.why === 'rejected'
          ? t('limit.barred')
          : t('trouble.limit', { limit: money(facts?.limitMinor), left: money(facts?.leftMinor) })}
      </Banner>
    )
  if (isProblem(error, 'over-budget'))
    return (
      <Banner tone="bad">
        {t(facts?.unit ? 'trouble.budgetOf' : 'trouble.budget', {
          unit: facts?.unit ?? '',
          left: money(facts?.leftMinor),
        })}
      </Banner>
    )
  return <ErrorState compact error={error} />
}
