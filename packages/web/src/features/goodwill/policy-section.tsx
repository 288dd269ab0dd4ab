import { MultiSelect } from '@mantine/core'
import { goodwillRoutes, type ResponseOf } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { useTouched } from '#lib/touched.ts'
import { useTeams } from '#lib/people.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { FormColumn, Section } from '#ui/page.tsx'
import { ErrorState } from '#ui/states.tsx'

type Frame = ResponseOf<typeof goodwillRoutes.frame>

/** How long a decision may take, whose word may be overruled, and where a month begins. */
export function PolicySection({ frame, may }: { frame: Frame; may: boolean }) {
  const { t } = useTranslation(['goodwill', 'ui'])
  const teams = useTeams()
  const form = useTouched({
    hours: String(frame.dueHours),
    timeZone: frame.timeZone,
    overruleTeamIds: frame.overruleTeamIds,
  })
  const { hours, timeZone, overruleTeamIds } = form.values
  const dueHours = /^\d{1,3}$/.test(hours) ? Number(hours) : 0
  const save = useMutation({
    mutationFn: (_sent: typeof form.touched) =>
      call(goodwillRoutes.setPolicy, { body: { dueHours, timeZone: timeZone.trim(), overruleTeamIds } }),
    onSuccess: async (_, sent) => {
      invalidateRoute(queryClient, goodwillRoutes.ofCase)
      await queryClient.invalidateQueries({ queryKey: [goodwillRoutes.frame.id] })
      form.settle(sent)
      showNotice({ text: t('done.policy'), tone: 'ok' })
    },
  })
  return (
    <Section title={t('frame.policy')}>
      <FormColumn
        onSubmit={() => dueHours >= 1 && dueHours <= 720 && save.mutate(form.touched)}
        buttons={
          may && (
            <Button look="primary" type="submit" busy={save.isPending}>
              {t('ui:save')}
            </Button>
          )
        }
      >
        {save.error && <ErrorState compact error={save.error} />}
        <TextField
          label={t('frame.dueHours')}
          description={t('frame.dueHoursHelp')}
          inputMode="numeric"
          readOnly={!may}
          value={hours}
          error={(dueHours < 1 || dueHours > 720) && t('frame.dueHoursWrong')}
          onChange={(event) => form.set({ hours: event.currentTarget.value })}
        />
        <MultiSelect
          searchable
          hidePickedOptions
          readOnly={!may}
          label={t('frame.overrule')}
          description={t('frame.overruleHelp')}
          data={teams.map(({ id, name }) => ({ value: id, label: name }))}
          value={overruleTeamIds}
          onChange={(teamIds) => form.set({ overruleTeamIds: teamIds })}
        />
        <TextField
          label={t('frame.timeZone')}
          description={t('frame.timeZoneHelp')}
          readOnly={!may}
          value={timeZone}
          onChange={(event) => form.set({ timeZone: event.currentTarget.value })}
        />
      </FormColumn>
    </Section>
  )
}
