import { useTranslation } from 'react-i18next'

/** How often a test runs, in minutes: what is offered. */
export const everyChoices = ['60', '240', '720', '1440', '10080'] as const

/** Minutes in words: "every day". */
export function useOften(): (minutes: string) => string {
  const { t } = useTranslation('self-tests')
  return (minutes) =>
    (everyChoices as readonly string[]).includes(minutes)
      ? t(`often_${minutes as (typeof everyChoices)[number]}`)
      : t('oftenMinutes', { count: Number(minutes) })
}
