import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextAreaField } from '#ui/field.tsx'
import styles from './consultations.module.css'

type Props = {
  title: string
  label: string
  help?: string
  saveLabel: string
  /** What is read while writing: the question that is answered. */
  about?: string
  maxLength: number
  /** At least so many signs; 0: may stay empty. */
  least: number
  missing?: string
  onSave: (words: string) => Promise<boolean>
  onClose: () => void
}

/** A dialog that asks for a few words and nothing else. */
export function WordsDialog({
  title,
  label,
  help,
  saveLabel,
  about,
  maxLength,
  least,
  missing,
  onSave,
  onClose,
}: Props) {
  const { t } = useTranslation(['consultations', 'ui'])
  const [words, setWords] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const tooShort = words.trim().length < least
  async function save(): Promise<void> {
    setTried(true)
    if (tooShort) return
    setBusy(true)
    if (await onSave(words.trim())) onClose()
    setBusy(false)
  }
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void save()}>
            {saveLabel}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {about && <p className={styles.question}>{about}</p>}
        <TextAreaField
          data-autofocus
          label={label}
          description={help}
          value={words}
          maxLength={maxLength}
          error={tried && tooShort && (missing ?? t('form.missing'))}
          onChange={(event) => setWords(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && (event.metaKey || event.ctrlKey) && void save()}
        />
      </div>
    </Dialog>
  )
}
