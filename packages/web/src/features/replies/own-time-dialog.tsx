import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNow } from '#lib/clock.ts'
import { fromLocalInput, toLocalInput } from '#lib/moments.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import type { NextUpdate } from './next-update.ts'
import styles from './replies.module.css'

type Props = { start: NextUpdate; onClose: () => void; onSet: (value: NextUpdate) => void }

/** An own time for the next word, and what is promised. */
export function OwnTimeDialog({ start, onClose, onSet }: Props) {
  const { t } = useTranslation(['replies', 'ui'])
  const now = useNow()
  const [typed, setTyped] = useState(() => toLocalInput(start ? new Date(start.at) : new Date(Date.now() + 7_200_000)))
  const [text, setText] = useState(start?.text ?? '')
  const at = fromLocalInput(typed)
  const past = at !== null && at <= now
  const keep = () => at && !past && onSet({ at: at.toISOString(), text: text.trim() })
  return (
    <Dialog
      open
      title={t('next.label')}
      onClose={onClose}
      size={420}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" disabled={!at || past} onClick={keep}>
            {t('next.set')}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        <TextField
          type="datetime-local"
          label={t('next.at')}
          value={typed}
          min={toLocalInput(now)}
          data-autofocus
          error={past ? t('next.past') : undefined}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && keep()}
        />
        <TextField
          optional
          label={t('next.what')}
          description={t('next.whatHelp')}
          value={text}
          maxLength={300}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
    </Dialog>
  )
}
