import { type Absence, absenceRoutes, type Member } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { only, useTouched } from '#lib/touched.ts'
import { toDayInput } from '#lib/moments.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { useMay, useMe } from '#lib/session.ts'
import { showNotice } from '#lib/undo.ts'
import { TextField } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { firstMoment, momentAfter } from './absence-days.ts'
import styles from './people.module.css'

type Props = { absence: Absence | 'new'; members: Member[]; onClose: () => void }

/** First and last day of an absence and who stands in. Why somebody is away is not asked. */
export function AbsenceDialog({ absence, members, onClose }: Props) {
  const { t } = useTranslation(['people', 'ui'])
  const me = useMe()
  const mayManage = useMay('absence.manage')
  const known = absence === 'new' ? null : absence
  const today = toDayInput(new Date())
  const [memberId, setMemberId] = useState(known?.member.id ?? me?.member.id ?? '')
  const form = useTouched({
    from: known ? toDayInput(new Date(known.from)) : today,
    to: known ? toDayInput(new Date(new Date(known.to).getTime() - 1)) : today,
    deputyId: known?.deputy?.id ?? null,
  })
  const { from: first, to: last, deputyId } = form.values
  const wrongOrder = first !== '' && last !== '' && last < first
  const isPast = last !== '' && last < today
  const save = useMutation({
    mutationFn: () => {
      const body = {
        from: firstMoment(first),
        to: momentAfter(last),
        deputyId,
      }
      // A day that was not changed keeps its moment.
      return known
        ? call(absenceRoutes.change, { params: { id: known.id }, body: only(body, form.changes) })
        : call(absenceRoutes.create, { body: { ...body, memberId } })
    },
    onSuccess: () => {
      invalidateRoute(queryClient, absenceRoutes.list)
      showNotice({ text: t('ui:saved'), tone: 'ok' })
      onClose()
    },
  })
  const choices = (except: string) =>
    members.filter(({ id }) => id !== except).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <FormDialog
      title={known ? t('absence.edit', { name: known.member.name }) : t('absence.add')}
      onClose={onClose}
      busy={save.isPending}
      error={save.error}
      onSubmit={() => {
        if (first && last && memberId && !wrongOrder && !isPast) save.mutate()
      }}
    >
      {!known && mayManage && (
        <SelectField
          searchable
          label={t('absence.who')}
          data={choices('')}
          value={memberId}
          onChange={(id) => setMemberId(String(id ?? ''))}
        />
      )}
      <div className={styles.days}>
        <TextField
          data-autofocus
          type="date"
          label={t('absence.first')}
          value={first}
          onChange={(event) => form.set({ from: event.currentTarget.value })}
          error={first === '' && t('missing')}
        />
        <TextField
          type="date"
          label={t('absence.last')}
          value={last}
          min={first}
          onChange={(event) => form.set({ to: event.currentTarget.value })}
          error={last === '' ? t('missing') : wrongOrder ? t('absence.wrongOrder') : isPast && t('absence.past')}
        />
      </div>
      <SelectField
        searchable
        clearable
        optional
        label={t('absence.standIn')}
        description={t('absence.standInHelp')}
        data={choices(memberId)}
        value={deputyId}
        onChange={(id) => form.set({ deputyId: id === null ? null : String(id) })}
      />
    </FormDialog>
  )
}
