import { type Task, taskRoutes } from '@resonanz/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { useMembers, useTeams } from '#lib/people.ts'
import { useMe } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextAreaField, TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { doTask } from './task-data.ts'
import styles from './tasks.module.css'

type Props = { caseId: string; task: Task | null; onClose: () => void }
const dueChoices = ['none', '60', '240', '480', '1440', '2400', 'own'] as const
type Due = (typeof dueChoices)[number] | 'keep'

/** What, for whom (a person or a team), until when: in working time, or at a moment. */
export function TaskDialog({ caseId, task, onClose }: Props) {
  const { t } = useTranslation(['tasks', 'ui'])
  const me = useMe()
  const members = useMembers().filter(({ active }) => active)
  const teams = useTeams()
  const [text, setText] = useState(task?.text ?? '')
  const [who, setWho] = useState<string | null>(
    task?.assignee
      ? `member ${task.assignee.id}`
      : task?.team
        ? `team ${task.team.id}`
        : me
          ? `member ${me.member.id}`
          : null,
  )
  const [due, setDue] = useState<Due>(task ? 'keep' : '480')
  const [own, setOwn] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const isWhole = text.trim() !== '' && who !== null && (due !== 'own' || own !== '')

  async function save(): Promise<void> {
    setTried(true)
    if (!isWhole || busy) return
    setBusy(true)
    const [kind, id = null] = who.split(' ')
    const body = {
      text: text.trim(),
      assigneeId: kind === 'member' ? id : null,
      teamId: kind === 'team' ? id : null,
      ...dueOf(due, own),
    }
    const done = await doTask(
      caseId,
      () =>
        task
          ? call(taskRoutes.change, { params: { id: task.id }, body: { ...body, basedOn: task.version } })
          : call(taskRoutes.create, { params: { id: caseId }, body }),
      { words: t(task ? 'done.changed' : 'done.created') },
    )
    setBusy(false)
    if (done) onClose()
  }
  return (
    <Dialog
      open
      size={480}
      title={t(task ? 'change' : 'add')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" busy={busy} keyHint="Mod+Enter" onClick={() => void save()}>
            {t(task ? 'ui:save' : 'give')}
          </Button>
        </>
      }
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void save()
        }}
      >
        <TextAreaField
          data-autofocus
          label={t('what')}
          maxLength={500}
          minRows={2}
          value={text}
          error={tried && text.trim() === '' && t('whatMissing')}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <SelectField
          searchable
          label={t('who')}
          data={[
            {
              group: t('people'),
              items: members.map(({ id, name }) => ({
                value: `member ${id}`,
                label: id === me?.member.id ? t('me', { name }) : name,
              })),
            },
            { group: t('teams'), items: teams.map(({ id, name }) => ({ value: `team ${id}`, label: name })) },
          ]}
          value={who}
          error={tried && who === null && t('whoMissing')}
          onChange={(value) => setWho(value === null ? null : String(value))}
        />
        <SelectField
          label={t('due')}
          description={t('dueHelp')}
          data={[...(task ? (['keep'] as const) : []), ...dueChoices].map((value) => ({
            value,
            label: t(`dueIn.${value}`),
          }))}
          value={due}
          onChange={(value) => setDue((value ?? '480') as Due)}
        />
        {due === 'own' && (
          <TextField
            type="datetime-local"
            label={t('dueAt')}
            value={own}
            error={tried && own === '' && t('dueMissing')}
            onChange={(event) => setOwn(event.currentTarget.value)}
          />
        )}
      </form>
    </Dialog>
  )
}

function dueOf(due: Due, own: string): { dueAt?: string | null; dueInMinutes?: number } {
  if (due === 'keep') return {}
  if (due === 'none') return { dueAt: null }
  return due === 'own' ? { dueAt: new Date(own).toISOString() } : { dueInMinutes: Number(due) }
}
