import { caseRoutes } from '@resonanz/contracts'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { storeCase } from '#lib/case-cache.ts'
import { refreshAround, tellProblem } from '#lib/change-case.ts'
import { useNow } from '#lib/clock.ts'
import { queryClient } from '#lib/query.ts'
import { formatMoment } from '#lib/time.ts'
import { useTimeline } from '#lib/timeline.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import type { DialogProps } from './dialog-types.ts'
import styles from './dialogs.module.css'

/** Two concerns in one case: choose the messages of the second, name it, and it becomes a case of its own. */
export function SplitDialog({ detail, onClose }: DialogProps) {
  const { t } = useTranslation(['cases', 'ui'])
  const language = useLanguage()
  const now = useNow()
  const navigate = useNavigate()
  const { items, hasNextPage, fetchNextPage, isFetchingNextPage } = useTimeline(detail.id)
  const messages = items.filter((item) => item.kind === 'message')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [title, setTitle] = useState('')
  const [busy, setBusy] = useState(false)
  const tooMany = chosen.size >= detail.messageCount
  const ready = chosen.size > 0 && !tooMany && title.trim() !== ''

  function toggle(id: string, on: boolean): void {
    const next = new Set(chosen)
    if (on) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  async function split(): Promise<void> {
    setBusy(true)
    try {
      const made = await call(caseRoutes.split, {
        params: { id: detail.id },
        body: { messageIds: [...chosen], title: title.trim() },
      })
      storeCase(queryClient, made)
      refreshAround(detail.id)
      onClose()
      showNotice({
        text: t('done.split', { number: made.number }),
        tone: 'ok',
        durationMs: 12_000,
        action: {
          label: t('split.open', { number: made.number }),
          run: () => void navigate({ to: '/cases/$caseId', params: { caseId: made.id } }),
        },
        ...(made.undoable ? { undo: () => undo(made.id, made.undoable?.id ?? '') } : {}),
      })
    } catch (error) {
      tellProblem(error)
    } finally {
      setBusy(false)
    }
  }
  async function undo(id: string, undoId: string): Promise<void> {
    await call(caseRoutes.undo, { params: { id }, body: { undoId } })
    await queryClient.invalidateQueries()
  }
  return (
    <Dialog
      open
      size={560}
      title={t('act.split')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" busy={busy} disabled={!ready} onClick={() => void split()}>
            {t('split.run')}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        <TextField
          label={t('split.title')}
          value={title}
          maxLength={300}
          data-autofocus
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <fieldset className={styles.options}>
          <legend className={styles.legend}>{t('split.messages')}</legend>
          {hasNextPage && (
            <Button small look="quiet" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('timeline.older')}
            </Button>
          )}
          {messages.map((message) => (
            <label key={message.id} className={styles.choice}>
              <input
                type="checkbox"
                checked={chosen.has(message.id)}
                onChange={(event) => toggle(message.id, event.currentTarget.checked)}
              />
              <span>
                {message.text.slice(0, 120) || message.subject}
                <small>
                  {message.author.name} · {formatMoment(new Date(message.at), now, { language })}
                </small>
              </span>
            </label>
          ))}
        </fieldset>
        <p className={tooMany ? styles.warning : styles.none}>
          {tooMany ? t('split.tooMany') : t('split.result', { count: chosen.size, number: detail.number })}
        </p>
      </div>
    </Dialog>
  )
}
