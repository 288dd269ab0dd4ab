import type { CaseDetail } from '@resonanz/contracts'
import { MessageCircleWarning } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import styles from './replies.module.css'

/** Somebody wrote while this answer was being written. */
export function NewerStrip({ detail, onSeen }: { detail: CaseDetail; onSeen: () => void }) {
  const { t } = useTranslation(['replies', 'ui'])
  return (
    <div className={styles.strip} role="status">
      <MessageCircleWarning size={16} />
      <span>{t('newer.strip')}</span>
      <button
        type="button"
        onClick={() => {
          onSeen()
          lookAt(detail.lastMessageId)
        }}
      >
        {t('newer.look')}
      </button>
    </div>
  )
}

export function lookAt(messageId: string | null): void {
  const element = messageId ? document.querySelector<HTMLElement>(`[data-message="${CSS.escape(messageId)}"]`) : null
  element?.scrollIntoView({ block: 'center', behavior: 'smooth' })
}
