import { type CaseDetail, caseRoutes, type Me } from '@resonanz/contracts'
import { MessageSquareText } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { refreshAround } from '#lib/change-case.ts'
import { useMembers } from '#lib/people.ts'
import { isProblem, type Problem } from '#lib/problem.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { DraftState, type Frame, FrameButtons, OtherDraft } from './composer-frame.tsx'
import { MemberPicker } from './member-picker.tsx'
import { mentionAt, mentionedIn, withMention } from './mention.ts'
import styles from './replies.module.css'
import { SendTrouble } from './send-trouble.tsx'
import { useDraft } from './use-draft.ts'

type Props = { detail: CaseDetail; me: Me; active: boolean; frame: Frame; toReply: ReactNode; onSaved: () => void }

/** Words among ourselves. Knows no thread, no recipient and no way out of the house. */
export function NoteComposer({ detail, me, frame, toReply, onSaved }: Props) {
  const { t } = useTranslation(['replies', 'ui'])
  const fieldId = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const members = useMembers().filter((member) => member.active)
  const draft = useDraft(me.member.id, detail.id, 'note', '')
  const { text } = draft.content
  const [cursor, setCursor] = useState(0)
  const [closed, setClosed] = useState(-1)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Problem | null>(null)
  const mention = mentionAt(text, cursor)
  const picking = mention && mention.from !== closed ? mention : null
  const mentioned = mentionedIn(text, members)
  const picker = useRef<{ onKey: (event: KeyboardEvent) => boolean }>(null)

  async function save(): Promise<void> {
    if (!text.trim() || busy) return
    setBusy(true)
    setTrouble(null)
    try {
      await draft.hold()
      await call(caseRoutes.addNote, {
        params: { id: detail.id },
        body: { text: text.trim(), mentionIds: mentioned.map(({ id }) => id) },
      })
      draft.clear()
      refreshAround(detail.id)
      showNotice({ text: t('note.saved'), tone: 'ok' })
      onSaved()
    } catch (error) {
      if (!isProblem(error)) throw error
      setTrouble(error)
    } finally {
      setBusy(false)
    }
  }
  function pick(name: string): void {
    if (!picking) return
    const next = withMention(text, cursor, picking.from, name)
    draft.change({ text: next.text })
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(next.cursor, next.cursor)
      setCursor(next.cursor)
    })
  }
  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void save()
      return
    }
    if (!picking) return
    if (event.key === 'Escape') {
      event.preventDefault()
      setClosed(picking.from)
    } else if (picker.current?.onKey(event)) event.preventDefault()
  }
  return (
    <section className={styles.composer} data-kind="note" aria-label={t('note.title')}>
      <div className={styles.bar}>
        <MessageSquareText size={16} />
        <b>{t('note.title')}</b>
        <span className={styles.space} />
        {toReply}
        <FrameButtons frame={frame} />
      </div>
      <OtherDraft draft={draft} />
      <label className="sr-only" htmlFor={fieldId}>
        {t('note.title')}
      </label>
      <textarea
        id={fieldId}
        ref={field}
        className={styles.field}
        value={text}
        // What was typed while it is being kept would be cleared away with it.
        readOnly={busy}
        maxLength={20_000}
        placeholder={t('note.placeholder')}
        aria-controls={picking ? `${fieldId}-members` : undefined}
        onChange={(event) => {
          draft.change({ text: event.currentTarget.value })
          setCursor(event.currentTarget.selectionStart)
        }}
        onSelect={(event) => setCursor(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
      />
      {picking && (
        <MemberPicker
          key={picking.typed}
          id={`${fieldId}-members`}
          members={members}
          typed={picking.typed}
          onPick={pick}
          ref={picker}
        />
      )}
      {trouble && <SendTrouble problem={trouble} onClose={() => setTrouble(null)} />}
      <div className={styles.foot}>
        <DraftState draft={draft} />
        {mentioned.length > 0 && (
          <span>{t('note.tells', { names: mentioned.map(({ name }) => name).join(', ') })}</span>
        )}
        <span className={styles.space} />
        <Button
          look="default"
          busy={busy}
          disabled={!text.trim()}
          keyHint="Mod+Enter"
          className={styles.noteButton}
          onClick={() => void save()}
        >
          {t('note.button')}
        </Button>
      </div>
    </section>
  )
}
