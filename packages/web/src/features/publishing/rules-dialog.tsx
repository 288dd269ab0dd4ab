import { PostApprovalMode, type Publishing, publishingRoutes } from '@resonanz/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ChoiceField, TextField } from '#ui/field.tsx'
import { doPost } from './post-data.ts'
import styles from './publishing.module.css'

/** Whose posts need a second pair of eyes, and from when a post is late. */
export function RulesDialog({ state, onClose }: { state: Publishing; onClose: () => void }) {
  const { t } = useTranslation(['publishing', 'ui'])
  const [approval, setApproval] = useState(state.approval)
  const [minutes, setMinutes] = useState(String(state.approvalMinutes))
  const [late, setLate] = useState(String(state.lateMinutes))
  async function save(): Promise<void> {
    const body = { version: state.version, approval, approvalMinutes: Number(minutes), lateMinutes: Number(late) }
    if (await doPost(() => call(publishingRoutes.save, { body }), t('done.rules'))) onClose()
  }
  return (
    <Dialog
      open
      size={480}
      title={t('rules.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" onClick={() => void save()}>
            {t('ui:save')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <ChoiceField
          label={t('rules.approval')}
          value={approval}
          onChange={setApproval}
          choices={PostApprovalMode.options.map((value) => ({ value, label: t(`rules.mode.${value}`) }))}
        />
        <TextField
          type="number"
          min={5}
          max={10_080}
          label={t('rules.minutes')}
          description={t('rules.minutesHelp')}
          value={minutes}
          onChange={(event) => setMinutes(event.currentTarget.value)}
        />
        <TextField
          type="number"
          min={1}
          max={1440}
          label={t('rules.late')}
          description={t('rules.lateHelp')}
          value={late}
          onChange={(event) => setLate(event.currentTarget.value)}
        />
      </div>
    </Dialog>
  )
}
