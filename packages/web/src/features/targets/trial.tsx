import { type TargetRule, targetRoutes } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { FlaskConical } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/page.tsx'
import { ErrorState } from '#ui/states.tsx'
import { minutesShown } from './durations.ts'
import styles from './targets.module.css'

/** How many of the last cases would have been late under these rules. */
export function Trial({ rules }: { rules: TargetRule[] }) {
  const { t } = useTranslation('targets')
  const language = useLanguage()
  const trial = useMutation({ mutationFn: () => call(targetRoutes.trial, { body: { rules } }) })
  const { data } = trial
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
      <div aria-live="polite">
        {data?.kinds.length === 0 && <p className={styles.quiet}>{t('trial.none')}</p>}
        {data && data.kinds.length > 0 && (
          <>
            <p>
              <b>{t('trial.cases', { count: data.cases })}</b>
            </p>
            <table className={styles.trial}>
              <thead>
                <tr>
                  <th scope="col">{t('trial.what')}</th>
                  <th scope="col">{t('trial.then')}</th>
                  <th scope="col">{t('trial.now')}</th>
                  <th scope="col">{t('trial.average')}</th>
                </tr>
              </thead>
              <tbody>
                {data.kinds.map((row) => (
                  <tr key={row.kind}>
                    <th scope="row">{t(`clock.kind.${row.kind}`)}</th>
                    <td>{t('trial.of', { late: row.lateThen, all: row.clocks })}</td>
                    <td>{row.lateNow}</td>
                    <td>
                      {row.averageMinutes === null
                        ? '–'
                        : minutesShown(Math.max(1, row.averageMinutes), language, true)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </div>
    </Section>
  )
}
