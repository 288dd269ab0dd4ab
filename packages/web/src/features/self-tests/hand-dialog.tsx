import { type SelfTest, selfTestRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { CircleCheck, ExternalLink } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { Button } from '#ui/button.tsx'
import { CopyBlock } from '#ui/copy-block.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { QrCode } from '#ui/qr-code.tsx'
import { Moment } from '#ui/relative-time.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { Banner } from '#ui/states.tsx'
import styles from './self-tests.module.css'

/** A word of one use, sent from a device of one's own; the dialog says when it was noticed. */
export function HandDialog({ test, onClose }: { test: SelfTest; onClose: () => void }) {
  const { t } = useTranslation(['self-tests', 'ui'])
  const [runId, setRunId] = useState<string | null>(null)
  const { data } = useQuery({ ...read(selfTestRoutes.list), refetchInterval: 2_000 })
  const now = data?.items.find(({ id }) => id === test.id) ?? test
  const run = runId === null ? undefined : now.runs.find(({ id }) => id === runId)
  const hand = run ? now.hand : null
  const seconds = run?.takenAfter ?? null
  async function show(): Promise<void> {
    try {
      const started = await call(selfTestRoutes.start, { params: { id: test.id } })
      setRunId(started.runs[0]?.id ?? null)
    } catch (error) {
      tellProblem(error)
      onClose()
    }
    invalidateRoute(queryClient, selfTestRoutes.list)
  }
  async function sent(): Promise<void> {
    await call(selfTestRoutes.sent, { params: { id: test.id } }).catch(tellProblem)
    invalidateRoute(queryClient, selfTestRoutes.list)
  }
  // A fresh word each time the dialog opens: the one before counts no more.
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when it opens
  useEffect(() => void show(), [])
  const isOpen = hand !== null && seconds === null
  return (
    <Dialog
      open
      size={520}
      title={t('hand.title', { name: test.presence.name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:close')}</Button>
          {isOpen && !hand.isSent && (
            <Button look="primary" onClick={() => void sent()}>
              {t('hand.sent')}
            </Button>
          )}
          {run && !isOpen && (
            <Button look="primary" onClick={() => void show()}>
              {t('hand.again')}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.form}>
        {!run && <SkeletonText lines={4} />}
        {isOpen && (
          <>
            <p>{t('hand.words')}</p>
            <CopyBlock
              text={hand.text}
              label={t('hand.text')}
              copyLabel={t('hand.copy')}
              copiedLabel={t('hand.copied')}
            />
            {hand.link && (
              <div className={styles.device}>
                <QrCode text={hand.link} label={t('hand.qr')} />
                <a href={hand.link} target="_blank" rel="noopener noreferrer">
                  <ExternalLink size={16} aria-hidden /> {t('hand.open')}
                </a>
              </div>
            )}
            <p className={styles.quiet}>
              {t('hand.until')} <Moment at={hand.expiresAt} />
            </p>
          </>
        )}
        {isOpen && hand.isSent && <Banner>{t('hand.waits')}</Banner>}
        {seconds !== null && <Banner icon={CircleCheck}>{t('hand.noticed', { count: seconds })}</Banner>}
        {run && !isOpen && seconds === null && <Banner tone="soon">{t('hand.over')}</Banner>}
      </div>
    </Dialog>
  )
}
