import { handoverRoutes } from '@resonanz/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ChoiceField, TextField } from '#ui/field.tsx'
import { doAround } from './consultation-data.ts'
import styles from './consultations.module.css'

/** Raise a case: who should know, and why. */
export function EscalateDialog({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const { t } = useTranslation(['consultations', 'ui'])
  const [level, setLevel] = useState<'1' | '2'>('1')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const isMissing = reason.trim().length < 3
  async function send(): Promise<void> {
    setTried(true)
    if (isMissing) return
    setBusy(true)
    const done = await doAround(caseId, t('escalate.sent'), () =>
      call(handoverRoutes.escalate, {
        params: { id: caseId },
        body: { level: level === '2' ? 2 : 1, reason: reason.trim() },
      }),
    )
    setBusy(false)
    if (done) onClose()
  }
  return (
    <Dialog
      open
      title={t('escalate.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void send()}>
            {t('escalate.send')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <TextField
          data-autofocus
          label={t('escalate.reason')}
          value={reason}
          maxLength={300}
          error={tried && isMissing && t('escalate.missing')}
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && void send()}
        />
        <ChoiceField
          label={t('escalate.level')}
          value={level}
          onChange={setLevel}
          choices={[
            { value: '1', label: t('escalate.one'), help: t('escalate.oneHelp') },
            { value: '2', label: t('escalate.two'), help: t('escalate.twoHelp') },
          ]}
        />
      </div>
    </Dialog>
  )
}
