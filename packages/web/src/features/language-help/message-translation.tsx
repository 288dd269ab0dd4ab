import { type CaseDetail, type LanguageAsk, languageHelpRoutes, type Message } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { Languages } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { useConnection } from '#lib/connection.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { useFailureWords, useOffer } from './help-data.ts'
import styles from './language-help.module.css'
import { Marked, Notice } from './marked.tsx'
import { WhatIsSent } from './what-is-sent.tsx'

/** Under a customer's words in another language than the reader's: what they say, as a model puts it. */
export function MessageTranslation({ message, detail }: { message: Message; detail: CaseDetail }) {
  const { t } = useTranslation('language-help')
  const language = useLanguage()
  const { online } = useConnection()
  const failure = useFailureWords()
  const offer = useOffer(detail)
  const [isAsking, setAsking] = useState(false)
  const question: LanguageAsk = { use: 'translation', language, messageId: message.id }
  const ask = useMutation({
    mutationFn: () => call(languageHelpRoutes.ask, { params: { id: detail.id }, body: question }),
    onSettled: () => invalidateRoute(queryClient, languageHelpRoutes.offer),
  })
  if (!offer.uses.includes('translation') || message.deletedAt || message.text.trim() === '') return null
  if ((message.analysis?.language.code ?? detail.language) === language) return null
  if (!isAsking)
    return (
      <Button small look="quiet" icon={Languages} onClick={() => setAsking(true)}>
        {t('act.translation')}
      </Button>
    )
  return (
    <section className={styles.translation} aria-label={t('translation.title')} aria-busy={ask.isPending}>
      {ask.data ? (
        <>
          <Marked model={ask.data.model} />
          <p className={styles.text} lang={language}>
            {ask.data.text}
          </p>
          {ask.data.unresolved.length > 0 && (
            <p className={styles.quiet}>{t('draft.open', { places: ask.data.unresolved.join(', ') })}</p>
          )}
          {ask.data.isCut && <p className={styles.quiet}>{t('draft.cut')}</p>}
        </>
      ) : (
        <>
          {ask.error && (
            <p role="alert" className={styles.failure}>
              {failure(ask.error)}
            </p>
          )}
          <span className={styles.actions}>
            <Button
              small
              icon={Languages}
              busy={ask.isPending}
              disabled={!online || offer.left === 0}
              onClick={() => ask.mutate()}
            >
              {t('translation.ask', { language: t(`language.${language}`) })}
            </Button>
            <Button small look="quiet" onClick={() => setAsking(false)}>
              {t('draft.drop')}
            </Button>
          </span>
          <Notice offer={offer} />
          <WhatIsSent caseId={detail.id} ask={question} />
        </>
      )}
    </section>
  )
}
