import { type CasePages, type Language, type PageWay, privatePageRoutes, type PrivatePage } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { useLanguage } from '#lib/use-language.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { CheckField, ChoiceField, TextAreaField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import { freshenPages, hourChoices, usePages } from './pages-data.ts'
import styles from './private-pages.module.css'
import { ResultDialog } from './result-dialog.tsx'

type Props = { caseId: string; onClose: () => void }

/** Opens a private page: which questions, in which words, how the link gets there. */
export function AskDialog({ caseId, onClose }: Props) {
  const { t } = useTranslation('private-pages')
  const pages = usePages(caseId)
  const [made, setMade] = useState<PrivatePage | null>(null)
  if (made) return <ResultDialog caseId={caseId} page={made} onClose={onClose} />
  if (pages.data) return <AskForm caseId={caseId} known={pages.data} onMade={setMade} onClose={onClose} />
  return (
    <Dialog open title={t('ask.title')} onClose={onClose}>
      {pages.error ? (
        <ErrorState compact error={pages.error} onRetry={() => void pages.refetch()} />
      ) : (
        <SkeletonText lines={6} />
      )}
    </Dialog>
  )
}

function AskForm({
  caseId,
  known,
  onMade,
  onClose,
}: Props & { known: CasePages; onMade: (page: PrivatePage) => void }) {
  const { t } = useTranslation(['private-pages', 'ui'])
  const ours = useLanguage()
  const [setId, chooseSet] = useState(() => known.sets.find(({ isOfTopic }) => isOfTopic)?.id ?? 'none')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [words, setWords] = useState('')
  const [language, setLanguage] = useState<Language>(known.language)
  const [way, setWay] = useState<PageWay>(known.hasMail ? 'mail' : known.hasPrivate ? 'private' : 'hand')
  const [hours, setHours] = useState(known.validHours)
  const [clientKey] = useState(() => crypto.randomUUID())
  const questions = known.sets.find(({ id }) => id === setId)?.questions ?? []
  const send = useMutation({
    mutationFn: () =>
      call(privatePageRoutes.ask, {
        params: { id: caseId },
        body: {
          questions: questions.filter(({ key }) => !left.has(key)),
          words: words.trim(),
          language,
          way,
          validHours: hours,
          clientKey,
        },
      }),
    onSuccess: ({ page, mail }) => {
      freshenPages(caseId)
      // That the page is there, the next dialog says.
      if (mail) showNotice({ text: t(`ask.mail.${mail}`), tone: mail === 'queued' ? 'ok' : 'bad' })
      onMade(page)
    },
  })
  const ways = (['private', 'public', 'mail', 'hand'] as const).filter(
    (one) => (one !== 'mail' || known.hasMail) && (one !== 'private' || known.hasPrivate),
  )
  return (
    <Dialog
      open
      size={600}
      title={t('ask.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" busy={send.isPending} keyHint="Mod+Enter" onClick={() => send.mutate()}>
            {t('ask.send')}
          </Button>
        </>
      }
    >
      <form
        noValidate
        className={styles.form}
        onSubmit={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && !send.isPending) send.mutate()
        }}
      >
        {send.error && <ErrorState compact error={send.error} />}
        <p className={styles.none}>{t('ask.intro')}</p>
        <SelectField
          data-autofocus
          label={t('ask.set')}
          data={[
            ...known.sets.map(({ id, name, isOfTopic }) => ({
              value: id,
              label: isOfTopic ? `${name} (${t('ask.ofTopic')})` : name,
            })),
            { value: 'none', label: t('ask.setNone') },
          ]}
          value={setId}
          onChange={(value) => {
            chooseSet(String(value ?? 'none'))
            setLeft(new Set())
          }}
        />
        {questions.length > 0 && (
          <fieldset className={styles.fields}>
            <legend>{t('ask.fields')}</legend>
            {questions.map(({ key, label, reason }) => (
              <CheckField
                key={key}
                label={label[ours]}
                description={reason[ours]}
                checked={!left.has(key)}
                onChange={(event) => {
                  const next = new Set(left)
                  if (event.currentTarget.checked) next.delete(key)
                  else next.add(key)
                  setLeft(next)
                }}
              />
            ))}
          </fieldset>
        )}
        <TextAreaField
          optional
          label={t('ask.words')}
          maxLength={2_000}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <ChoiceField
          label={t('ask.way')}
          choices={ways.map((value) => ({
            value,
            label: t(`ask.ways.${value}.label`),
            help: t(`ask.ways.${value}.help`),
          }))}
          value={way}
          onChange={setWay}
        />
        <div className={styles.pair}>
          <SelectField
            label={t('ask.language')}
            data={[
              { value: 'de', label: t('ask.language_de') },
              { value: 'en', label: t('ask.language_en') },
            ]}
            value={language}
            onChange={(value) => setLanguage(value === 'en' ? 'en' : 'de')}
          />
          <HoursField label={t('ask.valid')} hours={hours} onChange={setHours} />
        </div>
      </form>
    </Dialog>
  )
}

type HoursProps = { label: string; hours: number; onChange: (hours: number) => void }
export function HoursField({ label, hours, onChange }: HoursProps) {
  const { t } = useTranslation('private-pages')
  const named: Record<number, string> = {
    24: t('ask.hours.24'),
    72: t('ask.hours.72'),
    168: t('ask.hours.168'),
    336: t('ask.hours.336'),
    720: t('ask.hours.720'),
  }
  return (
    <SelectField
      label={label}
      data={hourChoices(hours).map((value) => ({
        value: String(value),
        label: named[value] ?? t('ask.hoursOther', { hours: value }),
      }))}
      value={String(hours)}
      onChange={(value) => onChange(Number(value ?? 168))}
    />
  )
}
