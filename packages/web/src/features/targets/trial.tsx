import { type TargetRule, targetRoutes } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { useLanguage } from '#lib/use-language.ts'
import { TrialSection, TrialTable } from '#ui/trial-section.tsx'
import { minutesShown } from './durations.ts'
import styles from './targets.module.css'

/** How many of the last cases would have been late under these rules. */
export function Trial({ rules }: { rules: TargetRule[] }) {
  const { t } = useTranslation('targets')
  const language = useLanguage()
  const trial = useMutation({ mutationFn: () => call(targetRoutes.trial, { body: { rules } }) })
  return (
    <TrialSection title={t('trial.title')} intro={t('trial.intro')} runLabel={t('trial.run')} trial={trial}>
      {(data) =>
        data.kinds.length === 0 ? (
          <p className={styles.quiet}>{t('trial.none')}</p>
        ) : (
          <>
            <p>
              <b>{t('trial.cases', { count: data.cases })}</b>
            </p>
            <TrialTable
              head={[t('trial.what'), t('trial.then'), t('trial.now'), t('trial.average')]}
              rows={data.kinds.map((row) => ({
                key: row.kind,
                cells: [
                  t(`clock.kind.${row.kind}`),
                  t('trial.of', { late: row.lateThen, all: row.clocks }),
                  row.lateNow,
                  row.averageMinutes === null ? '–' : minutesShown(Math.max(1, row.averageMinutes), language, true),
                ],
              }))}
            />
          </>
        )
      }
    </TrialSection>
  )
}
