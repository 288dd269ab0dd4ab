import { type CaseDetail, caseRoutes, type PromiseRow } from '@resonanz/contracts'
import { Hourglass, TriangleAlert } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { refreshAround, tellProblem } from '#lib/change-case.ts'
import { useNow } from '#lib/clock.ts'
import { queryClient, read } from '#lib/query.ts'
import { formatMoment } from '#lib/time.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import styles from './side.module.css'

const WaiveDialog = lazy(() => import('./waive-dialog.tsx').then((file) => ({ default: file.WaiveDialog })))

/** What the customer was promised here: open ones first with their way to be settled, the others as a record. */
export function Promises({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation(['cases', 'ui'])
  const open = detail.promises.filter((promise) => promise.state === 'open')
  const past = detail.promises
    .filter((promise) => promise.state !== 'open')
    .toReversed()
    .slice(0, 10)
  return (
    <section className={styles.section} aria-label={t('promise.label')}>
      <h3>{t('promise.label')}</h3>
      {detail.promises.length === 0 && <p className={styles.none}>{t('promise.none')}</p>}
      <ul className={styles.list}>
        {open.map((promise) => (
          <OpenPromise key={promise.id} promise={promise} caseId={detail.id} may={detail.allowed.includes('promise')} />
        ))}
        {past.map((promise) => (
          <li key={promise.id} className={styles.item}>
            <Hourglass size={14} />
            <div>
              {promise.text || t('promise.nextWord')}
              <small>
                {t(`promise.state.${promise.state}`)} · <At at={promise.dueAt} />
              </small>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function OpenPromise({
  promise,
  caseId,
  may,
}: {
  promise: Pick<PromiseRow, 'id' | 'text' | 'dueAt'>
  caseId: string
  may: boolean
}) {
  const { t } = useTranslation(['cases', 'ui'])
  const now = useNow()
  const [waiving, setWaiving] = useState(false)
  const late = new Date(promise.dueAt) < now
  const Icon = late ? TriangleAlert : Hourglass
  return (
    <li className={styles.item} data-late={late || undefined}>
      <Icon size={14} />
      <div>
        {promise.text || t('promise.nextWord')}
        <small>
          {t(late ? 'promise.late' : 'promise.until')} <At at={promise.dueAt} />
        </small>
        {may && (
          <span className={styles.actions}>
            <Button small onClick={() => void settle(caseId, promise.id, { state: 'kept' }, t('promise.keptDone'))}>
              {t('promise.keep')}
            </Button>
            <Button small look="quiet" onClick={() => setWaiving(true)}>
              {t('promise.waive')}
            </Button>
          </span>
        )}
      </div>
      {waiving && (
        <Suspense>
          <WaiveDialog
            onClose={() => setWaiving(false)}
            onWaive={(reason) => settle(caseId, promise.id, { state: 'waived', reason }, t('promise.waivedDone'))}
          />
        </Suspense>
      )}
    </li>
  )
}

async function settle(
  caseId: string,
  id: string,
  body: { state: 'kept' | 'waived'; reason?: string },
  words: string,
): Promise<void> {
  try {
    await call(caseRoutes.promises, { params: { id }, body })
    void queryClient.invalidateQueries({ queryKey: read(caseRoutes.read, { params: { id: caseId } }).queryKey })
    refreshAround(caseId)
    showNotice({ text: words, tone: 'ok' })
  } catch (error) {
    tellProblem(error)
  }
}

function At({ at }: { at: string }) {
  const language = useLanguage()
  return <time dateTime={at}>{formatMoment(new Date(at), useNow(), { language })}</time>
}
