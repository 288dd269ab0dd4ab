import { CloudOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '#lib/connection.ts'
import { formatClock } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Chip } from './chip.tsx'

/** `Offline seit 14:03`: shown by the shell while the server cannot be reached. */
export function OfflinePill() {
  const { since } = useConnection()
  return since ? <OfflineChip since={since} /> : null
}

export function OfflineChip({ since }: { since: Date }) {
  const { t } = useTranslation('ui')
  const language = useLanguage()
  return (
    <Chip icon={CloudOff} title={t('offline.more')}>
      {t('offline.since', { time: formatClock(since, { language }) })}
    </Chip>
  )
}
