import { type BodyInput, type ResponseOf, textModuleRoutes } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { Banner, ErrorState } from '#ui/states.tsx'
import styles from './text-modules.module.css'

type Body = BodyInput<typeof textModuleRoutes.import>
type Content = { csv: string } | Pick<Extract<Body, { items: unknown }>, 'items'>
type Result = ResponseOf<typeof textModuleRoutes.import>

/** Takes a file in, CSV or JSON, and says what became of every module in it. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['text-modules', 'ui'])
  const [body, setBody] = useState<Content | null>(null)
  const [reason, setReason] = useState('')
  const [isWrong, setWrong] = useState(false)
  const take = useMutation({
    mutationFn: (wanted: Body) => call(textModuleRoutes.import, { body: wanted }),
    onSuccess: () => invalidateRoute(queryClient, textModuleRoutes.list, textModuleRoutes.ofCase),
  })
  async function choose(file: File | undefined): Promise<void> {
    take.reset()
    const read = file ? bodyOf(await file.text(), file.name) : null
    setBody(read)
    setWrong(file !== undefined && read === null)
  }
  return (
    <Dialog
      open
      title={t('import')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t(take.data ? 'ui:close' : 'ui:cancel')}</Button>
          {!take.data && (
            <Button
              look="primary"
              disabled={!body || reason.trim().length < 3}
              busy={take.isPending}
              onClick={() => body && take.mutate({ ...body, reason: reason.trim() })}
            >
              {t('importRun')}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.form}>
        <p>{t('importHelp')}</p>
        <input
          type="file"
          aria-label={t('importFile')}
          accept=".csv,.json,text/csv,application/json"
          onChange={(event) => void choose(event.currentTarget.files?.[0])}
        />
        <TextField
          label={t('importReason')}
          value={reason}
          maxLength={300}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {isWrong && <Banner tone="bad">{t('importWrong')}</Banner>}
        {take.error && <ErrorState compact error={take.error} />}
        {take.data && <Outcome result={take.data} />}
      </div>
    </Dialog>
  )
}

function Outcome({ result }: { result: Result }) {
  const { t } = useTranslation('text-modules')
  return (
    <>
      <Banner tone={result.refused.length > 0 ? 'soon' : 'neutral'}>
        {t('imported', { created: result.created, changed: result.changed, same: result.same })}
      </Banner>
      {result.refused.length > 0 && (
        <>
          <p>{t('refused', { count: result.refused.length })}</p>
          <ul className={styles.refused}>
            {result.refused.map(({ place, title, why }) => (
              <li key={`${place} ${title}`}>
                {t('refusedPlace', { place })} <b>{title}</b>: {isGuideline(why) ? t('refusedGuideline') : why}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function isGuideline(why: string): boolean {
  return why === 'guideline-stop' || why === 'guideline-warning'
}

function bodyOf(text: string, name: string): Content | null {
  if (!name.toLowerCase().endsWith('.json')) return text.trim() === '' ? null : { csv: text }
  try {
    const parsed: unknown = JSON.parse(text)
    const items: unknown = Array.isArray(parsed) ? parsed : (parsed as { items?: unknown } | null)?.items
    return Array.isArray(items) ? { items: items as never } : null
  } catch {
    return null
  }
}
