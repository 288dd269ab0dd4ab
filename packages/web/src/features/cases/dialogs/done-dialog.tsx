import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { OpenPromise } from '../side/promises.tsx'
import sideStyles from '../side/side.module.css'
import { useChange } from '../use-change.ts'
import type { DialogProps } from './dialog-types.ts'
import styles from './dialogs.module.css'

/** Closing stops at a promise that is still open: settle it here, then close. */
export function DoneDialog({ detail, onClose, onNext }: DialogProps) {
  const { t } = useTranslation(['cases', 'ui'])
  const change = useChange(detail)
  const open = detail.promises.filter((promise) => promise.state === 'open' && promise.madeBy !== null)
  async function close(): Promise<void> {
    onClose()
    if (await change({ category: 'done' }, t('done.done'))) onNext()
  }
  return (
    <Dialog
      open
      title={t('blocked.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" disabled={open.length > 0} onClick={() => void close()}>
            {t('act.done')}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        <p>{t(open.length > 0 ? 'blocked.words' : 'blocked.settled')}</p>
        <ul className={sideStyles.list}>
          {open.map((promise) => (
            <OpenPromise
              key={promise.id}
              promise={promise}
              caseId={detail.id}
              may={detail.allowed.includes('promise')}
            />
          ))}
        </ul>
      </div>
    </Dialog>
  )
}
