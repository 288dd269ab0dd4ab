import { type SharedDraft, sharedDraftRoutes } from '@resonanz/contracts'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { useMembers } from '#lib/people.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { useMe } from '#lib/session.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextAreaField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import styles from './shared.module.css'

type Props = { caseId: string; item: SharedDraft; onClose: () => void }

/** A word about a draft: to its writer, or as a request that somebody reads it. */
export function CommentDialog({ caseId, item, onClose }: Props) {
  const { t } = useTranslation(['replies', 'ui'])
  const form = useId()
  const me = useMe()
  const colleagues = useMembers().filter(({ id, active, role }) => active && role !== 'reader' && id !== me?.member.id)
  const [to, setTo] = useState<string | null>(null)
  const [text, setText] = useState(item.isMine ? t('shared.pleaseRead') : '')
  const [busy, setBusy] = useState(false)
  async function say(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (text.trim() === '') return
    setBusy(true)
    try {
      await call(sharedDraftRoutes.comment, {
        params: { id: caseId, draftId: item.id },
        body: { text: text.trim(), to },
      })
      invalidateRoute(queryClient, sharedDraftRoutes.ofCase)
      showNotice({ text: t('shared.said'), tone: 'ok' })
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
      title={t(item.isMine ? 'shared.review' : 'shared.comment')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button type="submit" form={form} look="primary" busy={busy} disabled={text.trim() === ''}>
            {t('shared.say')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={(event) => void say(event)}>
        <SelectField
          optional
          searchable
          label={t('shared.whom')}
          data={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
          value={to}
          onChange={(value) => setTo(value === null ? null : String(value))}
        />
        <TextAreaField
          data-autofocus
          label={t('shared.words')}
          value={text}
          maxLength={2000}
          autosize
          minRows={3}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  )
}
