import { type Calendar, calendarRoutes, type ResponseOf, type ServiceHours } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { useVersioned } from '#lib/versioned.ts'
import { Button } from '#ui/button.tsx'
import { SwitchField } from '#ui/field.tsx'
import { FormColumn, Section } from '#ui/page.tsx'
import { ConfirmDialog } from '#ui/dialog.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { Holidays } from './holidays.tsx'
import { PreviewDialog } from './preview-dialog.tsx'
import { SpecialDays } from './special-days.tsx'
import styles from './targets.module.css'
import { isAroundTheClock, officeWeek, problemsOf, roundTheClock } from './week.ts'
import { WeekRows } from './week-rows.tsx'

type Props = {
  name: string
  place: { teamId: string | null; presenceId: string | null }
  calendar: Calendar | null
  /** What stands there to begin with. */
  start: ServiceHours
  regions: ResponseOf<typeof calendarRoutes.list>['regions']
  locked: boolean
  onRemoved: () => void
}

/** The hours of one place: the week, public holidays, special days. What saving changes is shown first. */
export function HoursEditor({ name, place, calendar, start, regions, locked, onRemoved }: Props) {
  const { t } = useTranslation(['targets', 'ui'])
  const draft = useVersioned(start, calendar?.version ?? 0)
  const hours = draft.value
  const [step, setStep] = useState<'edit' | 'preview' | 'remove'>('edit')
  const change = (part: Partial<ServiceHours>) => draft.set({ ...hours, ...part })
  const problem = problemsOf(hours)
  const always = isAroundTheClock(hours)
  const save = useMutation({
    mutationFn: (wanted: ServiceHours) =>
      call(calendarRoutes.save, { body: { ...place, basedOn: draft.basedOn, hours: wanted } }),
    onSuccess: async ({ version }, wanted) => {
      await queryClient.invalidateQueries({ queryKey: [calendarRoutes.list.id] })
      draft.settle(wanted, version)
      showNotice({ text: t('hours.saved'), tone: 'ok' })
      setStep('edit')
    },
  })
  async function remove(): Promise<void> {
    if (!calendar) return
    await call(calendarRoutes.remove, { params: { id: calendar.id } })
    draft.drop()
    invalidateRoute(queryClient, calendarRoutes.list)
    showNotice({ text: t('hours.removed', { name }), tone: 'ok' })
    onRemoved()
  }
  return (
    <Section title={name} intro={t('hours.editIntro')}>
      <FormColumn
        onSubmit={() => problem === null && setStep('preview')}
        buttons={
          <>
            <Button look="primary" type="submit" disabled={locked || problem !== null}>
              {t('hours.save')}
            </Button>
            {calendar && (
              <Button look="quiet" disabled={locked} onClick={() => setStep('remove')}>
                {t('hours.remove')}
              </Button>
            )}
          </>
        }
      >
        <SwitchField
          label={t('hours.always')}
          description={t('hours.alwaysHelp')}
          disabled={locked}
          checked={always}
          onChange={(event) => change({ week: event.currentTarget.checked ? roundTheClock : officeWeek })}
        />
        {!always && <WeekRows week={hours.week} locked={locked} onChange={(week) => change({ week })} />}
        <SelectField
          searchable
          label={t('hours.zone')}
          disabled={locked}
          data={zonesWith(hours.timeZone)}
          value={hours.timeZone}
          onChange={(value) => value && change({ timeZone: String(value) })}
        />
        <Holidays
          region={hours.holidays}
          regions={regions}
          locked={locked}
          onChange={(holidays) => change({ holidays })}
        />
        <SpecialDays
          days={hours.specialDays}
          isHouse={place.teamId === null && place.presenceId === null}
          locked={locked}
          onChange={(specialDays) => change({ specialDays })}
        />
        {problem && (
          <p role="alert" className={styles.problem}>
            {t(`hours.problem.${problem}`)}
          </p>
        )}
      </FormColumn>
      {step === 'preview' && (
        <PreviewDialog
          proposal={{ calendar: { ...place, hours } }}
          busy={save.isPending}
          error={save.error}
          onSave={() => save.mutate(hours)}
          onClose={() => setStep('edit')}
        />
      )}
      <ConfirmDialog
        open={step === 'remove'}
        title={t('hours.removeTitle', { name })}
        confirmLabel={t('hours.remove')}
        danger
        onConfirm={remove}
        onClose={() => setStep('edit')}
      >
        {t('hours.removeHelp')}
      </ConfirmDialog>
    </Section>
  )
}

function zonesWith(current: string): string[] {
  const zones = Intl.supportedValuesOf('timeZone')
  return zones.includes(current) ? zones : [current, ...zones]
}
