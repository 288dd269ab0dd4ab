import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { SelectField } from '#ui/select-field.tsx'
import { hereZone } from './post-data.ts'

/** In which zone the time on the clock is meant; the reader's own stands first. */
export function ZoneField({ value, onChange }: { value: string; onChange: (zone: string) => void }) {
  const { t } = useTranslation('publishing')
  const zones = useMemo(
    () => [...new Set([hereZone, value, 'Europe/Berlin', ...Intl.supportedValuesOf('timeZone'), 'UTC'])],
    [value],
  )
  return (
    <SelectField
      searchable
      limit={80}
      label={t('zone')}
      data={zones}
      value={value}
      onChange={(zone) => onChange(String(zone ?? hereZone))}
    />
  )
}
