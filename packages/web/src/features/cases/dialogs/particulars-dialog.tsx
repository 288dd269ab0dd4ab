import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextAreaField } from '#ui/field.tsx'
import { useChange } from '../use-change.ts'
import type { DialogProps } from './dialog-types.ts'

export function ParticularsDialog({ detail, onClose }: DialogProps) {
  const { t } = useTranslation(['cases', 'ui'])
  const change = useChange(detail)
  // Null: nobody typed, and what a colleague writes meanwhile is shown and stays.
  const [typed, setTyped] = useState<string | null>(null)
  function save(): void {
    onClose()
    if (typed !== null && typed !== detail.particulars)
      void change({ particulars: typed.trim() }, t('done.particulars'))
  }
  return (
    <Dialog
      open
      title={t('act.particulars')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" onClick={save}>
            {t('ui:save')}
          </Button>
        </>
      }
    >
      <TextAreaField
        label={t('particulars.label')}
        description={t('particulars.help')}
        value={typed ?? detail.particulars}
        maxLength={5000}
        data-autofocus
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && save()}
      />
    </Dialog>
  )
}
