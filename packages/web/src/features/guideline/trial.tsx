import { type GuidelineRule, guidelineRoutes, type ResponseOf } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FlaskConical } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/page.tsx'
import { Moment } from '#ui/relative-time.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './guideline.module.css'
import { LevelChip } from './level.tsx'
import { type ShippedRule, useRuleWords } from './rule-words.ts'

type Result = ResponseOf<typeof guidelineRoutes.trial>
type Props = { rules: GuidelineRule[]; shipped: readonly ShippedRule[] }

/** What these rules would have found in the last answers, before anybody works with them. */
export function Trial({ rules, shipped }: Props) {
  const { t } = useTranslation('guideline')
  const trial = useMutation({ mutationFn: () => call(guidelineRoutes.trial, { body: { rules } }) })
  return (
    <Section
      title={t('trial.title')}
      intro={t('trial.intro')}
      actions={
        <Button icon={FlaskConical} busy={trial.isPending} onClick={() => trial.mutate()}>
          {t('trial.run')}
        </Button>
      }
    >
      {trial.error && <ErrorState compact error={trial.error} onRetry={() => trial.mutate()} />}
      <div aria-live="polite">{trial.data && <Found result={trial.data} rules={rules} shipped={shipped} />}</div>
    </Section>
  )
}

function Found({ result, rules, shipped }: Props & { result: Result }) {
  const { t } = useTranslation('guideline')
  const language = useLanguage()
  const { nameOf } = useRuleWords(shipped)
  const number = new Intl.NumberFormat(language)
  const name = (id: string) => nameOf(rules.find((rule) => rule.id === id) ?? { id, reason: null, phrases: [] })
  if (result.checked === 0) return <p className={styles.quiet}>{t('trial.none')}</p>
  return (
    <div className={styles.trial}>
      <p>
        <b>{t('trial.found', { count: result.checked, found: number.format(result.found) })}</b>
      </p>
      {result.rules.length > 0 && (
        <ul className={styles.counts}>
          {result.rules.map(({ rule, level, replies }) => (
            <li key={rule}>
              <span>{name(rule)}</span>
              <LevelChip level={level} />
              <b>{number.format(replies)}</b>
              <meter className={styles.share} min={0} max={result.checked} value={replies} aria-label={name(rule)} />
            </li>
          ))}
        </ul>
      )}
      {result.samples.length > 0 && (
        <ol className={styles.samples} aria-label={t('trial.samples')}>
          {result.samples.map((sample) => (
            <li key={`${sample.messageId} ${sample.rule} ${sample.start}`}>
              <p>
                <LevelChip level={sample.level} /> <b>{name(sample.rule)}</b>{' '}
                <Link to="/cases/$caseId" params={{ caseId: sample.caseId }}>
                  {t('trial.case', { number: sample.caseNumber })}
                </Link>{' '}
                <Moment at={sample.at} className={styles.quiet} />
              </p>
              <p>
                {sample.excerpt.slice(0, sample.start)}
                <mark className={styles.mark}>{sample.excerpt.slice(sample.start, sample.end)}</mark>
                {sample.excerpt.slice(sample.end)}
              </p>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}
