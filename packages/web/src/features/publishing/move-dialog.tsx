import { type Post, publishingRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { read } from '#lib/query.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { doPost } from './post-data.ts'
import styles from './publishing.module.css'
import { ZoneField } from './zone-field.tsx'

/** Asks before a post is moved: the same time on another day, or any other. */
export function MoveDialog({ post, day, onClose }: { post: Post; day: string; onClose: () => void }) {
  const { t } = useTranslation(['publishing', 'ui'])
  const [localTime, setLocalTime] = useState(`${day}T${post.localTime.slice(11)}`)
  const [timeZone, setTimeZone] = useState(post.timeZone)
  const [busy, setBusy] = useState(false)
  // What the calendar shows may be a moment old.
  const now = useQuery({ ...read(publishingRoutes.read, { params: { id: post.id } }), staleTime: 0 }).data
  async function move(): Promise<void> {
    if (busy || localTime === '') return
    setBusy(true)
    const body = { version: (now ?? post).version, localTime, timeZone }
    const done = await doPost(() => call(publishingRoutes.move, { params: { id: post.id }, body }), t('done.moved'))
    setBusy(false)
    if (done) onClose()
  }
  return (
    <Dialog
      open
      size={440}
      title={t('move.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" busy={busy} disabled={localTime === ''} onClick={() => void move()}>
            {t('move.do')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{t('move.words', { text: post.text.slice(0, 120) })}</p>
        <TextField
          data-autofocus
          type="datetime-local"
          label={t('when')}
          value={localTime}
          onChange={(event) => setLocalTime(event.currentTarget.value.slice(0, 16))}
          onKeyDown={(event) => {
            // Of several fields none sends a form that has no button inside.
            if (event.key !== 'Enter') return
            event.preventDefault()
            void move()
          }}
        />
        <ZoneField value={timeZone} onChange={setTimeZone} />
      </div>
    </Dialog>
  )
}
