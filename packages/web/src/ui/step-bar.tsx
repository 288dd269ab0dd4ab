import type { Step } from '@resonanz/contracts'
import { useTranslation } from 'react-i18next'
import styles from './step-bar.module.css'

type Props = { steps: { step: Step; state: 'done' | 'current' | 'ahead' }[] }

/** Where a case stands between hearing and documenting: a quiet bar, words under it. */
export function StepBar({ steps }: Props) {
  const { t } = useTranslation('ui')
  return (
    <ol className={styles.steps} aria-label={t('steps.label')}>
      {steps.map(({ step, state }) => (
        <li key={step} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
          {t(`steps.${step}_${state === 'done' ? 'done' : 'open'}`)}
          {state === 'done' && <span className="sr-only"> ({t('steps.done')})</span>}
        </li>
      ))}
    </ol>
  )
}
