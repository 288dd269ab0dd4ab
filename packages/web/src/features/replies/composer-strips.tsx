import type { CaseDetail } from '@resonanz/contracts'
import { useTranslation } from 'react-i18next'
import { useConnection } from '#lib/connection.ts'
import { NewerStrip } from './newer-strip.tsx'
import styles from './replies.module.css'
import { SendTrouble } from './send-trouble.tsx'
import type { Sending } from './sending/use-sending.ts'

type Props = {
  detail: CaseDetail
  /** Why somebody else looks at it before it leaves; null: nobody does. */
  approvalWhy: readonly string[] | null
  openGap: string | null
  newerCame: boolean
  onSeen: () => void
  sending: Sending
}

/** What is to be known before an answer leaves, and why it did not. */
export function ComposerStrips({ detail, approvalWhy, openGap, newerCame, onSeen, sending }: Props) {
  const { t } = useTranslation(['replies', 'ui'])
  const online = useConnection().online
  const { trouble } = sending
  return (
    <>
      {approvalWhy && <p className={styles.strip}>{t('approval.needed', { why: approvalWhy.join(', ') })}</p>}
      {openGap !== null && (
        <p className={styles.strip} role="alert">
          {t('check.gap', { gap: openGap })}
        </p>
      )}
      {newerCame && <NewerStrip detail={detail} onSeen={onSeen} />}
      {trouble && <SendTrouble problem={trouble} onClose={sending.dropTrouble} />}
      {!online && !trouble && <p className={styles.strip}>{t('trouble.offline')}</p>}
    </>
  )
}
