import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { TextAreaField, TextField } from './field.tsx'
import styles from './words-dialog.module.css'

type Props = {
  title: string
  label: string
  help?: string
  saveLabel: string
  /** What is read while writing: the question that is answered, what it does, what went wrong. */
  about?: ReactNode
  maxLength: number
  /** At least so many signs; 0: may stay empty. */
  least: number
  missing?: string
  /** A reason in one line: Enter saves it. */
  oneLine?: boolean
  /** True: done, the dialog goes. */
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
  oneLine = false,
  onSave,
  onClose,
}: Props) {
  const { t } = useTranslation('ui')
  const [words, setWords] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const tooShort = words.trim().length < least
  async function save(): Promise<void> {
    setTried(true)
    if (tooShort || busy) return
    setBusy(true)
    if (await onSave(words.trim())) onClose()
    setBusy(false)
  }
  const field = {
    'data-autofocus': true,
    optional: least === 0,
    label,
    description: help,
    value: words,
    maxLength,
    error: tried && tooShort && (missing ?? t('wordsMissing')),
    onKeyDown: (event: KeyboardEvent) =>
      event.key === 'Enter' && (oneLine || event.metaKey || event.ctrlKey) && void save(),
  }
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void save()}>
            {saveLabel}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {typeof about === 'string' ? <p className={styles.about}>{about}</p> : about}
        {oneLine ? (
          <TextField {...field} onChange={(event) => setWords(event.currentTarget.value)} />
        ) : (
          <TextAreaField {...field} onChange={(event) => setWords(event.currentTarget.value)} />
        )}
      </div>
    </Dialog>
  )
}
