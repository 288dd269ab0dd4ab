import { Link } from '@tanstack/react-router'
import { ListChecks } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import styles from './onboarding.module.css'
import { useFirstSteps } from './use-first-steps.ts'

/** In the navigation, as long as the first steps are open: how far it is, and the way to them. */
export function ChecklistLink({ onLeave }: { onLeave?: (() => void) | undefined }) {
  const { t } = useTranslation('onboarding')
  const steps = useFirstSteps()
  if (steps.length === 0) return null
  const done = steps.filter((step) => step.done).length
  return (
    <Link to="/settings" className={styles.link} {...(onLeave ? { onClick: onLeave } : {})}>
      <ListChecks size={16} />
      <span>
        <b>{t('title')}</b>
        <small>{t('progress', { done, of: steps.length })}</small>
      </span>
    </Link>
  )
}
