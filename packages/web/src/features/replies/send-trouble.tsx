import { CircleAlert, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '#lib/problem.ts'
import { IconButton } from '#ui/button.tsx'
import styles from './replies.module.css'

/** Why the answer did not go out. The words stay in the field, and nothing is tried again in silence. */
export function SendTrouble({ problem, onClose }: { problem: Problem; onClose: () => void }) {
  const { t } = useTranslation(['replies', 'ui'])
  return (
    <div className={styles.strip} data-tone="bad" role="alert">
      <CircleAlert size={16} />
      <span>
        <b>{t('trouble.notSent')}</b> {t(`ui:problem.${problem.code}.title`)}. {t(`ui:problem.${problem.code}.now`)}{' '}
        {t('trouble.kept')}
        {problem.requestId && (
          <code>
            {' '}
            {problem.code} · {problem.requestId}
          </code>
        )}
      </span>
      <IconButton small icon={X} label={t('ui:close')} onClick={onClose} />
    </div>
  )
}
