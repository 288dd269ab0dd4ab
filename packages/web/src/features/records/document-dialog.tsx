import type { CaseDetail, Completeness } from '@resonanz/contracts'
import { useTranslation } from 'react-i18next'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { FactFields, useFacts } from './fact-fields.tsx'
import styles from './records.module.css'

type Props = { detail: CaseDetail; known: Completeness; onClose: () => void }

/** Everything that ought to be known of a case before it is closed, in one place. */
export function DocumentDialog({ detail, known, onClose }: Props) {
  const { t } = useTranslation(['records', 'ui'])
  const form = useFacts(detail, known, () => {
    showNotice({ text: t('done.saved'), tone: 'ok' })
    onClose()
  })
  return (
    <Dialog
      open
      title={t('fill.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button
            look="primary"
            busy={form.save.isPending}
            onClick={() => (form.hasChanged ? form.save.mutate() : onClose())}
          >
            {t('fill.save')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p className={styles.quiet}>{t('fill.intro')}</p>
        <FactFields known={known} form={form} />
      </div>
    </Dialog>
  )
}
