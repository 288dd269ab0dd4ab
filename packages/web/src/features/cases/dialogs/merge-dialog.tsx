import { type CaseRow, caseRoutes, searchRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { storeCase } from '#lib/case-cache.ts'
import { refreshAround, tellProblem } from '#lib/change-case.ts'
import { queryClient, read } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import type { DialogProps } from './dialog-types.ts'
import styles from './dialogs.module.css'

type Target = Pick<CaseRow, 'id' | 'number' | 'title'> & { customerName: string; messageCount: number | null }

/** Joins this case into another: found by number or words, the result told before, undone for 30 days. */
export function MergeDialog({ detail, onClose }: DialogProps) {
  const { t } = useTranslation(['cases', 'ui'])
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [target, setTarget] = useState<Target | null>(null)
  const [busy, setBusy] = useState(false)
  const found = useTargets(typed, detail.id)
  const near: Target[] = detail.otherCases
    .filter((one) => one.category !== 'closed')
    .slice(0, 5)
    .map((one) => ({ ...one, customerName: detail.customer.name, messageCount: null }))
  const offered = typed.trim() ? found : near

  async function merge(): Promise<void> {
    if (!target) return
    setBusy(true)
    try {
      const joined = await call(caseRoutes.merge, { params: { id: detail.id }, body: { into: target.id } })
      storeCase(queryClient, joined)
      refreshAround(detail.id)
      refreshAround(target.id)
      onClose()
      void navigate({ to: '/cases/$caseId', params: { caseId: target.id } })
      showNotice({
        text: t('done.merged', { number: target.number }),
        tone: 'ok',
        durationMs: 12_000,
        ...(joined.undoable ? { undo: () => undo(joined.id, joined.undoable?.id ?? '', detail.id) } : {}),
      })
    } catch (error) {
      tellProblem(error)
    } finally {
      setBusy(false)
    }
  }
  async function undo(id: string, undoId: string, backTo: string): Promise<void> {
    await call(caseRoutes.undo, { params: { id }, body: { undoId } })
    await queryClient.invalidateQueries()
    void navigate({ to: '/cases/$caseId', params: { caseId: backTo } })
  }
  return (
    <Dialog
      open
      size={560}
      title={t('merge.title', { number: detail.number })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" busy={busy} disabled={!target} onClick={() => void merge()}>
            {t('merge.run')}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        <TextField
          label={t('merge.search')}
          value={typed}
          maxLength={200}
          data-autofocus
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <div className={styles.options} role="radiogroup" aria-label={t('merge.search')}>
          {offered.map((one) => (
            <label key={one.id} className={styles.choice}>
              <input type="radio" name="merge-target" checked={target?.id === one.id} onChange={() => setTarget(one)} />
              <span>
                #{one.number} {one.title}
                <small>{one.customerName}</small>
              </span>
            </label>
          ))}
          {typed.trim() && offered.length === 0 && <p className={styles.none}>{t('choose.none')}</p>}
        </div>
        {target && (
          <div className={styles.preview}>
            <b>{t('merge.result', { number: target.number, title: target.title })}</b>
            <ul>
              <li>{t('merge.moves', { count: detail.messageCount, number: detail.number })}</li>
              <li>{t('merge.stays', { number: detail.number })}</li>
              {target.customerName !== detail.customer.name && (
                <li className={styles.warning}>{t('merge.otherCustomer', { name: target.customerName })}</li>
              )}
              <li>{t('merge.undo')}</li>
            </ul>
          </div>
        )}
      </div>
    </Dialog>
  )
}

function useTargets(typed: string, ownId: string): Target[] {
  const q = useDeferredValue(typed.trim())
  const search = useQuery({ ...read(searchRoutes.search, { query: { q, limit: 10 } }), enabled: q !== '' })
  const seen = new Set([ownId])
  return (search.data?.items ?? [])
    .filter((hit) => !seen.has(hit.case.id) && seen.add(hit.case.id))
    .map(({ case: row }) => ({ ...row, customerName: row.customer.name }))
}
