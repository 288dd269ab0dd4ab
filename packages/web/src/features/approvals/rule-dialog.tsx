import { MultiSelect } from '@mantine/core'
import { presenceRoutes, type ReplyApprovalRule } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMembers, useTeams } from '#lib/people.ts'
import { read } from '#lib/query.ts'
import { CheckField, ChoiceField, TextField } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { SelectField } from '#ui/select-field.tsx'

type Props = {
  rule: ReplyApprovalRule
  busy: boolean
  error: unknown
  onDone: (rule: ReplyApprovalRule) => void
  onClose: () => void
}

/** A rule in its parts: whose answers, where, who looks at them, what they may do, how long it may take. */
export function RuleDialog({ rule: known, busy, error, onDone, onClose }: Props) {
  const { t } = useTranslation(['approvals', 'ui'])
  const members = useMembers().filter(({ active, role }) => active && role !== 'reader')
  const teams = useTeams()
  const presences = useQuery(read(presenceRoutes.list)).data?.items ?? []
  const [rule, setRule] = useState(known)
  const [minutes, setMinutes] = useState(String(known.dueMinutes))
  const [isAsked, setAsked] = useState(false)
  const change = (part: Partial<ReplyApprovalRule>) => setRule((now) => ({ ...now, ...part }))
  const named = (list: { id: string; name: string }[]) => list.map(({ id, name }) => ({ value: id, label: name }))
  const dueMinutes = /^\d{1,5}$/.test(minutes) ? Number(minutes) : 0
  const isTime = dueMinutes >= 5 && dueMinutes <= 10_080
  return (
    <FormDialog
      size={560}
      title={t('rules.dialog')}
      onClose={onClose}
      busy={busy}
      error={error}
      onSubmit={() => {
        setAsked(true)
        if (rule.name.trim() && isTime) onDone({ ...rule, name: rule.name.trim(), dueMinutes })
      }}
    >
      <TextField
        data-autofocus
        label={t('rules.name')}
        description={t('rules.nameHelp')}
        maxLength={80}
        value={rule.name}
        error={isAsked && !rule.name.trim() && t('rules.nameMissing')}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <MultiSelect
        searchable
        hidePickedOptions
        label={t('rules.members')}
        description={t('rules.membersHelp')}
        data={named(members)}
        value={rule.memberIds}
        onChange={(memberIds) => change({ memberIds })}
      />
      <SelectField
        optional
        clearable
        label={t('rules.roleField')}
        placeholder={t('rules.all')}
        value={rule.role}
        onChange={(role) => change({ role: (role as ReplyApprovalRule['role']) ?? null })}
        data={(['agent', 'lead', 'admin', 'owner'] as const).map((value) => ({
          value,
          label: t(`rules.role.${value}`),
        }))}
      />
      <SelectField
        optional
        clearable
        label={t('rules.teamField')}
        placeholder={t('rules.all')}
        value={rule.teamId}
        onChange={(id) => change({ teamId: id === null ? null : String(id) })}
        data={named(teams)}
      />
      <SelectField
        optional
        clearable
        label={t('rules.presenceField')}
        placeholder={t('rules.all')}
        value={rule.presenceId}
        onChange={(id) => change({ presenceId: id === null ? null : String(id) })}
        data={named(presences)}
      />
      <ChoiceField
        inline
        label={t('rules.audienceField')}
        value={rule.audience}
        onChange={(audience: ReplyApprovalRule['audience']) => change({ audience })}
        choices={(['any', 'public', 'private'] as const).map((value) => ({
          value,
          label: t(`rules.audience.${value}`),
        }))}
      />
      <CheckField
        label={t('rules.onlyWithFinding')}
        checked={rule.onlyWithFinding}
        onChange={(event) => change({ onlyWithFinding: event.currentTarget.checked })}
      />
      <MultiSelect
        searchable
        hidePickedOptions
        label={t('rules.approvers')}
        description={t('rules.approversHelp')}
        data={named(members)}
        value={rule.approvers.memberIds}
        onChange={(memberIds) => change({ approvers: { ...rule.approvers, memberIds } })}
      />
      <SelectField
        label={t('rules.approverRole')}
        value={rule.approvers.role}
        onChange={(role) =>
          change({ approvers: { ...rule.approvers, role: (role ?? 'lead') as 'lead' | 'admin' | 'owner' } })
        }
        data={(['lead', 'admin', 'owner'] as const).map((value) => ({ value, label: t(`rules.role.${value}`) }))}
      />
      <CheckField
        label={t('rules.editAndSend')}
        checked={rule.mayEditAndSend}
        onChange={(event) => change({ mayEditAndSend: event.currentTarget.checked })}
      />
      <TextField
        label={t('rules.minutes')}
        inputMode="numeric"
        value={minutes}
        error={isAsked && !isTime && t('rules.minutesWrong')}
        onChange={(event) => setMinutes(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
