import { type GoodwillDepartment, goodwillRoutes } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { useTeams, useTopics } from '#lib/people.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { ChoiceField, TextField } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { SelectField } from '#ui/select-field.tsx'

type Props = { draft: Partial<GoodwillDepartment>; onClose: () => void }
const hoursMost = 720

/** One sentence to fill in: this topic, this department, so many hours, overruled by whom. */
export function DepartmentDialog({ draft, onClose }: Props) {
  const { t } = useTranslation(['goodwill', 'ui'])
  const language = useLanguage()
  const teams = useTeams()
  const topics = useTopics()
  const [topicId, setTopicId] = useState(draft.topicId ?? null)
  const [teamId, setTeamId] = useState(draft.teamId ?? null)
  const [typed, setTyped] = useState(String(draft.hours ?? 8))
  const [overruledBy, setOverruledBy] = useState(draft.overruledBy ?? 'lead')
  const [isAsked, setAsked] = useState(false)
  const hours = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0
  const isComplete = topicId !== null && teamId !== null && hours >= 1 && hours <= hoursMost
  const save = useMutation({
    mutationFn: () =>
      call(goodwillRoutes.setDepartment, { body: { topicId: topicId!, teamId: teamId!, hours, overruledBy } }),
    onSuccess: () => {
      invalidateRoute(queryClient, goodwillRoutes.frame)
      showNotice({ text: t('done.department'), tone: 'ok' })
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('dept.add')}
      onClose={onClose}
      busy={save.isPending}
      error={save.error}
      onSubmit={() => {
        setAsked(true)
        if (isComplete) save.mutate()
      }}
    >
      <SelectField
        searchable
        label={t('frame.topic')}
        description={t('dept.topicHelp')}
        disabled={draft.topicId !== undefined}
        value={topicId}
        error={isAsked && topicId === null && t('ui:wordsMissing')}
        onChange={(id) => setTopicId(id === null ? null : String(id))}
        data={topics.map(({ id, name }) => ({ value: id, label: name[language] }))}
      />
      <SelectField
        searchable
        label={t('dept.team')}
        value={teamId}
        error={isAsked && teamId === null && t('ui:wordsMissing')}
        onChange={(id) => setTeamId(id === null ? null : String(id))}
        data={teams.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextField
        label={t('dept.hours')}
        description={t('dept.hoursHelp')}
        inputMode="numeric"
        value={typed}
        error={isAsked && (hours < 1 || hours > hoursMost) && t('frame.dueHoursWrong')}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <ChoiceField
        label={t('dept.who')}
        value={overruledBy}
        onChange={setOverruledBy}
        choices={(['lead', 'admin', 'owner', 'nobody'] as const).map((value) => ({
          value,
          label: t(`dept.by.${value}`),
        }))}
      />
    </FormDialog>
  )
}
