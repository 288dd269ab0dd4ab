import type { CaseDetail } from '@resonanz/contracts'
import { Lock, MessageSquareText, Reply } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeyFor, useActions } from '#lib/actions.ts'
import { useWidthClass } from '#lib/device.ts'
import { useMe } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { NoteComposer } from './note-composer.tsx'
import { ReplyComposer } from './reply-composer.tsx'
import styles from './replies.module.css'

type Mode = 'reply' | 'note'

/**
 * The place for answers and notes. They are two fields with words, colour and button of their own, and only one of
 * them is ever on the screen: a note cannot become an answer.
 */
export function ReplyBox({ detail, onNext }: { detail: CaseDetail; onNext: () => void }) {
  const { t } = useTranslation(['replies', 'ui'])
  const me = useMe()
  const small = useWidthClass() === 'S'
  const mayReply = detail.allowed.includes('reply')
  const mayNote = detail.allowed.includes('note')
  const [chosen, setMode] = useState<Mode | null>(null)
  const mode = chosen ?? (mayReply ? 'reply' : 'note')
  const [noteOpened, setNoteOpened] = useState(false)
  const noteSeen = noteOpened || mode === 'note'
  const [open, setOpen] = useState(!small)
  const [large, setLarge] = useState(false)
  const focusNow = useRef(false)
  const box = useRef<HTMLDivElement>(null)
  const boxRef = useCallback((element: HTMLDivElement) => {
    box.current = element
    return liftNotices(element)
  }, [])
  const replyKey = useKeyFor('case.reply', 'r')
  const noteKey = useKeyFor('case.note', 'd')

  function show(next: Mode): void {
    setMode(next)
    setOpen(true)
    if (next === 'note') setNoteOpened(true)
    focusNow.current = true
  }
  function done(): void {
    setLarge(false)
    if (small) setOpen(false)
    // Out of the field, not out of the place: the next single letter is a command again, `z` above all.
    box.current?.focus({ preventScroll: true })
  }
  useEffect(() => {
    if (!focusNow.current) return
    focusNow.current = false
    box.current?.querySelector<HTMLElement>(`[data-composer="${mode}"] textarea`)?.focus()
  })
  useActions([
    {
      id: 'case.reply',
      key: 'r',
      labelKey: 'replies:act.reply',
      icon: Reply,
      when: mayReply,
      run: () => show('reply'),
    },
    {
      id: 'case.note',
      key: 'd',
      labelKey: 'replies:act.note',
      icon: MessageSquareText,
      when: mayNote,
      run: () => show('note'),
    },
  ])

  if (!me) return null
  if (!mayReply && !mayNote)
    return (
      <p className={styles.denied}>
        <Lock size={14} />
        {t(detail.mergedInto ? 'denied.merged' : 'denied.reader')}
      </p>
    )
  if (small && !open)
    return (
      <div className={styles.bottom} ref={boxRef}>
        {mayReply && (
          <Button look="primary" icon={Reply} onClick={() => show('reply')}>
            {t('act.reply')}
          </Button>
        )}
        {mayNote && (
          <Button icon={MessageSquareText} onClick={() => show('note')}>
            {t('act.note')}
          </Button>
        )}
      </div>
    )
  const frame = { large, onLarge: () => setLarge(!large), ...(small ? { onClose: () => setOpen(false) } : {}) }
  return (
    <div
      tabIndex={-1}
      className={styles.box}
      data-large={large || undefined}
      data-full={small || undefined}
      ref={boxRef}
    >
      {large && <div className={styles.backdrop} onClick={() => setLarge(false)} aria-hidden="true" />}
      {mayReply && (
        <div hidden={mode !== 'reply'} data-composer="reply" className={styles.slot}>
          <ReplyComposer
            detail={detail}
            me={me}
            active={mode === 'reply'}
            frame={frame}
            onNext={onNext}
            onSent={done}
            toNote={
              mayNote ? (
                <Button small look="quiet" icon={MessageSquareText} keyHint={noteKey} onClick={() => show('note')}>
                  {t('act.note')}
                </Button>
              ) : null
            }
          />
        </div>
      )}
      {mayNote && noteSeen && (
        <div hidden={mode !== 'note'} data-composer="note" className={styles.slot}>
          <NoteComposer
            detail={detail}
            me={me}
            active={mode === 'note'}
            frame={frame}
            onSaved={done}
            toReply={
              mayReply ? (
                <Button small look="quiet" icon={Reply} keyHint={replyKey} onClick={() => show('reply')}>
                  {t('act.reply')}
                </Button>
              ) : null
            }
          />
        </div>
      )}
    </div>
  )
}

/** The bar of what was just done must not lie over the send button: it stands above this box while it is there. */
function liftNotices(element: HTMLElement): () => void {
  const root = document.documentElement
  const sizes = new ResizeObserver(() =>
    root.style.setProperty('--bottom-bar', `${Math.min(element.clientHeight, innerHeight / 2)}px`),
  )
  sizes.observe(element)
  return () => {
    sizes.disconnect()
    root.style.removeProperty('--bottom-bar')
  }
}
