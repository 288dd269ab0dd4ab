import { type Absence, absenceRoutes, type Member } from '@resonanz/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { CalendarOff, Pencil, Plus, Trash2 } from 'lucide-react'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { useNow } from '#lib/clock.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { useMay, useMe } from '#lib/session.ts'
import { formatDay } from '#lib/time.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Button, IconButton } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Row, Rows } from '#ui/page.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { EmptyState, ErrorState } from '#ui/states.tsx'
import { AbsenceDialog } from './absence-dialog.tsx'
import styles from './people.module.css'

/** Who is away, now and to come, and who stands in. Everybody enters their own; that of others needs the right. */
export function Absences({ members }: { members: Member[] }) {
  const { t } = useTranslation(['people', 'ui'])
  const me = useMe()
  const mayManage = useMay('absence.manage')
  const language = useLanguage()
  const now = useNow()
  const [open, setOpen] = useState<Absence | 'new' | null>(null)
  const absences = useQuery(read(absenceRoutes.list))
  const end = useMutation({
    mutationFn: (absence: Absence) => call(absenceRoutes.end, { params: { id: absence.id } }),
    onSuccess: () => {
      invalidateRoute(queryClient, absenceRoutes.list)
      showNotice({ text: t('absence.ended'), tone: 'ok' })
    },
  })
  const day = (at: string) => formatDay(new Date(at), now, { language })
  // The last day is meant, not the midnight after it.
  const lastDay = (at: string) => day(new Date(new Date(at).getTime() - 1).toISOString())
  const items = absences.data?.items
  const add = (
    <Button icon={Plus} look={items?.length === 0 ? 'primary' : 'default'} onClick={() => setOpen('new')}>
      {t('absence.add')}
    </Button>
  )
  if (absences.error && !items) return <ErrorState error={absences.error} onRetry={() => void absences.refetch()} />
  if (!items) return <SkeletonRows rows={3} lines={2} />
  return (
    <>
      {items.length === 0 ? (
        <EmptyState icon={CalendarOff} title={t('absence.none')} actions={add}>
          {t('absence.intro')}
        </EmptyState>
      ) : (
        <>
          <div className={styles.top}>
            <p className={styles.help}>{t('absence.intro')}</p>
            {add}
          </div>
          {end.error && <ErrorState compact error={end.error} />}
          <Rows label={t('tab.absences')}>
            {items.map((absence) => (
              <Row
                key={absence.id}
                icon={<Avatar name={absence.member.name} />}
                title={
                  <>
                    {absence.member.name}{' '}
                    {absence.state === 'running' && !absence.standIn && <Chip tone="bad">{t('absence.nobody')}</Chip>}
                    {absence.state === 'running' && absence.standIn && <Chip tone="neutral">{t('absence.away')}</Chip>}
                  </>
                }
                meta={`${day(absence.from)} – ${lastDay(absence.to)} · ${standInWords(absence, t)}`}
                actions={
                  (mayManage || absence.member.id === me?.member.id) && (
                    <>
                      <IconButton
                        small
                        icon={Pencil}
                        label={t('absence.edit', { name: absence.member.name })}
                        onClick={() => setOpen(absence)}
                      />
                      <IconButton
                        small
                        icon={Trash2}
                        label={t(absence.state === 'running' ? 'absence.end' : 'absence.remove', {
                          name: absence.member.name,
                        })}
                        onClick={() => end.mutate(absence)}
                      />
                    </>
                  )
                }
              />
            ))}
          </Rows>
        </>
      )}
      {open && (
        <AbsenceDialog
          key={open === 'new' ? 'new' : open.id}
          absence={open}
          members={members.filter(({ active }) => active)}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}

function standInWords(absence: Absence, t: TFunction<['people', 'ui']>): string {
  const { deputy, standIn, state } = absence
  if (!deputy) return t('absence.noDeputy')
  if (state === 'coming' || standIn?.id === deputy.id) return t('absence.deputy', { name: deputy.name })
  return standIn
    ? t('absence.deputyOf', { name: standIn.name, deputy: deputy.name })
    : t('absence.deputyAway', { deputy: deputy.name })
}
