import { type LanguageAsk, languageHelpRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { Button } from '#ui/button.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './language-help.module.css'

type Props = { caseId: string; ask: LanguageAsk }

/** One click away: word for word what a press would send, and what was covered in it. */
export function WhatIsSent({ caseId, ask }: Props) {
  const { t } = useTranslation('language-help')
  const [open, setOpen] = useState(false)
  return (
    <div>
      <Button small look="quiet" icon={open ? EyeOff : Eye} aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? 'preview.hide' : 'preview.show')}
      </Button>
      {open && <Preview caseId={caseId} ask={ask} />}
    </div>
  )
}

function Preview({ caseId, ask }: Props) {
  const { t } = useTranslation('language-help')
  const { data, error, refetch } = useQuery({
    queryKey: [languageHelpRoutes.preview.id, caseId, ask],
    queryFn: ({ signal }) => call(languageHelpRoutes.preview, { params: { id: caseId }, body: ask, signal }),
    gcTime: 0,
  })
  if (error) return <ErrorState compact error={error} onRetry={() => void refetch()} />
  if (!data) return <SkeletonText lines={4} />
  return (
    <section className={styles.preview} aria-label={t('preview.show')}>
      <p className={styles.quiet}>
        {t('preview.to', { host: data.host, model: data.model, count: data.characters })}
        {data.leftOut > 0 && ` ${t('preview.leftOut', { count: data.leftOut })}`}
      </p>
      <div className={styles.words} tabIndex={0} role="region" aria-label={t('preview.words')}>
        {data.messages.map(({ role, content }) => (
          <pre key={role}>{content}</pre>
        ))}
      </div>
      {data.masked.length > 0 && (
        <>
          <p className={styles.quiet}>{t('preview.masked')}</p>
          <dl className={styles.masked}>
            {data.masked.map(({ placeholder, original }) => (
              <div key={placeholder}>
                <dt>{placeholder}</dt>
                <dd>{original}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  )
}
