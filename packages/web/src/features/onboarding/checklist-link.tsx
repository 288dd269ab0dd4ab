import { Link } from '@tanstack/react-router'
import { ListChecks } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useMe } from '#lib/session.ts'
import { allDone, firstSteps } from './first-steps.ts'
import styles from './onboarding.module.css'
import { useRemembered } from './remembered.ts'

/** In the navigation, as long as the first steps are open: how far it is, and the way to them. */
export function ChecklistLink({ onLeave }: { onLeave?: (() => void) | undefined }) {
  const { t } = useTranslation('onboarding')
  const me = useMe()
  const dismissed = useRemembered('dismissed', me?.workspace.id)
  const seenSample = useRemembered('sample-seen', me?.workspace.id)
  if (!me || dismissed) return null
  const steps = firstSteps(me, seenSample)
  if (allDone(steps)) return null
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
