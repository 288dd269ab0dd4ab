import { type ServiceNote, serviceNoteRoutes } from '@resonanz/contracts'
import { Link } from '@tanstack/react-router'
import { CalendarPlus, Copy, ExternalLink, Undo2 } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { useLanguage } from '#lib/use-language.ts'
import { announce } from '#ui/announcer.tsx'
import { Button, IconButton } from '#ui/button.tsx'
import { copyText } from '#ui/copy.ts'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import styles from './service-notes.module.css'

const longerDays = 90
const dayMs = 86_400_000

/** Pages of ours, newest first, each with its address, its end and what can be done with it. */
export function NoteRows({ notes, withCase }: { notes: ServiceNote[]; withCase?: boolean }) {
  const [leaving, setLeaving] = useState<ServiceNote | null>(null)
  return (
    <>
      <ul className={styles.list}>
        {notes.map((note) => (
          <Row key={note.id} note={note} withCase={withCase ?? false} onWithdraw={() => setLeaving(note)} />
        ))}
      </ul>
      {leaving && <WithdrawDialog note={leaving} onClose={() => setLeaving(null)} />}
    </>
  )
}

type RowProps = { note: ServiceNote; withCase: boolean; onWithdraw: () => void }
function Row({ note, withCase, onWithdraw }: RowProps) {
  const { t } = useTranslation(['service-notes', 'ui'])
  const language = useLanguage()
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium' })
  const ends = day.format(new Date(note.withdrawnAt ?? note.expiresAt))
  async function extend(): Promise<void> {
    const from = Math.max(Date.parse(note.expiresAt), Date.now())
    const expiresAt = new Date(from + longerDays * dayMs).toISOString()
    await call(serviceNoteRoutes.extend, { params: { id: note.id }, body: { expiresAt } })
    invalidateRoute(queryClient, serviceNoteRoutes.list)
    announce(t('extended'))
  }
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <b lang={note.language}>{note.title}</b>
        <span className={styles.quiet}>
          {t(`state.${note.state}`, { at: ends })}
          {note.by && ` · ${note.by.name}`}
          {note.indexed && note.state === 'public' && ` · ${t('indexed')}`}
          {withCase && (
            <>
              {' · '}
              <Link to="/cases/$caseId" params={{ caseId: note.caseId }}>
                #{note.caseNumber}
              </Link>
            </>
          )}
        </span>
        {note.foundKinds.length > 0 && (
          <span className={styles.quiet}>{t('confirmed', { reason: note.confirmedReason ?? '' })}</span>
        )}
        {note.withdrawnReason && <span className={styles.quiet}>{note.withdrawnReason}</span>}
      </div>
      <div className={styles.acts}>
        {note.state === 'public' && (
          <>
            <a className={styles.open} href={note.url} target="_blank" rel="noopener noreferrer">
              <ExternalLink size={16} aria-hidden="true" />
              <span className="sr-only">{t('open', { title: note.title })}</span>
            </a>
            <IconButton small icon={Copy} label={t('copy')} onClick={() => void copyText(note.url, t('copied'))} />
          </>
        )}
        {note.mayChange && (
          <>
            <IconButton
              small
              icon={CalendarPlus}
              label={t('extend', { count: longerDays })}
              onClick={() => void extend().catch(tellProblem)}
            />
            <IconButton small icon={Undo2} label={t('withdraw')} onClick={onWithdraw} />
          </>
        )}
      </div>
    </li>
  )
}

function WithdrawDialog({ note, onClose }: { note: ServiceNote; onClose: () => void }) {
  const { t } = useTranslation(['service-notes', 'ui'])
  const form = useId()
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setAsked(true)
    if (reason.trim() === '') return
    setBusy(true)
    try {
      await call(serviceNoteRoutes.withdraw, { params: { id: note.id }, body: { reason: reason.trim() } })
      invalidateRoute(queryClient, serviceNoteRoutes.list)
      announce(t('withdrawn'))
      onClose()
    } catch (error) {
      tellProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      title={t('withdraw')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="danger" type="submit" form={form} busy={busy}>
            {t('withdrawButton')}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={(event) => void submit(event)}>
        <p>{t('withdrawHelp', { title: note.title })}</p>
        <TextField
          data-autofocus
          label={t('reason')}
          value={reason}
          maxLength={300}
          error={isAsked && reason.trim() === '' && t('reasonMissing')}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  )
}
