import { type CaseDetail, type ServiceNote, serviceNoteRoutes } from '@resonanz/contracts'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { isProblem, type Problem } from '#lib/problem.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { CheckField, ChoiceField, TextAreaField, TextField } from '#ui/field.tsx'
import { SendTrouble } from '../send-trouble.tsx'
import styles from './network.module.css'

type Found = { in: 'title' | 'text'; start: number; end: number; kind: string }
type Props = { detail: CaseDetail; text: string; onClose: () => void; onPublished: (short: string) => void }
/** In the language of the customer, whatever the screen speaks. */
const short = { de: 'Die ausführliche Antwort steht hier:', en: 'You find the full answer here:' } as const
const lasts = { '30': 30, '90': 90, '365': 365 } as const
const dayMs = 86_400_000

/** A long answer on a public page of ours; the short answer that carries its link takes its place in the field. */
export function NoteDialog({ detail, text, onClose, onPublished }: Props) {
  const { t } = useTranslation(['replies', 'ui'])
  const form = useId()
  const own = useLanguage()
  const [title, setTitle] = useState('')
  const [words, setWords] = useState(text.trim())
  const [language, setLanguage] = useState<'de' | 'en'>(
    detail.language === 'en' || detail.language === 'de' ? detail.language : own,
  )
  const [days, setDays] = useState<keyof typeof lasts>('90')
  const [indexed, setIndexed] = useState(false)
  const [found, setFound] = useState<{ places: Found[]; mayConfirm: boolean } | null>(null)
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [isAsked, setAsked] = useState(false)
  const [trouble, setTrouble] = useState<Problem | null>(null)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setAsked(true)
    if (title.trim() === '' || words.trim() === '') return
    setBusy(true)
    setTrouble(null)
    try {
      const note: ServiceNote = await call(serviceNoteRoutes.publish, {
        params: { id: detail.id },
        body: {
          title: title.trim(),
          text: words.trim(),
          language,
          indexed,
          expiresAt: new Date(Date.now() + lasts[days] * dayMs).toISOString(),
          ...(found?.mayConfirm && reason.trim() ? { confirm: { reason: reason.trim() } } : {}),
        },
      })
      invalidateRoute(queryClient, serviceNoteRoutes.list)
      onPublished(`${short[language]} ${note.url}`)
    } catch (error) {
      if (isProblem(error, 'personal-data-found')) {
        const extra = error.extra as { found: Found[]; mayConfirm: boolean }
        setFound({ places: extra.found, mayConfirm: extra.mayConfirm })
      } else if (isProblem(error)) setTrouble(error)
      else throw error
    } finally {
      setBusy(false)
    }
  }
  const change = (set: (value: string) => void) => (event: { currentTarget: { value: string } }) => {
    set(event.currentTarget.value)
    setFound(null)
  }
  return (
    <Dialog
      open
      title={t('serviceNote.title')}
      size={640}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" type="submit" form={form} busy={busy}>
            {t('serviceNote.publish')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.note} noValidate onSubmit={(event) => void submit(event)}>
        <p className={styles.hint}>{t('serviceNote.help')}</p>
        <TextField
          data-autofocus
          label={t('serviceNote.name')}
          value={title}
          maxLength={150}
          error={isAsked && title.trim() === '' && t('serviceNote.nameMissing')}
          onChange={change(setTitle)}
        />
        <TextAreaField label={t('serviceNote.text')} value={words} maxLength={20_000} onChange={change(setWords)} />
        {found && (
          <div className={styles.found} role="alert">
            <p>{t('serviceNote.found')}</p>
            <ul>
              {found.places.map((place) => (
                <li key={`${place.in}${place.start}`}>
                  <q>{(place.in === 'title' ? title.trim() : words.trim()).slice(place.start, place.end)}</q>{' '}
                  {t(`serviceNote.kind.${place.kind}` as 'serviceNote.kind.name', {
                    defaultValue: t('serviceNote.kind.other'),
                  })}
                </li>
              ))}
            </ul>
            {found.mayConfirm ? (
              <TextField
                label={t('serviceNote.why')}
                description={t('serviceNote.whyHelp')}
                value={reason}
                maxLength={300}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
            ) : (
              <p>{t('serviceNote.who')}</p>
            )}
          </div>
        )}
        <div className={styles.two}>
          <ChoiceField
            inline
            label={t('serviceNote.language')}
            value={language}
            choices={[
              { value: 'de', label: 'Deutsch' },
              { value: 'en', label: 'English' },
            ]}
            onChange={setLanguage}
          />
          <ChoiceField
            inline
            label={t('serviceNote.lasts')}
            value={days}
            choices={(['30', '90', '365'] as const).map((value) => ({
              value,
              label: t('serviceNote.days', { count: lasts[value] }),
            }))}
            onChange={setDays}
          />
        </div>
        <CheckField
          label={t('serviceNote.indexed')}
          description={t('serviceNote.indexedHelp')}
          checked={indexed}
          onChange={(event) => setIndexed(event.currentTarget.checked)}
        />
        {trouble && <SendTrouble problem={trouble} onClose={() => setTrouble(null)} />}
      </form>
    </Dialog>
  )
}
