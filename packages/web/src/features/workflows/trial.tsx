import { type WorkflowDefinition, workflowRoutes } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Chip } from '#ui/chip.tsx'
import { TextField } from '#ui/field.tsx'
import { Moment } from '#ui/relative-time.tsx'
import { Banner } from '#ui/states.tsx'
import { TrialSection } from '#ui/trial-section.tsx'
import { Trace } from './trace.tsx'
import styles from './workflows.module.css'

type Props = { definition: WorkflowDefinition; isReady: boolean }

/** What the rule as it stands in the editor would have done, before anybody lives with it. */
export function Trial({ definition, isReady }: Props) {
  const { t } = useTranslation('workflows')
  const language = useLanguage()
  const [number, setNumber] = useState('')
  const caseNumber = Number(number)
  const trial = useMutation({
    mutationFn: () => call(workflowRoutes.trial, { body: { definition, ...(caseNumber > 0 ? { caseNumber } : {}) } }),
  })
  const format = new Intl.NumberFormat(language)
  return (
    <TrialSection
      title={t('trial.title')}
      intro={t('trial.intro')}
      runLabel={t('trial.run')}
      isReady={isReady}
      trial={trial}
      before={
        <TextField
          optional
          type="number"
          label={t('trial.case')}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
      }
    >
      {(data) => (
        <>
          {data.stopped.map(({ step, reason }) => (
            <Banner key={`${step} ${reason}`} tone="bad">
              {t('trial.stopped', { step: step + 1, what: t(`do.${definition.then[step]?.do ?? 'mail'}`), reason })}
            </Banner>
          ))}
          <p>
            <b>
              {data.checked === 0
                ? t('trial.nothing')
                : t('trial.found', {
                    found: format.format(data.found),
                    checked: format.format(data.checked),
                  })}
            </b>
          </p>
          <ol className={styles.items} aria-label={t('trial.cases')}>
            {data.items.map((item, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- the same case may stand there twice
              <li key={`${item.caseId} ${at}`}>
                <span className={styles.name}>
                  <Link to="/cases/$caseId" params={{ caseId: item.caseId }}>
                    #{item.caseNumber} {item.caseTitle}
                  </Link>
                  <Chip tone={item.fits ? 'ok' : 'neutral'}>{t(item.fits ? 'trial.fits' : 'trial.fitsNot')}</Chip>
                  <Moment at={item.at} className={styles.quiet} />
                </span>
                <Trace steps={item.trace} />
              </li>
            ))}
          </ol>
        </>
      )}
    </TrialSection>
  )
}
