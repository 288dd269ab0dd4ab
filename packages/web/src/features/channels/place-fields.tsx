import { organisationRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import { TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'

export type Place = { name: string; purpose: string; teamId: string | null }
type Props = {
  place: Place
  give: (part: Partial<Place>) => void
  nameError?: string | false | undefined
  disabled?: boolean
}

/** What every channel has: its name, what it is for, and the team its cases go to. */
export function PlaceFields({ place, give, nameError, disabled }: Props) {
  const { t } = useTranslation('channels')
  const teams = useQuery(read(organisationRoutes.teams)).data?.items ?? []
  return (
    <>
      <TextField
        label={t('place.name')}
        description={t('place.nameHelp')}
        maxLength={80}
        disabled={disabled}
        value={place.name}
        onChange={(event) => give({ name: event.currentTarget.value })}
        error={nameError}
      />
      <SelectField
        optional
        label={t('place.team')}
        description={t('place.teamHelp')}
        placeholder={t('place.noTeam')}
        clearable
        disabled={disabled}
        value={place.teamId}
        onChange={(value) => give({ teamId: value as string | null })}
        data={teams.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextField
        optional
        label={t('place.purpose')}
        description={t('place.purposeHelp')}
        maxLength={200}
        disabled={disabled}
        value={place.purpose}
        onChange={(event) => give({ purpose: event.currentTarget.value })}
      />
    </>
  )
}
