import { caseRoutes, type Note } from '@resonanz/contracts'
import { MessageSquareText, Pencil } from 'lucide-react'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { refreshAround, tellProblem } from '#lib/change-case.ts'
import { formatClock, formatMoment } from '#lib/time.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { useEventContext } from './event-lines.tsx'
import { LinkedText } from './linked-text.tsx'
import styles from './timeline.module.css'

/** Words among ourselves: tinted over the full width, and said to be internal. */
export const NoteItem = memo(function NoteItem({ note, caseId, mine }: { note: Note; caseId: string; mine: boolean }) {
  const { t } = useTranslation(['cases', 'ui'])
  const { language, now } = useEventContext()
  const [editing, setEditing] = useState(false)
  const at = new Date(note.at)
  return (
    <article className={styles.note} aria-label={t('note.from', { name: note.author?.name ?? t('actor.unknown') })}>
      <MessageSquareText size={16} />
      <div className={styles.noteBody}>
        <div className={styles.noteHead}>
          <b>{t('note.internal')}</b>
          <span>
            {note.author?.name ?? t('actor.unknown')} ·{' '}
            <time dateTime={note.at} title={formatMoment(at, now, { language })}>
              {formatClock(at, { language })}
            </time>
            {note.editedAt && ` · ${t('note.edited')}`}
          </span>
        </div>
        {editing ? (
          <NoteEditor note={note} caseId={caseId} onDone={() => setEditing(false)} />
        ) : (
          <div className={styles.noteWords} dir="auto">
            <LinkedText text={note.text} />
          </div>
        )}
      </div>
      {mine && !editing && <IconButton small icon={Pencil} label={t('note.edit')} onClick={() => setEditing(true)} />}
    </article>
  )
})

function NoteEditor({ note, caseId, onDone }: { note: Note; caseId: string; onDone: () => void }) {
  const { t } = useTranslation(['cases', 'ui'])
  const [text, setText] = useState(note.text)
  const [busy, setBusy] = useState(false)
  async function save(): Promise<void> {
    setBusy(true)
    try {
      await call(caseRoutes.changeNote, { params: { id: note.id }, body: { text } })
      refreshAround(caseId)
      onDone()
    } catch (error) {
      tellProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className={styles.noteEditor}>
      <textarea
        aria-label={t('note.text')}
        value={text}
        rows={3}
        maxLength={20_000}
        ref={(element) => element?.focus()}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone()
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && text.trim()) void save()
        }}
      />
      <div>
        <Button small look="primary" busy={busy} disabled={!text.trim()} onClick={() => void save()}>
          {t('note.save')}
        </Button>
        <Button small onClick={onDone}>
          {t('ui:cancel')}
        </Button>
      </div>
    </div>
  )
}
