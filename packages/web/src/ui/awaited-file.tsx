import { CloudDownload, FileX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import styles from './attachment-card.module.css'

type Props = { name: string; state: 'pending' | 'failed'; code?: string | undefined }

const reasons = ['too-large', 'expired', 'not-found', 'deleted', 'sample', 'host-not-allowed'] as const

/** A file of a message that is not here: on its way from the network, or it stayed there, with the reason. */
export function AwaitedFile({ name, state, code }: Props) {
  const { t } = useTranslation('ui')
  const words =
    state === 'pending'
      ? t('attachment.pending')
      : t(`attachment.failed.${reasons.find((one) => one === code) ?? 'other'}`)
  const Icon = state === 'pending' ? CloudDownload : FileX
  return (
    <span className={`${styles.card} ${styles.awaited}`}>
      <Icon size={20} strokeWidth={1.5} />
      <span className={styles.words}>
        <bdi className={styles.name}>{name}</bdi>
        <span className={styles.reason}>{words}</span>
      </span>
    </span>
  )
}
