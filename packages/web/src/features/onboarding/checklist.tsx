import { Link } from '@tanstack/react-router'
import { Circle, CircleCheck, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useMe } from '#lib/session.ts'
import { Button, buttonClass, IconButton } from '#ui/button.tsx'
import { enterWorkspace } from './enter-workspace.ts'
import type { FirstStep } from './first-steps.ts'
import styles from './onboarding.module.css'
import { remember } from './remembered.ts'
import { useFirstSteps } from './use-first-steps.ts'

/** The first steps after the set-up, until they are done or put away. Nothing once there is nothing to say. */
export function Checklist() {
  const { t } = useTranslation('onboarding')
  const me = useMe()
  const steps = useFirstSteps()
  if (!me || steps.length === 0) return null
  const done = steps.filter((step) => step.done).length
  return (
    <section className={styles.list} aria-labelledby="first-steps">
      <div className={styles.head}>
        <div>
          <h2 id="first-steps">{t('title')}</h2>
          <p>{t('progress', { done, of: steps.length })}</p>
        </div>
        <IconButton small icon={X} label={t('dismiss')} onClick={() => remember('dismissed', me.workspace.id)} />
      </div>
      <ol>
        {steps.map((step) => (
          <li key={step.kind} className={styles.step} data-done={step.done || undefined}>
            {step.done ? <CircleCheck size={20} /> : <Circle size={20} />}
            <div>
              <h3>
                {t(`step.${step.kind}.title`)}
                {step.done && <span className="sr-only"> ({t('done')})</span>}
              </h3>
              <p>{t(`step.${step.kind}.text`)}</p>
            </div>
            {!step.done && <StepButton step={step} />}
          </li>
        ))}
      </ol>
    </section>
  )
}

function StepButton({ step }: { step: FirstStep }) {
  const { t } = useTranslation('onboarding')
  const me = useMe()
  if (step.kind === 'channel')
    return (
      <Link to="/settings/channels/new" className={buttonClass('primary', true)}>
        {t('step.channel.action')}
      </Link>
    )
  if (step.kind === 'people')
    return (
      <Link to="/settings/people" search={{ tab: 'invitations' }} className={buttonClass('default', true)}>
        {t('step.people.action')}
      </Link>
    )
  const other = me?.workspaces.find(({ id }) => id !== me.workspace.id)
  if (!me || !other) return null
  return (
    <Button
      small
      onClick={() => {
        remember('sample-seen', me.workspace.id)
        void enterWorkspace(other.id)
      }}
    >
      {t('step.sample.action')}
    </Button>
  )
}
