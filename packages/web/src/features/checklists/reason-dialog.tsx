import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'

type Props = {
  title: string
  what: 'skip' | 'putAway'
  onDone: (reason: string) => Promise<boolean>
  onClose: () => void
}
const least = 3

/** Why a step is left out, or a whole checklist does not count here. */
export function ReasonDialog({ title, what, onDone, onClose }: Props) {
  const { t } = useTranslation(['checklists', 'ui'])
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  async function go(): Promise<void> {
    setTried(true)
    if (reason.trim().length < least || busy) return
    setBusy(true)
    const done = await onDone(reason.trim())
    setBusy(false)
    if (done) onClose()
  }
  return (
    <Dialog
      open
      size={440}
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void go()}>
            {t(what)}
          </Button>
        </>
      }
    >
      <TextField
        data-autofocus
        label={t('why')}
        description={t(what === 'skip' ? 'skipHelp' : 'putAwayHelp')}
        maxLength={300}
        value={reason}
        error={tried && reason.trim().length < least && t('whyMissing')}
        onChange={(event) => setReason(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && void go()}
      />
    </Dialog>
  )
}
