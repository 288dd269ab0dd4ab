import { privatePageRoutes, type ResponseOf, type RevealPurpose } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { CopyBlock } from '#ui/copy-block.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ChoiceField, TextField } from '#ui/field.tsx'
import { ErrorState } from '#ui/states.tsx'
import type { AskedQuestion } from './pages-data.ts'
import styles from './private-pages.module.css'

const purposes = ['handle', 'verify', 'correct', 'request'] as const
type Shown = ResponseOf<typeof privatePageRoutes.reveal>

/** Why, then what. It is gone from the screen with the dialog. */
export function RevealDialog({ question, onClose }: { question: AskedQuestion; onClose: () => void }) {
  const { t } = useTranslation(['private-pages', 'ui'])
  const language = useLanguage()
  const [purpose, setPurpose] = useState<RevealPurpose>('handle')
  const [note, setNote] = useState('')
  const look = useMutation({
    mutationFn: () =>
      call(privatePageRoutes.reveal, {
        params: { id: question.answer?.id ?? '' },
        body: { purpose, note: note.trim() },
      }),
    gcTime: 0,
  })
  return (
    <Dialog
      open
      size={480}
      title={`${t('reveal.title')}: ${question.label[language]}`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t(look.data ? 'reveal.close' : 'ui:cancel')}</Button>
          {!look.data && (
            <Button look="primary" busy={look.isPending} onClick={() => look.mutate()}>
              {t('reveal.show')}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.form}>
        {look.error && <ErrorState compact error={look.error} />}
        {look.data ? (
          <ShownAnswer shown={look.data} label={question.label[language]} />
        ) : (
          <>
            <p className={styles.none}>{t('reveal.intro')}</p>
            <ChoiceField
              label={t('reveal.purpose')}
              choices={purposes.map((value) => ({ value, label: t(`reveal.purposes.${value}`) }))}
              value={purpose}
              onChange={setPurpose}
            />
            <TextField
              optional
              label={t('reveal.note')}
              maxLength={200}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          </>
        )}
      </div>
    </Dialog>
  )
}

function ShownAnswer({ shown: { value, file }, label }: { shown: Shown; label: string }) {
  const { t } = useTranslation('private-pages')
  if (value !== null)
    return <CopyBlock label={label} text={value} copyLabel={t('reveal.copy')} copiedLabel={t('reveal.copied')} />
  if (!file) return null
  return (
    <span className={styles.actions}>
      <b>{file.name}</b>
      <Button icon={Download} onClick={() => save(file)}>
        {t('reveal.save')}
      </Button>
    </span>
  )
}

/** Never shown in the page: a stranger's file is only ever a download. */
function save({ name, base64 }: NonNullable<Shown['file']>): void {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
