import { Check, CircleAlert, X } from 'lucide-react'
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { currentNotices, dismissNotice, type Notice, onNotices, undoLast, undoNotice } from '#lib/undo.ts'
import { announce } from './announcer.tsx'
import { IconButton } from './button.tsx'
import { Kbd } from './kbd.tsx'
import styles from './notices.module.css'

/** The bar of what was just done, with undo by `z`. One place on the screen, at the bottom; mounted by the shell. */
export function Notices() {
  const { t } = useTranslation('ui')
  const notices = useSyncExternalStore(onNotices, currentNotices)
  const undoable = notices.some((notice) => notice.undo)
  useActions([
    {
      id: 'app.undo',
      key: 'z',
      labelKey: 'ui:notice.undo',
      group: 'context',
      when: undoable,
      run: () => void undoLast(),
    },
  ])
  return (
    <section className={styles.stack} aria-label={t('notice.region')}>
      {notices.map((notice) => (
        <NoticeBar key={notice.id} notice={notice} />
      ))}
    </section>
  )
}

export function NoticeBar({ notice }: { notice: Notice }) {
  const { t } = useTranslation('ui')
  const [held, setHeld] = useState(false)
  const leave = useCallback(() => dismissNotice(notice.id), [notice.id])
  useDeadline(notice.durationMs, held, leave)
  useEffect(() => announce(notice.text, notice.tone === 'bad' ? 'urgent' : 'polite'), [notice.text, notice.tone])
  return (
    <div
      className={styles.notice}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {notice.tone === 'ok' && <Check size={16} />}
      {notice.tone === 'bad' && <CircleAlert size={16} />}
      <span className={styles.words}>{notice.text}</span>
      {notice.action && (
        <button type="button" className={styles.act} onClick={() => (notice.action?.run(), leave())}>
          {notice.action.label}
        </button>
      )}
      {notice.undo && (
        <button type="button" className={styles.act} onClick={() => void undoNotice(notice)}>
          {t('notice.undo')}
          <Kbd keys="z" onColour />
        </button>
      )}
      <IconButton className={styles.close} small icon={X} label={t('close')} onClick={leave} />
    </div>
  )
}

/** Runs `done` after the time on the clock; the clock stands while held. */
function useDeadline(durationMs: number, held: boolean, done: () => void): void {
  const leftMs = useRef(durationMs)
  useEffect(() => {
    if (held) return
    const startedAt = performance.now()
    const timer = setTimeout(done, leftMs.current)
    return () => {
      clearTimeout(timer)
      // At least a second after leaving it, so it does not vanish under the pointer.
      leftMs.current = Math.max(1000, leftMs.current - (performance.now() - startedAt))
    }
  }, [held, done])
}
