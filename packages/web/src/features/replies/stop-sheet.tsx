import { caseRoutes, type TimelineItem } from '@resonanz/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formatClock } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { lookAt } from './newer-strip.tsx'
import styles from './replies.module.css'

/** What the server tells with `newer-message`. */
export type Newer = {
  messageId: string
  direction: 'in' | 'out'
  by: string | null
  at: string
  what?: 'edited' | 'deleted'
}
type Props = { caseId: string; newer: Newer; onLook: () => void; onSend: () => void; onKeep: () => void }

/** Stops an answer that does not know of newer words: who wrote, what, and three ways on. */
export function StopSheet({ caseId, newer, onLook, onSend, onKeep }: Props) {
  const { t } = useTranslation(['replies', 'ui'])
  const language = useLanguage()
  const words = useMessageText(caseId, newer.messageId)
  const time = formatClock(new Date(newer.at), { language })
  return (
    <Dialog
      open
      title={t('stop.title')}
      onClose={onKeep}
      footer={
        <>
          <Button look="quiet" onClick={onKeep}>
            {t('stop.keep')}
          </Button>
          <Button onClick={onSend}>{t('stop.send')}</Button>
          <Button
            look="primary"
            data-autofocus
            onClick={() => {
              onLook()
              setTimeout(lookAt, 200, newer.messageId)
            }}
          >
            {t('stop.look')}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        <p>
          {t(newer.what ? `stop.${newer.what}` : newer.direction === 'in' ? 'stop.customer' : 'stop.colleague', {
            name: newer.by ?? t('stop.somebody'),
            time,
          })}
        </p>
        {words && <blockquote className={styles.newerWords}>{words.slice(0, 600)}</blockquote>}
      </div>
    </Dialog>
  )
}

function useMessageText(caseId: string, messageId: string): string | undefined {
  const client = useQueryClient()
  const pages = client.getQueriesData<{ pages: { items: TimelineItem[] }[] }>({
    queryKey: [caseRoutes.timeline.id, { id: caseId }],
  })
  const item = pages
    .flatMap(([, data]) => data?.pages.flatMap((page) => page.items) ?? [])
    .find(({ id }) => id === messageId)
  return item && item.kind === 'message' ? item.text : undefined
}
