import { fileRoutes, type Message } from '@resonanz/contracts'
import { ImageIcon } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#lib/api.ts'
import { Button } from '#ui/button.tsx'
import styles from './timeline.module.css'

/**
 * The mail as it was designed, cleaned by the server, in a frame that may run nothing and knows nothing of us.
 * Pictures from elsewhere would tell the sender that we read: only after a click, and through our server.
 */
export function MailPage({ message }: { message: Message }) {
  const { t } = useTranslation(['cases', 'ui'])
  const [images, setImages] = useState(false)
  return (
    <div className={styles.page}>
      {message.remoteImages > 0 && !images && (
        <Button small icon={ImageIcon} onClick={() => setImages(true)}>
          {t('message.images', { count: message.remoteImages })}
        </Button>
      )}
      <iframe
        className={styles.frame}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        title={t('message.frame')}
        src={addressOf(fileRoutes.page, { params: { id: message.id }, query: { images: images ? '1' : '0' } })}
      />
    </div>
  )
}
