import { type CaseDetail, type LanguageAsk, caseRoutes, languageHelpRoutes } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { Sparkles, StickyNote } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { activeActions, useActions } from '#lib/actions.ts'
import { call } from '#lib/api.ts'
import { refreshAround, tellProblem } from '#lib/change-case.ts'
import { useConnection } from '#lib/connection.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { TextAreaField } from '#ui/field.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { openPlaceholders, useFailureWords, useOffer } from './help-data.ts'
import styles from './language-help.module.css'
import { Marked, Notice } from './marked.tsx'
import { WhatIsSent } from './what-is-sent.tsx'

/** The case in few words, as a model sees it: a proposal that stays nowhere unless somebody keeps it as a note. */
export function SummaryCard({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation(['language-help', 'ui'])
  const language = useLanguage()
  const { online } = useConnection()
  const failure = useFailureWords()
  const offer = useOffer(detail)
  const may = offer.uses.includes('summary')
  const [text, setText] = useState<string | null>(null)
  const question: LanguageAsk = { use: 'summary', language }
  const ask = useMutation({
    mutationFn: () => call(languageHelpRoutes.ask, { params: { id: detail.id }, body: question }),
    onSuccess: (given) => setText(given.text),
    onSettled: () => invalidateRoute(queryClient, languageHelpRoutes.offer),
  })
  const keep = useMutation({
    mutationFn: async () => {
      await call(caseRoutes.addNote, {
        params: { id: detail.id },
        body: { text: `${t('summary.noteHead', { model: ask.data!.model })}\n${text!}` },
      })
      await call(languageHelpRoutes.accept, { params: { id: ask.data!.callId }, body: { as: 'note' } })
    },
    onSuccess: () => {
      setText(null)
      refreshAround(detail.id)
      showNotice({ text: t('summary.kept'), tone: 'ok' })
    },
    onError: tellProblem,
  })
  useActions([
    {
      id: 'case.languageSummary',
      key: 'Shift+z',
      labelKey: 'language-help:act.summary',
      icon: Sparkles,
      when: may && online && !ask.isPending,
      run: () => {
        activeActions()
          .find(({ id }) => id === 'case.tab2')
          ?.run()
        ask.mutate()
      },
    },
  ])
  if (!may) return null
  const open = text === null ? [] : openPlaceholders(text)
  return (
    <section className={styles.card} aria-label={t('summary.title')} aria-busy={ask.isPending}>
      <h3>{t('summary.title')}</h3>
      {ask.isPending && <SkeletonText lines={4} />}
      {ask.error && (
        <p role="alert" className={styles.failure}>
          {failure(ask.error)}
        </p>
      )}
      {text !== null && !ask.isPending && ask.data && (
        <>
          <Marked model={ask.data.model} />
          <TextAreaField
            label={t('summary.words')}
            description={t('summary.wordsHelp')}
            value={text}
            minRows={4}
            maxRows={14}
            maxLength={19_000}
            error={open.length > 0 ? t('draft.open', { places: open.join(', ') }) : undefined}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <span className={styles.actions}>
            <Button
              small
              icon={StickyNote}
              busy={keep.isPending}
              disabled={text.trim() === '' || open.length > 0}
              onClick={() => keep.mutate()}
            >
              {t('summary.keep')}
            </Button>
            <Button small look="quiet" onClick={() => setText(null)}>
              {t('draft.drop')}
            </Button>
          </span>
        </>
      )}
      {text === null && !ask.isPending && (
        <>
          <Button small icon={Sparkles} disabled={!online || offer.left === 0} onClick={() => ask.mutate()}>
            {t('act.summary')}
          </Button>
          <Notice offer={offer} />
          <WhatIsSent caseId={detail.id} ask={question} />
        </>
      )}
    </section>
  )
}
