import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextAreaField } from '#ui/field.tsx'

type Props = { what: 'reject' | 'withdraw'; onClose: () => void; onSay: (reason: string) => Promise<void> }

/** A rejection says why, so that whoever asked knows what to do next. */
export function ReasonDialog({ what, onClose, onSay }: Props) {
  const { t } = useTranslation(['approvals', 'ui'])
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const isMissing = what === 'reject' && reason.trim().length < 3
  function say(): void {
    setAsked(true)
    if (!isMissing) void onSay(reason.trim())
  }
  return (
    <Dialog
      open
      title={t(`${what}Title`)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" onClick={say}>
            {t(what)}
          </Button>
        </>
      }
    >
      <TextAreaField
        data-autofocus
        optional={what === 'withdraw'}
        label={t('reason')}
        description={t(`${what}Help`)}
        maxLength={500}
        value={reason}
        error={isAsked && isMissing && t('reasonMissing')}
        onChange={(event) => setReason(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && say()}
      />
    </Dialog>
  )
}
