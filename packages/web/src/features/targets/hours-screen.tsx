import { type Calendar, calendarRoutes, presenceRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '#lib/connection.ts'
import { useTeams } from '#lib/people.ts'
import { read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { BackLink } from '#ui/back-link.tsx'
import { IconButton } from '#ui/button.tsx'
import { Page, Row, Rows, Section } from '#ui/page.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { Banner, ErrorState } from '#ui/states.tsx'
import { HoursEditor } from './hours-editor.tsx'
import { useHoursWords } from './hours-words.ts'

/** `house`, `team:<id>` or `presence:<id>`. */
type Place = string

/** When the house is there, and who is there at other times. */
export function HoursScreen() {
  const { t } = useTranslation(['targets', 'app'])
  const may = useMay('settings.manage')
  const { online } = useConnection()
  const hours = useQuery(read(calendarRoutes.list))
  const presences = useQuery(read(presenceRoutes.list)).data?.items ?? []
  const teams = useTeams()
  const [place, setPlace] = useState<Place>('house')
  const { summary } = useHoursWords()
  const { data } = hours
  const choices = [
    ...teams.map(({ id, name }) => ({ value: `team:${id}`, label: t('hours.team', { name }) })),
    ...presences.map(({ id, name }) => ({ value: `presence:${id}`, label: t('hours.presence', { name }) })),
  ]
  const known = new Map((data?.items ?? []).map((calendar) => [placeOf(calendar), calendar]))
  const own = [...known.keys()].filter((key) => key !== 'house')
  const nameOf = (key: Place) =>
    key === 'house' ? t('hours.house') : (choices.find(({ value }) => value === key)?.label ?? t('gone'))
  const house = known.get('house')?.hours ?? data?.usual
  const shown = ['house', ...own, ...(place === 'house' || own.includes(place) ? [] : [place])]
  return (
    <Page
      title={t('hours.title')}
      intro={t('hours.intro')}
      above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}
    >
      {hours.error && !data && <ErrorState error={hours.error} onRetry={() => void hours.refetch()} />}
      {!data && !hours.error && <SkeletonText lines={8} />}
      {data && house && (
        <>
          {!may && <Banner>{t('readOnly')}</Banner>}
          {!online && <Banner tone="soon">{t('offline')}</Banner>}
          <Section title={t('hours.whose')} intro={t('hours.whoseIntro')}>
            <Rows label={t('hours.whose')}>
              {shown.map((key) => (
                <Row
                  key={key}
                  title={nameOf(key)}
                  meta={summary(known.get(key)?.hours ?? house)}
                  actions={
                    <IconButton
                      small
                      icon={Pencil}
                      pressed={key === place}
                      label={t('hours.show', { name: nameOf(key) })}
                      onClick={() => setPlace(key)}
                    />
                  }
                />
              ))}
            </Rows>
            {may && (
              <SelectField
                searchable
                leftSection={<Plus size={16} />}
                label={t('hours.add')}
                placeholder={t('hours.choose')}
                data={choices.filter(({ value }) => !shown.includes(value))}
                value={null}
                onChange={(value) => value && setPlace(String(value))}
              />
            )}
          </Section>
          <HoursEditor
            key={place}
            name={nameOf(place)}
            place={idsOf(place)}
            calendar={known.get(place) ?? null}
            start={known.get(place)?.hours ?? (place === 'house' ? data.usual : { ...house, specialDays: [] })}
            regions={data.regions}
            locked={!may || !online}
            onRemoved={() => setPlace('house')}
          />
        </>
      )}
    </Page>
  )
}

function placeOf({ teamId, presenceId }: Calendar): Place {
  return teamId ? `team:${teamId}` : presenceId ? `presence:${presenceId}` : 'house'
}
function idsOf(place: Place): { teamId: string | null; presenceId: string | null } {
  const [kind, id = null] = place.split(':')
  return { teamId: kind === 'team' ? id : null, presenceId: kind === 'presence' ? id : null }
}
