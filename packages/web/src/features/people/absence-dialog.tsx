import { type Absence, absenceRoutes, type Member } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { useMay, useMe } from '#lib/session.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { ErrorState } from '#ui/states.tsx'
import { dayOf, firstMoment, momentAfter } from './absence-days.ts'
import styles from './people.module.css'

type Props = { absence: Absence | 'new'; members: Member[]; onClose: () => void }

/** First and last day of an absence and who stands in. Why somebody is away is not asked. */
export function AbsenceDialog({ absence, members, onClose }: Props) {
  const { t } = useTranslation(['people', 'ui'])
  const me = useMe()
  const mayManage = useMay('absence.manage')
  const known = absence === 'new' ? null : absence
  const today = dayOf(new Date())
  const [memberId, setMemberId] = useState(known?.member.id ?? me?.member.id ?? '')
  const [first, setFirst] = useState(known ? dayOf(new Date(known.from)) : today)
  const [last, setLast] = useState(known ? dayOf(new Date(new Date(known.to).getTime() - 1)) : today)
  const [deputyId, setDeputyId] = useState<string | null>(known?.deputy?.id ?? null)
  const wrongOrder = first !== '' && last !== '' && last < first
  const isPast = last !== '' && last < today
  const save = useMutation({
    mutationFn: () => {
      const body = {
        // A first day that was not changed keeps its moment.
        from: known && dayOf(new Date(known.from)) === first ? known.from : firstMoment(first),
        to: momentAfter(last),
        deputyId,
      }
      return known
        ? call(absenceRoutes.change, { params: { id: known.id }, body })
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
    <Dialog
      open
      title={known ? t('absence.edit', { name: known.member.name }) : t('absence.add')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button type="submit" form="absence" look="primary" busy={save.isPending}>
            {t('ui:save')}
          </Button>
        </>
      }
    >
      <form
        id="absence"
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (first && last && memberId && !wrongOrder && !isPast) save.mutate()
        }}
      >
        {save.error && <ErrorState compact error={save.error} />}
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
            onChange={(event) => setFirst(event.currentTarget.value)}
            error={first === '' && t('missing')}
          />
          <TextField
            type="date"
            label={t('absence.last')}
            value={last}
            min={first}
            onChange={(event) => setLast(event.currentTarget.value)}
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
          onChange={(id) => setDeputyId(id === null ? null : String(id))}
        />
      </form>
    </Dialog>
  )
}
