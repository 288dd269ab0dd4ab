import {
  type CaseDetail,
  type LanguageAnswer,
  type LanguageAsk,
  type LanguageHelpOffer,
  languageHelpRoutes,
} from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { Sparkles } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { activeActions } from '#lib/actions.ts'
import { call } from '#lib/api.ts'
import { useConnection } from '#lib/connection.ts'
import { insertWords } from '#lib/insert-words.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ChoiceField, TextAreaField } from '#ui/field.tsx'
import { openPlaceholders, useFailureWords } from './help-data.ts'
import styles from './language-help.module.css'
import { Marked, Notice } from './marked.tsx'
import { WhatIsSent } from './what-is-sent.tsx'

type Props = { detail: CaseDetail; offer: LanguageHelpOffer; onClose: () => void }

/** First what the answer is to say, then the proposal as words to change. It goes nowhere before a person takes it over. */
export function DraftDialog({ detail, offer, onClose }: Props) {
  const { t } = useTranslation(['language-help', 'ui'])
  const { online } = useConnection()
  const failure = useFailureWords()
  const mine = useLanguage()
  const [language, setLanguage] = useState<'de' | 'en'>(
    detail.language === 'de' || detail.language === 'en' ? detail.language : mine,
  )
  const [points, setPoints] = useState('')
  const [answer, setAnswer] = useState<LanguageAnswer | null>(null)
  const [text, setText] = useState('')
  const question: LanguageAsk = { use: 'draft', language, points }
  const ask = useMutation({
    mutationFn: () => call(languageHelpRoutes.ask, { params: { id: detail.id }, body: question }),
    onSuccess: (given) => {
      setAnswer(given)
      setText(given.text)
    },
    onSettled: () => invalidateRoute(queryClient, languageHelpRoutes.offer),
  })
  const open = openPlaceholders(text)
  function take(): void {
    if (!answer || open.length > 0 || text.trim() === '') return
    onClose()
    const put = () => insertWords(detail.id, { text })
    const done = () => {
      void call(languageHelpRoutes.accept, { params: { id: answer.callId }, body: { as: 'draft' } }).catch(() => {})
      showNotice({ text: t('draft.taken'), tone: 'ok' })
    }
    if (put()) return done()
    activeActions()
      .find(({ id }) => id === 'case.reply')
      ?.run()
    requestAnimationFrame(() => (put() ? done() : showNotice({ text: t('draft.nowhere') })))
  }
  return (
    <Dialog
      open
      title={t('draft.title')}
      onClose={onClose}
      footer={
        answer ? (
          <>
            <Button onClick={onClose}>{t('draft.drop')}</Button>
            <Button look="primary" disabled={open.length > 0 || text.trim() === ''} onClick={take}>
              {t('draft.take')}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>{t('ui:cancel')}</Button>
            <Button
              look="primary"
              icon={Sparkles}
              disabled={!online || offer.left === 0}
              busy={ask.isPending}
              onClick={() => ask.mutate()}
            >
              {t('draft.ask')}
            </Button>
          </>
        )
      }
    >
      <div className={styles.form}>
        {!online && <p role="status">{t('failure.offline')}</p>}
        {ask.error && (
          <p role="alert" className={styles.failure}>
            {failure(ask.error)}
          </p>
        )}
        {answer ? (
          <>
            <Marked model={answer.model} />
            <TextAreaField
              data-autofocus
              label={t('draft.words')}
              description={t('draft.wordsHelp')}
              lang={language}
              value={text}
              minRows={8}
              maxRows={18}
              maxLength={20_000}
              error={open.length > 0 ? t('draft.open', { places: open.join(', ') }) : undefined}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            {answer.isCut && <p className={styles.quiet}>{t('draft.cut')}</p>}
          </>
        ) : (
          <>
            <TextAreaField
              data-autofocus
              optional
              label={t('draft.points')}
              description={t('draft.pointsHelp')}
              value={points}
              maxLength={1000}
              minRows={2}
              onChange={(event) => setPoints(event.currentTarget.value)}
            />
            <ChoiceField
              inline
              label={t('draft.language')}
              value={language}
              onChange={setLanguage}
              choices={(['de', 'en'] as const).map((value) => ({ value, label: t(`language.${value}`) }))}
            />
            <Notice offer={offer} />
            <WhatIsSent caseId={detail.id} ask={question} />
          </>
        )}
      </div>
    </Dialog>
  )
}
