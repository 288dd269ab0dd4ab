import { type Presence, presenceRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Section } from '#ui/page.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Banner } from '#ui/states.tsx'
import styles from '../channels.module.css'

/** What calls cost today where they cost something: used, budget, when it reads next. */
export function ChannelUsage({ presence }: { presence: Presence }) {
  const { t } = useTranslation('channels')
  const language = useLanguage()
  const found = useQuery({ ...read(presenceRoutes.usage, { params: { id: presence.id } }), refetchInterval: 30_000 })
  const usage = found.data?.usage
  if (!usage) return null
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 3 })
  const words = (amount: number) =>
    usage.unit === 'dollars'
      ? t('usage.dollars', { amount: number.format(amount) })
      : t('usage.units', { amount: number.format(amount) })
  const next = presence.health.nextTryAt
  const code = presence.health.error?.code
  return (
    <Section title={t('usage.title')}>
      {(code === 'budget-used-up' || code === 'quota-used-up') && <Banner tone="soon">{t('usage.paused')}</Banner>}
      <dl className={styles.facts}>
        <div>
          <dt>{t('usage.used')}</dt>
          <dd>{words(usage.used)}</dd>
        </div>
        <div>
          <dt>{t('usage.budget')}</dt>
          <dd>{words(usage.most)}</dd>
        </div>
        {usage.keptForAnswers > 0 && (
          <div>
            <dt>{t('usage.keptForAnswers')}</dt>
            <dd>{words(usage.keptForAnswers)}</dd>
          </div>
        )}
        {next && (
          <div>
            <dt>{t('usage.next')}</dt>
            <dd>{new Date(next).getTime() <= Date.now() ? t('health.now') : <RelativeTime at={next} />}</dd>
          </div>
        )}
        {usage.kinds.map(({ kind, calls, amount }) => (
          <div key={kind}>
            <dt>{t(`usage.kind.${kind.replace('.', '-') as 'write'}`)}</dt>
            <dd>
              {words(amount)} · {t('usage.calls', { count: calls })}
            </dd>
          </div>
        ))}
      </dl>
      {usage.kinds.length === 0 && <p className={styles.help}>{t('usage.none')}</p>}
    </Section>
  )
}
